/** The first line of a synthetic record, and what a synthetic run is described by. */
import { type CaseFacts, type EventOf, type Verdict } from '../../../harness/record/events.js';

export interface SyntheticCheck {
  readonly id: string;
  readonly verdict: Verdict;
  readonly title?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly phase?: 'precondition' | 'main';
  readonly dictated?: boolean;
  readonly requirements?: readonly string[];
}

export interface SyntheticCase {
  readonly id: string;
  readonly block?: string;
  readonly title?: string;
  readonly verdict: Verdict;
  readonly reason?: string;
  readonly profiles?: CaseFacts['profiles'];
  readonly checks?: readonly SyntheticCheck[];
  /** How many further message pairs the case has. */
  readonly chatter?: number;
  /** Leaves the case without its end. */
  readonly unfinished?: boolean;
}

export interface SyntheticRun {
  readonly cases: readonly SyntheticCase[];
  readonly notRun?: readonly {
    readonly id: string;
    readonly reason?: string;
    readonly chosen?: boolean;
    readonly block?: string;
  }[];
  /** A text that takes the place of everything that a SUT can fill. */
  readonly hostile?: string;
  readonly end?: Partial<EventOf<'run-end'>> | false;
  readonly start?: Partial<EventOf<'run-start'>>;
}

const EPOCH = Date.UTC(2026, 2, 14, 9, 30);

const factsOf = (id: string, block: string, title: string, profiles: CaseFacts['profiles']): CaseFacts => ({
  id,
  role: 'station',
  versions: ['2.0.1', '2.1'],
  block,
  title,
  purpose: 'It shows that the station reports what it does, in the order in which it does it, and nothing else.',
  profiles,
  requirements: [`${id.split('_')[1] ?? 'X'}01.FR.01`, `${id.split('_')[1] ?? 'X'}01.FR.05`],
  precondition: 'The station is booted, accepted and idle',
  steps: ['The tester asks the station to reset.', 'The station accepts and restarts.', 'The station registers again.'],
  operator: ['plugIn'],
});

/** The header of the run's record. */
export function runStartOf(run: SyntheticRun, evil: (text: string) => string): EventOf<'run-start'> {
  const facts = run.cases.map((each) =>
    factsOf(
      each.id,
      each.block ?? 'B Provisioning',
      each.title ?? 'A station resets when it is asked to',
      each.profiles ?? { Core: 'mandatory' },
    ),
  );
  const others = (run.notRun ?? []).map(({ id, reason, chosen, block }) => ({
    ...factsOf(id, block ?? 'C Authorization', 'A station stops when its token is blocked', { Core: 'conditional' }),
    run: chosen ?? false,
    // The samples say in words whether a case was left out by choice.
    applicable: chosen ?? /not selected/.test(reason ?? ''),
    ...(reason !== undefined && { reason }),
  }));
  const listed = [...new Map(facts.map((each) => [each.id, each])).values()];
  return {
    type: 'run-start',
    format: 1,
    tool: { name: 'laddprov', version: '0.1.0' },
    catalogue: {
      revision: '2025-11',
      digest: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
      cases: listed.length + others.length,
    },
    environment: { node: '20.20.0', os: 'linux x64', schemas: 'ocpp-rpc 2.2.1' },
    started: '2026-03-14T09:30:00.000Z',
    epoch: EPOCH,
    seed: 4711,
    speed: 1,
    wire: 'websocket',
    sut: {
      role: 'station',
      version: '2.0.1',
      identity: evil('CS-0042'),
      vendor: evil('Nordladd'),
      model: evil('Stolpe 22 D'),
      firmware: evil('3.8.1-rc2'),
    },
    operator: 'http',
    plan: { sut: { identity: evil('CS-0042'), version: '2.0.1' }, listen: { port: 9100 }, password: '(redacted)' },
    cases: [...listed.map((each) => ({ ...each, run: true, applicable: true })), ...others],
    rules: [
      {
        id: 'message-ids-unique',
        title: 'No message id is used twice on one connection.',
        clauses: { '2.0.1': 'Part 4 §4.1.4', '1.6': 'OCPP-J §4.1.4' },
      },
      {
        id: 'one-call-at-a-time',
        title: 'No CALL is sent while another one of the same side is open.',
        clauses: { '2.0.1': 'Part 4 §4.1.1' },
      },
      {
        id: 'connector-transitions',
        title: 'A connector changes its status only along the allowed transitions.',
        clauses: { '1.6': '§4.9' },
      },
    ],
    ...run.start,
  };
}
