/** Runs selected cases against a product that others wrote, over real sockets, and sums up what came of it. */
import { type Host } from '../../../harness/doors/host.js';
import { type Operator } from '../../../harness/doors/operator.js';
import { type RecordEvent, type CaseVerdict } from '../../../harness/record/events.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { run } from '../../../harness/run/run.js';
import { webSocketWire } from '../../../harness/wire/websocket.js';
import { catalogue } from '../../../testcases/index.js';
import { type PlanWishes, strangerPlan } from './plan.js';

export interface Meeting {
  readonly plan: PlanWishes;
  readonly operator: Operator;
  /** Ids of the cases, the sanity case among them where it is to run. */
  readonly cases: readonly string[];
  /** The clock of both sides, and how much faster than the wall it runs; 1 where the stranger has a clock of its own. */
  readonly host: Host;
  readonly speed: number;
  readonly lanes?: number;
  readonly onListening?: (url: string) => void | Promise<void>;
}

/** What a meeting showed, in an order that does not depend on timing. */
export interface Outcome {
  readonly verdicts: Readonly<Record<string, CaseVerdict>>;
  /** Every red check, finding and advisory, once each, as one line of text. */
  readonly shown: readonly string[];
  readonly events: readonly RecordEvent[];
}

/** What differs from run to run: times, ids and long numbers. */
const steady = (message: string) =>
  message
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replace(/"[0-9a-z]{8}-\d+"/g, '"ID"')
    .replace(/\b\d+ ms\b/g, 'N ms')
    .replace(/\b\d{3,}(?:\.\d+)?\b/g, 'N');

/** One line for what is not right, undefined for all else. */
function lineOf(event: RecordEvent): string | undefined {
  if (event.type === 'check')
    return event.verdict === 'pass' ? undefined : `${event.verdict}: ${event.case} ${event.id.replace(/#\d+$/, '')}`;
  if (event.type === 'finding') {
    const blame = event.blame === 'sut' ? '' : ` (${event.blame})`;
    return `${event.severity}: rule ${event.rule}${blame}: ${steady(event.message)}`;
  }
  return event.type === 'advisory' ? `advisory: ${event.case ?? ''} ${event.id}` : undefined;
}

const unique = (lines: readonly string[]) => [...new Set(lines)].sort();

/**
 * The sanity case is one of `cases` here and no gate before them: what a product gets wrong beyond it is what these
 * runs are for.
 */
export async function meet(meeting: Meeting): Promise<Outcome> {
  const { host, speed, onListening, lanes } = meeting;
  const recorder = createMemoryRecorder();
  const { results } = await run({
    loaded: strangerPlan(meeting.plan),
    catalogue: { ...catalogue, sanity: () => undefined },
    select: meeting.cases,
    wire: webSocketWire,
    wireKind: 'websocket',
    host,
    speed,
    operator: meeting.operator,
    seed: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    ...(lanes !== undefined && { lanes }),
    ...(onListening && { onListening }),
  });
  return {
    verdicts: Object.fromEntries(
      results.map(({ id, verdict }): [string, CaseVerdict] => [id, verdict]).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    shown: unique(recorder.events.flatMap((event) => lineOf(event) ?? [])),
    events: recorder.events,
  };
}
