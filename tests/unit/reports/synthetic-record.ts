/** Records made by hand for the reports' tests: events in the record's own vocabulary, with every kind in them. */
import {
  type CaseFacts,
  eventSchema,
  type EventOf,
  type RecordEvent,
  type Verdict,
} from '../../../harness/record/events.js';

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

const exitOf = (verdicts: readonly Verdict[]): number =>
  verdicts.includes('error')
    ? 4
    : verdicts.includes('fail')
      ? 1
      : verdicts.includes('inconclusive') || verdicts.length === 0
        ? 3
        : 0;

/** The events of one run, valid by the record's schema. */
export function syntheticRecord(run: SyntheticRun): RecordEvent[] {
  const { hostile } = run;
  const evil = (text: string): string => hostile ?? text;
  const events: RecordEvent[] = [];
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
    ...(reason !== undefined && { reason }),
  }));
  const listed = [...new Map(facts.map((each) => [each.id, each])).values()];
  events.push({
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
    cases: [...listed.map((each) => ({ ...each, run: true })), ...others],
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
  });
  events.push({ type: 'lane-start', lane: 0, t: 0, identity: 'CS-0042' });

  let t = 10;
  let n = 0;
  let ask = 0;
  const frame = (dir: 'rx' | 'tx', value: unknown, extra: Partial<EventOf<'frame'>> = {}): number => {
    t += 37.25;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    events.push({ type: 'frame', n: ++n, conn: 1, lane: 0, t, dir, text, ...extra });
    return n;
  };
  const seen = { checks: 0, findings: 0, advisories: 0 };
  const verdicts: Verdict[] = [];

  for (const each of run.cases) {
    t += 900;
    const began = t;
    events.push({ type: 'case-start', case: each.id, lane: 0, t, identity: 'CS-0042' });
    events.push({
      type: 'connection',
      conn: 1,
      lane: 0,
      t,
      event: 'open',
      by: 'sut',
      identity: evil('CS-0042'),
      path: evil('/CS-0042'),
      subprotocol: 'ocpp2.0.1',
    });
    ask++;
    events.push({
      type: 'operator-ask',
      ask,
      lane: 0,
      t,
      role: 'station',
      action: 'plugIn',
      args: { evseId: 1 },
      why: 'the case needs a car',
      within: 60_000,
    });
    t += 1200;
    events.push({
      type: 'operator-answer',
      ask,
      lane: 0,
      t,
      status: 'done',
      value: evil('Occupied'),
      note: evil('done by the rig'),
    });
    const id = (k: number) => evil(`${each.id}-${k}-7d1c0a8e`);
    const reset = frame('tx', [2, id(1), 'Reset', { type: 'OnIdle' }]);
    const accepted = frame('rx', [3, id(1), { status: evil('Accepted') }]);
    t += 2500;
    const boot = frame('rx', [
      2,
      id(2),
      evil('BootNotification'),
      {
        reason: evil('ScheduledReset'),
        chargingStation: {
          vendorName: evil('Nordladd'),
          model: evil('Stolpe 22 D'),
          serialNumber: evil('0042-118'),
          firmwareVersion: evil('3.8.1-rc2'),
        },
      },
    ]);
    frame('tx', [3, id(2), { currentTime: '2026-03-14T09:30:05.000Z', interval: 300, status: 'Accepted' }]);
    for (let i = 0; i < (each.chatter ?? 2); i++) {
      frame('rx', [
        2,
        id(10 + i),
        'StatusNotification',
        { timestamp: '2026-03-14T09:30:06.000Z', connectorStatus: evil('Available'), evseId: 1, connectorId: 1 },
      ]);
      frame('tx', [3, id(10 + i), {}]);
    }
    frame('rx', [4, id(99), evil('InternalError'), evil('nothing asked for this'), {}]);
    const checks = each.checks ?? [{ id: 'boot', verdict: each.verdict }];
    checks.forEach((check, i) => {
      t += 1;
      seen.checks++;
      events.push({
        type: 'check',
        case: each.id,
        lane: 0,
        t,
        id: check.id,
        title: check.title ?? (i === 0 ? 'The station registers again after the reset' : `Step ${i + 1} is answered`),
        phase: check.phase ?? 'main',
        kind: 'message',
        verdict: check.verdict,
        ...(check.verdict !== 'pass' && { blame: 'sut' as const }),
        expected: check.expected ?? 'BootNotification with reason ScheduledReset within 30 s',
        actual: evil(check.actual ?? (check.verdict === 'pass' ? 'reason ScheduledReset' : 'reason PowerUp')),
        requirements: [...(check.requirements ?? ['B01.FR.01', 'B12.FR.03'])],
        frames: [i % 2 === 0 ? boot : accepted],
        action: 'BootNotification',
        asserts: ['reason'],
        ...(check.dictated && { dictated: true }),
      });
    });
    if (each.verdict === 'fail') {
      seen.findings++;
      events.push({
        type: 'finding',
        rule: 'message-ids-unique',
        case: each.id,
        lane: 0,
        t,
        severity: 'fail',
        blame: 'sut',
        message: evil('The id 17 was used twice'),
        clause: 'Part 4 §4.1.4',
        frames: [accepted, boot],
      });
    }
    if (each.verdict === 'inconclusive') {
      seen.advisories++;
      events.push({
        type: 'advisory',
        case: each.id,
        lane: 0,
        t,
        id: 'heartbeat-while-busy',
        message: evil('A Heartbeat came although other messages did'),
        clause: 'G02.FR.03',
        frames: [reset],
      });
    }
    events.push({ type: 'note', case: each.id, lane: 0, t, text: evil('The station was put back to where it was.') });
    verdicts.push(each.verdict);
    if (!each.unfinished) {
      events.push({
        type: 'case-end',
        case: each.id,
        lane: 0,
        t,
        verdict: each.verdict,
        reason: evil(each.reason ?? (each.verdict === 'pass' ? '' : 'One check did not pass')),
        duration: t - began,
      });
    }
  }
  events.push({
    type: 'claim',
    lane: 0,
    t,
    subject: evil('C-01'),
    claimed: 'supported',
    shown: evil('LocalAuthListCtrlr is not reported'),
    kind: 'over-claim',
    frames: [1],
  });
  if (run.end !== false) {
    const of = (verdict: Verdict) => verdicts.filter((each) => each === verdict).length;
    const exitCode = exitOf(verdicts);
    const chosen = others.filter((each) => each.run).map((each) => each.id);
    events.push({
      type: 'run-end',
      t: t + 5,
      ended: '2026-03-14T09:58:12.000Z',
      notRun: chosen,
      counts: {
        ...{ pass: of('pass'), inconclusive: of('inconclusive'), fail: of('fail'), error: of('error') },
        ...{ notApplicable: 0, notSelected: 0, notRun: chosen.length, frames: n, ...seen },
      },
      exitCode,
      conclusion: ['conformant', 'failures', 'usage', 'incomplete', 'tester error'][exitCode]!,
      digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      ...run.end,
    });
  }
  return events.map((event) => eventSchema.parse(event));
}

