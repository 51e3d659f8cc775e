/** 1.6 §4.2 BootNotification: a station registers before it does anything else. */
import { type OnStation, present, stationCase } from '../../../../harness/peers/ocpp16.js';

/** Seconds between a boot that is not accepted and the next: long enough to tell waiting from not waiting. */
const RETRY = 10;
/** How much earlier or later than its interval a message may come, in milliseconds: clocks drift, networks wait. */
const SLACK = 2_000;

/** §4.2, errata 3.22: once accepted, the station reports connector 0 and every other. */
async function reportsEveryConnector({ csms, parameters }: OnStation): Promise<void> {
  const connectors = Array.from({ length: parameters.connectors + 1 }, (_, connectorId) => connectorId);
  await csms.expectAll(
    connectors.map((connectorId) =>
      csms.message('StatusNotification', { status: 'Available' }, ['1.6 §4.2', 'errata 3.22'], {
        where: { connectorId },
        id: `StatusNotification-${connectorId}`,
      }),
    ),
  );
}

/** §4.6: a Heartbeat at every interval, or any other message in its place; the tester sends nothing meanwhile. */
async function beatsAtItsInterval({ csms, check, parameters }: OnStation): Promise<void> {
  const interval = parameters.heartbeatInterval * 1000;
  const first = await csms.expect('Heartbeat', {}, '1.6 §4.6', { within: interval * 2 + SLACK, id: 'Heartbeat-first' });
  const second = await csms.expect('Heartbeat', {}, '1.6 §4.6', {
    within: interval * 2 + SLACK,
    id: 'Heartbeat-second',
  });
  const gap = second.at - first.at;
  check('heartbeat-interval', gap >= interval - SLACK && gap <= interval * 2 + SLACK, {
    title: 'the station keeps the heartbeat interval that it was given',
    requirements: ['1.6 §4.2', '1.6 §4.6'],
    frames: [first.n, second.n],
    expected: `${interval / 1000} s between two heartbeats, more where other messages took their place`,
    actual: `${gap / 1000} s`,
    action: 'Heartbeat',
  });
}

export const registersAgainAfterRejection = stationCase({
  id: 'TC_001_CS',
  versions: ['1.6'],
  block: 'Core: boot',
  title: 'A station that was rejected waits, registers again and starts when it is accepted',
  purpose:
    'It keeps the interval that it was given, is silent meanwhile, reports every connector once accepted, and beats.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.2', '1.6 §4.6', 'errata 3.22'],
  steps: [
    'The operator power-cycles the station; it sends BootNotification and the tester answers Rejected with an interval.',
    'Until the interval is over the station sends nothing.',
    'The station sends BootNotification again and the tester accepts it.',
    'The station reports connector 0 and every other as Available.',
    'The station sends Heartbeat at the interval that it was given.',
  ],
  operator: ['powerCycle'],
  async run(context) {
    const { csms, operator, check } = context;
    csms.answer('BootNotification', () => ({ status: 'Rejected', currentTime: csms.now(), interval: RETRY }), {
      times: 1,
    });
    await operator.powerCycle({});
    const rejected = await csms.expect(
      'BootNotification',
      { chargePointVendor: present, chargePointModel: present },
      '1.6 §4.2',
      { id: 'BootNotification-rejected' },
    );
    const accepted = await csms.expect('BootNotification', {}, '1.6 §4.2', {
      within: RETRY * 2000 + SLACK,
      id: 'BootNotification-accepted',
    });
    const waited = accepted.at - rejected.at;
    check('retry-interval', waited >= RETRY * 1000 - SLACK, {
      title: 'the station does not register again before the interval is over',
      requirements: '1.6 §4.2',
      frames: [rejected.n, accepted.n],
      expected: `at least ${RETRY} s between the two`,
      actual: `${waited / 1000} s`,
      action: 'BootNotification',
    });
    await reportsEveryConnector(context);
    await beatsAtItsInterval(context);
  },
});
