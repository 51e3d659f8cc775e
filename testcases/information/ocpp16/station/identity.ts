/** 1.6 §4.2, §3.8: what a station is, and which connectors it has. */
import {
  containing,
  matching,
  noneOf,
  type OnStation,
  type Request,
  stationCase,
} from '../../../../harness/peers/ocpp16.js';
import { everyConnector, SLACK, statusWithin } from '../../../ocpp16/states/connector.js';

type Boot = Request<'BootNotification'>;

/** What of a boot says which station it is. */
const IDENTITY = [
  'chargePointVendor',
  'chargePointModel',
  'chargePointSerialNumber',
  'firmwareVersion',
  'iccid',
  'imsi',
  'meterSerialNumber',
  'meterType',
] as const satisfies readonly (keyof Boot)[];

/** Restarts the station and waits for what it says of itself. */
async function boots({ csms, operator, parameters }: OnStation, id: string) {
  await operator.reboot({});
  return csms.expect('BootNotification', {}, '1.6 §4.2', {
    id: `BootNotification-${id}`,
    within: parameters.limits.reboot,
  });
}

export const isTheSameAfterEveryBoot = stationCase({
  id: 'INFO_16_CS_01',
  versions: ['1.6'],
  block: 'Station information',
  title: 'A station says the same of itself in every boot',
  purpose: 'Vendor, model, serial number, firmware, modem and meter do not change from one boot to the next.',
  profiles: {},
  requirements: ['1.6 §4.2', '1.6 §6.3'],
  steps: ['The operator restarts the station; it says who it is.', 'The operator restarts it again; it says the same.'],
  operator: ['reboot'],
  async run(context) {
    const { csms, check, advise, parameters } = context;
    const first = await boots(context, 'first');
    await csms.next('StatusNotification', { where: { connectorId: 0 }, within: parameters.limits.action });
    const second = await boots(context, 'second');
    const frames = [first.n, second.n];
    for (const field of IDENTITY) {
      const [before, after] = [first.payload[field], second.payload[field]];
      if (before === undefined && after === undefined) continue;
      check(`same-${field}`, before === after, {
        title: `${field} is the same in both boots`,
        requirements: ['1.6 §4.2', '1.6 §6.3'],
        frames,
        expected: JSON.stringify(before) ?? 'absent',
        actual: JSON.stringify(after) ?? 'absent',
        action: 'BootNotification',
        asserts: [field],
      });
    }
    if (second.payload.chargeBoxSerialNumber !== undefined)
      advise('deprecated-serial', 'chargeBoxSerialNumber is deprecated and will go', '1.6 §6.3', [second.n]);
    if (second.payload.chargePointSerialNumber === undefined)
      advise('no-serial', 'the boot names no chargePointSerialNumber', '1.6 §6.3', [second.n]);
    if (second.payload.firmwareVersion === undefined)
      advise('no-firmware', 'the boot names no firmwareVersion', '1.6 §6.3', [second.n]);
  },
});

export const reportsItsConnectorsWhole = stationCase({
  id: 'INFO_16_CS_02',
  versions: ['1.6'],
  block: 'Station information',
  title: 'A station has as many connectors as it says, numbered without a gap',
  purpose: 'After a boot each connector is reported, no other is, and NumberOfConnectors is how many there are.',
  profiles: {},
  requirements: ['1.6 §3.8', '1.6 §4.2', '1.6 §9.1.21', 'errata 3.22'],
  steps: [
    'The operator restarts the station; it reports connector 0 and every other, and none beyond.',
    'The tester reads NumberOfConnectors; it is the number of connectors that were reported.',
  ],
  operator: ['reboot'],
  async run(context) {
    const { csms, parameters, check, now } = context;
    const { n } = await boots(context, 'boot');
    const wanted = everyConnector(context);
    const told = new Map<number, number>();
    const watch = csms.conversation.watch((received) => {
      const { connectorId } = received.payload;
      if (received.action === 'StatusNotification' && received.n > n && typeof connectorId === 'number')
        told.set(connectorId, received.n);
      return false;
    });
    const end = now() + statusWithin(context);
    while (now() < end && !wanted.every((id) => told.has(id)))
      if (!(await csms.next('StatusNotification', { within: end - now() }))) break;
    // One that is too many may come after the last that is right.
    await csms.next('StatusNotification', { where: { connectorId: noneOf(...wanted) }, within: SLACK });
    watch();
    const ids = [...told.keys()].sort((a, b) => a - b);
    check('connectors', ids.join() === wanted.join(), {
      title: 'the station reports connector 0 and every other, and no more',
      requirements: ['1.6 §3.8', '1.6 §4.2', 'errata 3.22'],
      frames: [n, ...told.values()],
      expected: `connectors ${wanted.join(', ')}`,
      actual: ids.length === 0 ? 'none' : `connectors ${ids.join(', ')}`,
      action: 'StatusNotification',
      asserts: ['connectorId'],
    });
    await csms.call(
      'GetConfiguration',
      { key: ['NumberOfConnectors'] },
      {
        configurationKey: containing({
          key: matching('NumberOfConnectors', (key) => String(key).toLowerCase() === 'numberofconnectors'),
          readonly: true,
          value: String(parameters.connectors),
        }),
      },
      ['1.6 §3.8', '1.6 §9.1.21'],
    );
  },
});