/** A run with every verdict, every reason not to run, a dictated check and a long case. */
export function mixedRun(): SyntheticRun {
  return {
    cases: [
      {
        id: 'TC_B_01_CS',
        verdict: 'pass',
        title: 'A station announces itself after power-up',
        checks: [
          { id: 'boot', verdict: 'pass' },
          { id: 'reply', verdict: 'pass', dictated: true, requirements: ['B01.FR.05'] },
        ],
      },
      {
        id: 'TC_B_21_CS',
        verdict: 'fail',
        title: 'A reset on idle waits for the transaction to end',
        reason: 'The station restarted in the middle of the transaction',
        chatter: 60,
        checks: [
          { id: 'accepted', verdict: 'pass', title: 'The station accepts the reset' },
          { id: 'boot', verdict: 'fail' },
        ],
      },
      {
        id: 'TC_E_03_CS',
        verdict: 'inconclusive',
        block: 'E Transactions',
        profiles: { Core: 'mandatory', 'Smart Charging': 'conditional' },
        title: 'A session starts with the cable',
        reason: 'The operator did not plug in',
        checks: [{ id: 'plug', verdict: 'inconclusive', phase: 'precondition', title: 'The car is plugged in' }],
      },
      {
        id: 'TC_J_01_CS',
        verdict: 'error',
        block: 'J Meter values',
        profiles: { 'Smart Charging': 'mandatory' },
        title: 'Meter values come at the clock-aligned interval',
        reason: 'The tester could not bind its port',
        checks: [{ id: 'interval', verdict: 'error', title: 'Values come every 900 s' }],
      },
      {
        id: 'TC_N_01_CS',
        verdict: 'pass',
        block: 'N Diagnostics',
        profiles: { Core: 'conditional' },
        title: 'A log is uploaded when asked',
      },
    ],
    notRun: [
      { id: 'TC_C_08_CS', reason: 'the statement does not claim C-01 (local authorization list)' },
      { id: 'TC_C_09_CS', reason: 'not selected: --select TC_B*' },
      { id: 'TC_O_01_CS', chosen: true, block: 'O Display messages' },
    ],
  };
}

/** A run of `count` cases of realistic size, one in `redEvery` of them failed. */
export function longRun(count: number, redEvery = 25): SyntheticRun {
  const blocks = [
    'B Provisioning',
    'C Authorization',
    'E Transactions',
    'G Availability',
    'J Meter values',
    'K Smart charging',
  ];
  return {
    cases: Array.from({ length: count }, (_, i): SyntheticCase => {
      const verdict = i % redEvery === redEvery - 1 ? 'fail' : 'pass';
      const block = blocks[i % blocks.length]!;
      const check = (id: string, of: Verdict) => ({
        id,
        verdict: of,
        requirements: [`${block[0]}${String(i % 20).padStart(2, '0')}.FR.${id.length}${i % 7}`],
      });
      return {
        id: `TC_${block[0]}_${String(i).padStart(3, '0')}_CS`,
        block,
        verdict,
        chatter: 4,
        checks: [
          check('accepted', 'pass'),
          check('boot', verdict),
          check('status-1', 'pass'),
          check('status-22', 'pass'),
        ],
      };
    }),
  };
}
