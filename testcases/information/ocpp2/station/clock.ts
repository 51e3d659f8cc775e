/** G02, B01.FR.06: the heartbeat, and the time that a station lives in. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { eventOf, takeBay } from '../../../ocpp2/states/bay.js';
import { SLACK } from '../../../ocpp2/states/boot.js';
import { keepVariable, variableOf } from '../../../ocpp2/states/device-model.js';
import { follow, type Logged } from '../../../ocpp2/states/message-log.js';
import { charging, SESSION_ACTIONS } from '../../../ocpp2/states/sessions.js';
import { present } from '../asked.js';
import { measuredText } from '../../../../harness/peers/for-cases/durations.js';

const FACTS = { versions: ['2.0.1', '2.1'], block: 'Station information', profiles: {} } as const;
/** Intervals for which the station is watched. */
const WATCHED = 5;

export const takesTheIntervalOfItsBoot = stationCase({
  ...FACTS,
  id: 'INFO_2X_CS_11',
  restsOn: 'right-from-wrong',
  title: 'A station beats at the interval that its boot was answered with',
  purpose: 'A shorter interval than the usual one, told in the answer to the boot, is the one in force.',
  requirements: ['B01.FR.01', 'G02.FR.01', 'G02.FR.02'],
  steps: [
    'The operator restarts the station; the tester answers its boot with a quarter of the usual heartbeat interval.',
    'For five of these intervals, the station is never silent for longer than this interval allows.',
  ],
  operator: ['reboot'],
  async run(context) {
    const { csms, operator, check, now, pass, parameters } = context;
    const interval = Math.max(2, Math.round(parameters.heartbeatInterval / 4));
    await keepVariable(context, variableOf('OCPPCommCtrlr', 'HeartbeatInterval'));
    csms.answer('BootNotification', () => ({ status: 'Accepted', currentTime: csms.now(), interval }));
    await operator.reboot({});
    await csms.expect('BootNotification', {}, 'B01.FR.01', { within: parameters.limits.reboot });
    // The reports that follow the boot are no beat.
    while (await csms.next('StatusNotification', { within: SLACK }));
    const start = now();
    const log = follow(csms);
    await pass(interval * WATCHED * 1000);
    log.stop();
    const times = [start, ...log.entries.map(({ at }) => at), now()];
    const longest = Math.max(...times.slice(1).map((at, index) => at - times[index]!));
    // G02.FR.05: one that begins anew with every message, or looks at every interval, is silent for almost two.
    check('beats', log.entries.length > 0 && longest <= interval * 2_000 + SLACK, {
      title: 'the station is not silent for longer than the interval that it was told allows',
      requirements: ['G02.FR.01', 'G02.FR.02'],
      frames: log.entries.length > 0 ? log.entries.slice(0, 3).map(({ n }) => n) : [csms.conversation.last],
      expected: `a Heartbeat, or another message in its place, every ${interval} s`,
      actual: log.entries.length > 0 ? `${measuredText(longest)} without one` : 'none',
      action: 'Heartbeat',
    });
  },
});

/** Judges a time that a message has. */
function judgeTime(context: OnStation, found: Logged | undefined, field: string, id: string): void {
  const { check, csms } = context;
  const time = present(context);
  const value = found?.payload[field];
  check(id, found !== undefined && time.matches(value), {
    title: 'the time of the message is the present',
    requirements: ['B01.FR.06', 'G02.FR.06'],
    frames: [found?.n ?? csms.conversation.last],
    expected: time.says,
    actual: found === undefined ? 'no such message' : (JSON.stringify(value) ?? 'absent').slice(0, 60),
    ...(found && { action: found.action, asserts: [field] }),
  });
}

export const datesItsStatuses = stationCase({
  ...FACTS,
  id: 'INFO_2X_CS_12',
  title: 'A station dates its statuses by the time that it was told',
  purpose: 'The time of a status, or of the event that tells it, is the present of the CSMS.',
  requirements: ['B01.FR.06', 'G01.FR.03', 'G02.FR.06'],
  steps: ['The operator connects an EV; the time of the message that tells Occupied is that of the tester.'],
  operator: SESSION_ACTIONS.filter((action) => action !== 'presentIdToken'),
  async run(context) {
    const bay = await takeBay(context);
    await bay.arrive();
    const since = bay.statuses.total;
    await bay.plugIn();
    await bay.expectStatus('Occupied', 'G01.FR.03');
    const told = bay.statuses.since(since).at(-1);
    judgeTime(context, told, told?.action === 'NotifyEvent' ? 'generatedAt' : 'timestamp', 'dated');
  },
});

export const datesATransaction = stationCase({
  ...FACTS,
  id: 'INFO_2X_CS_13',
  title: 'A station dates the events of a transaction by the time that it was told',
  purpose: 'The time of the event that ends it is the present of the CSMS.',
  requirements: ['B01.FR.06', 'G02.FR.06'],
  from: charging,
  steps: [
    'The transaction is stopped and the operator takes the EV off; the time of the event that ends it is that of the tester.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, { bay, transactionId }) {
    const { csms, parameters } = context;
    await csms.attempt('RequestStopTransaction', { transactionId });
    await bay.plugOut();
    await bay.leave();
    const ended = await bay.transactions.until(
      (entries) =>
        entries.find((entry) => {
          const { eventType, transactionInfo } = eventOf(entry);
          return eventType === 'Ended' && transactionInfo?.transactionId === transactionId;
        }),
      parameters.limits.action,
    );
    judgeTime(context, ended, 'timestamp', 'dated');
  },
});
