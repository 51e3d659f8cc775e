/**
 * Asks a product what it is: a run of one case that sends legal requests which change nothing, recorded as every run is,
 * so that whatever is made of the answers can be looked up in its frames.
 */
import { createLiveHost } from '../../harness/doors/host.js';
import { newSeed } from '../../harness/doors/machine.js';
import { is2x, type Version } from '../../harness/doors/protocol.js';
import { type Case } from '../../harness/peers/case.js';
import { type CsmsContext } from '../../harness/peers/context.js';
import { csmsCase, type OnStation as OnStation16, stationCase } from '../../harness/peers/ocpp16.js';
import { type LoadedPlan } from '../../harness/plan/reading/load.js';
import { isAnswered, type ProbeFound } from '../../harness/plan/probed/probe-found.js';
import { type EventOf } from '../../harness/record/events.js';
import { createFileRecorder } from '../../harness/record/recorder.js';
import { createRedaction } from '../../harness/record/redact.js';
import { type Catalogue } from '../../harness/run/catalogue.js';
import { run } from '../../harness/run/run.js';
import { webSocketWire } from '../../harness/wire/websocket.js';
import { noOperator } from '../../harness/operator/none.js';
import { interruptible } from '../interrupt.js';
import { readTool } from '../tool.js';
import { createAsk, emptyNotes, type Notes } from './ask.js';
import { askCsms } from './csms.js';
import { askStation16 } from './station-16.js';
import { askStation2x } from './station-2x.js';
import { createToldCollector } from './told.js';

export interface ProbeOptions {
  /** How long to wait for a station to connect, in seconds. */
  readonly wait: number;
  /** Where the frames are recorded; the file must not exist. */
  readonly record: string;
  readonly onListening?: (url: string) => void;
  /** Told of handshakes that were refused, or came to nothing, in words. */
  readonly onRefused?: (reason: string) => void;
}

export interface Probed {
  readonly found: ProbeFound;
  /** Why it ended before its end, where it did. */
  readonly ended?: string;
}

/** The one thing that a probe judges: that somebody answers. */
const ANSWERS = { id: 'answers', title: 'the product answers a request', requirements: 'OCPP-J §4.1.1' } as const;

type Context = OnStation16 | CsmsContext<Version>;

function probeCase(role: 'station' | 'csms', version: Version, notes: Notes): Case {
  const data = {
    id: 'PROBE',
    versions: [version] as never,
    block: 'Probe',
    title: 'What the product is, by its own answers',
    purpose: 'Requests that every product may get, and that change nothing.',
    profiles: {},
    requirements: [ANSWERS.requirements],
    steps: ['The tester asks, and notes what comes.'],
    operator: [],
  };
  const conclude = (context: Context) => {
    const answered = notes.asked.filter(isAnswered);
    context.check(ANSWERS.id, answered.length > 0, {
      ...ANSWERS,
      frames: (answered[0] ?? notes.asked[0])?.frames ?? [],
      expected: 'an answer',
      actual: answered.length > 0 ? `${answered.length} of ${notes.asked.length} requests answered` : 'none',
    });
  };
  if (role === 'csms')
    return csmsCase({
      ...data,
      connect: 'connected',
      async run(context) {
        await askCsms(context, createAsk(context.station.attempt, notes), notes);
        conclude(context);
      },
    });
  return stationCase({
    ...data,
    async run(context) {
      const ask = createAsk(context.csms.attempt, notes);
      if (is2x(version)) await askStation2x(context, ask, notes);
      else await askStation16(context, ask, notes);
      conclude(context);
    },
  });
}

const refusalText = ({ event, by, status, reason, code }: EventOf<'connection'>): string =>
  [
    event === 'tls-failed'
      ? 'a TLS handshake failed'
      : `${by === 'tester' ? 'the tester' : 'the product'} refused a handshake`,
    ...[status, code, reason].filter((part) => part !== undefined),
  ].join(', ');

/** The plan as a probe needs it: one lane, no selection, no longer than it may take for a station to connect. */
function forProbe(loaded: LoadedPlan, wait: number): LoadedPlan {
  const { plan } = loaded;
  const { parameters, timeLimitMultiplier } = plan;
  const timeouts = { ...parameters.timeouts, reboot: Math.max(1, wait) / timeLimitMultiplier };
  return {
    ...loaded,
    plan: { ...plan, parameters: { ...parameters, timeouts }, selection: { include: [], exclude: [] }, lanes: 1 },
  };
}

/** Asks the product of the plan. Rejects with a code and a hint where it cannot begin: a port that is taken, no files. */
export async function probe(
  loaded: LoadedPlan,
  { wait, record, onListening, onRefused }: ProbeOptions,
): Promise<Probed> {
  const { role, version } = loaded.plan.sut;
  const notes = emptyNotes();
  const told = createToldCollector(version);
  const catalogue: Catalogue = {
    revision: 'probe',
    cases: [probeCase(role, version, notes)],
    generated: () => [],
    generator: '',
    sanity: () => undefined,
  };
  const recorder = createFileRecorder(record, createRedaction(loaded.secrets));
  const { signal, release } = interruptible();
  let ended: string | undefined;
  try {
    await run({
      loaded: forProbe(loaded, wait),
      catalogue,
      select: [],
      wire: webSocketWire,
      wireKind: 'websocket',
      host: createLiveHost(),
      speed: 1,
      operator: noOperator(),
      seed: newSeed(),
      recorder,
      tool: readTool(),
      signal,
      ...(onListening && { onListening }),
      onStranger: (path, reason) => onRefused?.(`a connection to ${JSON.stringify(path.slice(0, 200))}: ${reason}`),
      onEvent(event) {
        told.on(event);
        if (event.type === 'connection' && (event.event === 'refused' || event.event === 'tls-failed'))
          onRefused?.(refusalText(event));
        if (event.type === 'case-end' && event.verdict !== 'pass') ended = event.reason;
      },
    });
  } finally {
    release();
    recorder.close();
  }
  return {
    found: { connected: notes.asked.length > 0, ...notes, ...told.all() },
    ...(ended !== undefined && { ended }),
  };
}
