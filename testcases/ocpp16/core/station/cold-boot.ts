/** 1.6 §4.2 BootNotification: a station registers before it does anything else. */
import { type OnStation, present, stationCase } from '../../../../harness/peers/ocpp16.js';
import { changeKey, keysOf, sameKey } from '../../states/configuration.js';
import { becomes, everyConnector, SLACK, statusWithin } from '../../states/connector.js';
import { limitText, measuredText } from '../../../../harness/peers/for-cases/durations.js';

/** Seconds between a boot that is not accepted and the next: long enough to tell waiting from not waiting. */
const RETRY = 10;

/**
 * What a station may send by itself in place of a heartbeat (§4.6). Security events are none: those of the boot itself
 * come now (whitepaper §8), and a later one puts a heartbeat off by one interval at most.
 */
const SIGNS_OF_LIFE = ['Heartbeat', 'MeterValues', 'StatusNotification', 'DataTransfer'] as const;

/** §4.2, errata 3.22: once accepted, the station reports connector 0 and every other. */
async function reportsEveryConnector(context: OnStation, after: number): Promise<void> {
  await context.csms.expectAll(
    everyConnector(context).map((connectorId) =>
      becomes(context, connectorId, ['Available'], ['1.6 §4.2', 'errata 3.22'], {
        id: `StatusNotification-${connectorId}`,
        after,
      }),
    ),
    { within: statusWithin(context) },
  );
}

/**
 * §4.6: a Heartbeat at every interval, or another message in its place; the tester sends nothing meanwhile. A station
 * that looks at every interval whether it has said something since the last look is silent for almost two of them.
 */
async function beatsAtItsInterval({ csms, advise, parameters }: OnStation): Promise<void> {
  const interval = parameters.heartbeatInterval * 1000;
  const signs = () => SIGNS_OF_LIFE.map((action) => csms.message(action, {}, ['1.6 §4.2', '1.6 §4.6']));
  csms.mark();
  const first = await csms.expectOneOf(signs(), { within: interval * 2 + SLACK });
  const second = await csms.expectOneOf(signs(), { within: interval * 2 + SLACK });
  const gap = second.at - first.at;
  if (first.index === 0 && second.index === 0 && gap < interval - SLACK)
    advise(
      'heartbeat-often',
      `two heartbeats came ${measuredText(gap)} apart, though the station was told ${limitText(interval)}`,
      '1.6 §4.2',
      [first.n, second.n],
    );
}

export const registersAgainAfterRejection = stationCase({
  id: 'TC_001_CS',
  versions: ['1.6'],
  block: 'Core: boot',
  title: 'A station that was rejected waits, registers again and starts when it is accepted',
  purpose: 'It keeps the interval that it was given, reports every connector once accepted, and beats.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.2', '1.6 §4.6', 'errata 3.22'],
  steps: [
    'The operator power-cycles the station; it sends BootNotification and the tester answers Rejected with an interval.',
    'The station sends BootNotification again when the interval is over, and the tester accepts it.',
    'The station reports connector 0 and every other as Available.',
    'The station sends Heartbeat at the interval that it was given, or something else in its place.',
  ],
  operator: ['powerCycle'],
  async run(context) {
    const { csms, operator, check, parameters } = context;
    const { reboot } = parameters.limits;
    csms.answer('BootNotification', () => ({ status: 'Rejected', currentTime: csms.now(), interval: RETRY }), {
      times: 1,
    });
    await operator.powerCycle({});
    const rejected = await csms.expect(
      'BootNotification',
      { chargePointVendor: present, chargePointModel: present },
      '1.6 §4.2',
      { id: 'BootNotification-rejected', within: reboot },
    );
    // The interval is the least that it has to wait.
    const accepted = await csms.expect('BootNotification', {}, '1.6 §4.2', {
      within: RETRY * 1000 + reboot,
      id: 'BootNotification-accepted',
    });
    const waited = accepted.at - rejected.at;
    check('retry-interval', waited >= RETRY * 1000 - SLACK, {
      title: 'the station does not register again before the interval is over',
      requirements: '1.6 §4.2',
      frames: [rejected.n, accepted.n],
      expected: `at least ${RETRY} s between the two`,
      actual: measuredText(waited),
      action: 'BootNotification',
    });
    await reportsEveryConnector(context, accepted.n);
    await beatsAtItsInterval(context);
  },
});

const SAMPLING = 'MeterValueSampleInterval';

/** Reads all keys and writes one while the station is Pending; another value than it has, so that it is a change. */
async function configuresWhilePending(context: OnStation): Promise<void> {
  const { csms, afterwards, parameters } = context;
  const all = await csms.call('GetConfiguration', {}, { configurationKey: present }, ['1.6 §4.2', '1.6 §5.8']);
  const before = keysOf(all as Readonly<Record<string, unknown>>).find(({ key }) => sameKey(key, SAMPLING))?.value;
  if (before !== undefined) afterwards(() => changeKey(context, SAMPLING, before));
  const value = String(parameters.meterValueInterval + (Number(before) === parameters.meterValueInterval ? 1 : 0));
  await csms.call('ChangeConfiguration', { key: SAMPLING, value }, { status: 'Accepted' }, ['1.6 §4.2', '1.6 §5.3']);
}

export const isConfiguredWhilePending = stationCase({
  id: 'TC_002_CS',
  versions: ['1.6'],
  block: 'Core: boot',
  title: 'A station that is pending can be configured, registers again and starts when it is accepted',
  purpose: 'It answers while it is pending, keeps the interval, reports every connector once accepted, and beats.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.2', '1.6 §4.6', '1.6 §5.3', '1.6 §5.8', 'errata 3.22'],
  steps: [
    'The operator power-cycles the station; it sends BootNotification and the tester answers Pending with an interval.',
    'The tester reads the configuration and changes a key; the station answers both.',
    'The station sends BootNotification again when the interval is over, and the tester accepts it.',
    'The station reports connector 0 and every other as Available.',
    'The station sends Heartbeat at the interval that it was given, or something else in its place.',
  ],
  operator: ['powerCycle'],
  async run(context) {
    const { csms, operator, check, parameters } = context;
    const { reboot } = parameters.limits;
    const boots: number[] = [];
    let configured = false;
    csms.answer('BootNotification', () => {
      boots.push(context.now());
      return configured ? undefined : { status: 'Pending', currentTime: csms.now(), interval: RETRY };
    });
    await operator.powerCycle({});
    const pending = await csms.expect('BootNotification', {}, '1.6 §4.2', {
      id: 'BootNotification-pending',
      within: reboot,
    });
    await configuresWhilePending(context);
    configured = true;
    const accepted = await csms.expect('BootNotification', {}, '1.6 §4.2', {
      within: RETRY * 1000 + reboot,
      id: 'BootNotification-accepted',
    });
    const gaps = boots.slice(1).map((at, index) => at - boots[index]!);
    check('retry-interval', gaps.length > 0 && gaps.every((gap) => gap >= RETRY * 1000 - SLACK), {
      title: 'the station does not register again before the interval is over',
      requirements: '1.6 §4.2',
      frames: [pending.n, accepted.n],
      expected: `at least ${RETRY} s between one BootNotification and the next`,
      actual: gaps.map((gap) => measuredText(gap)).join(', '),
      action: 'BootNotification',
    });
    await reportsEveryConnector(context, accepted.n);
    await beatsAtItsInterval(context);
  },
});
