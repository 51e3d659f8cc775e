/** Records made by hand for the reports' tests: events in the record's own vocabulary, with every kind in them. */
import { eventSchema, type EventOf, type RecordEvent, type Verdict } from '../../../harness/record/events.js';
import { runStartOf, type SyntheticRun } from './synthetic-header.js';

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
  events.push(runStartOf(run, evil));
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
    const chosen = (run.notRun ?? []).filter((each) => each.chosen).map((each) => each.id);
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
