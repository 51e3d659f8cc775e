/** What a 2.x station is, by its boot and by its device model, and which EVSEs and connectors it has. */
import { matching, type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { type BaseReport, collectReport, judgePresence } from '../../../ocpp2/states/base-report.js';
import { connectorsOf, expectStatuses } from '../../../ocpp2/states/connector-status.js';
import { readVariable, variableOf } from '../../../ocpp2/states/device-model.js';
import { availabilityOf } from '../asked.js';

/** What of a boot the device model has as well; of the last two, Part 2 does not say that they are the same. */
const FACTS = [
  { field: 'vendorName', variable: 'VendorName', same: true },
  { field: 'model', variable: 'Model', same: true },
  { field: 'serialNumber', variable: 'SerialNumber', same: false },
  { field: 'firmwareVersion', variable: 'FirmwareVersion', same: false },
] as const;

const equal = (text: string) =>
  matching(JSON.stringify(text), (value) => typeof value === 'string' && value.trim() === text.trim());

/** What the boot says of the station; a boot may have any form. */
function saidOf(station: unknown, field: string): string | undefined {
  const said =
    typeof station === 'object' && station !== null ? (station as Record<string, unknown>)[field] : undefined;
  return typeof said === 'string' ? said : undefined;
}

export const isWhatItsDeviceModelSays = stationCase({
  id: 'INFO_2X_CS_01',
  versions: ['2.0.1', '2.1'],
  block: 'Station information',
  title: 'A station is in its boot what it is in its device model',
  purpose: 'Vendor and model, where the device model has them, are those of the boot; serial number and firmware too.',
  profiles: {},
  requirements: ['B01.FR.01', 'B01.FR.05', 'B06.FR.01', 'Part 2 Appendices §3 (ChargingStation)'],
  steps: [
    'The operator restarts the station; it says who it is.',
    'The tester reads VendorName and Model of the station, where it has them: they are what the boot said.',
    'A serial number or a firmware that differs is only advised on.',
  ],
  operator: ['reboot'],
  async run(context) {
    const { csms, operator, parameters, advise } = context;
    await operator.reboot({});
    const { payload, n } = await csms.expect('BootNotification', {}, 'B01.FR.01', { within: parameters.limits.reboot });
    await expectStatuses(
      context,
      connectorsOf(parameters).map((place) => ({ ...place, status: 'Available' })),
      'B01.FR.05',
    );
    for (const { field, variable, same } of FACTS) {
      const said = saidOf(payload.chargingStation, field);
      const name = variableOf('ChargingStation', variable);
      const value = await readVariable(context, name);
      if (value === undefined || said === undefined) continue;
      if (same)
        await csms.call(
          'GetVariables',
          { getVariableData: [name] },
          { getVariableResult: [{ attributeStatus: 'Accepted', attributeValue: equal(said) }] },
          ['B06.FR.01', 'Part 2 Appendices §3 (ChargingStation)'],
          { id: `same-${field}`, title: `ChargingStation.${variable} is what the boot said`, goOn: true },
        );
      else if (value.trim() !== said.trim())
        advise(`other-${field}`, `${field} is "${said}" in the boot and "${value}" in the device model`, 'B01.FR.01', [
          n,
        ]);
    }
  },
});

/** The numbers of EVSEs, or of connectors of one of them, that a report speaks of, and a place where it does. */
function numbers({ items, spots }: BaseReport, evseId?: number) {
  const found = items.flatMap(({ component: { evse } }, index) => {
    const number = evseId === undefined ? evse?.id : evse?.id === evseId ? evse.connectorId : undefined;
    // 0 is the station as a whole (the grid connection), or the EVSE.
    return number === undefined || number === 0 ? [] : [{ number, ...spots[index]! }];
  });
  return { ids: [...new Set(found.map(({ number }) => number))].sort((a, b) => a - b), spot: found.at(-1) };
}

const counted = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

function judgeNumbers(
  { check }: OnStation,
  report: BaseReport,
  wanted: readonly number[],
  evseId: number | undefined,
): void {
  const { ids, spot } = numbers(report, evseId);
  const what = evseId === undefined ? 'EVSEs' : `connectors of EVSE ${evseId}`;
  check(evseId === undefined ? 'evse-numbers' : `connector-numbers-${evseId}`, ids.join() === wanted.join(), {
    title: `the ${what} are numbered from 1, and all of them are reported`,
    requirements: evseId === undefined ? 'Part 1 §7.1' : 'Part 1 §7.2',
    frames: spot ? [spot.n] : report.frames,
    expected: wanted.join(', '),
    actual: ids.join(', ') || 'none',
    action: 'NotifyReport',
    asserts: spot ? [`${spot.path}.component.evse.${evseId === undefined ? 'id' : 'connectorId'}`] : [],
  });
}

export const reportsItsPlacesWhole = stationCase({
  id: 'INFO_2X_CS_02',
  versions: ['2.0.1', '2.1'],
  block: 'Station information',
  title: 'A station reports all its EVSEs and connectors, numbered without a gap',
  purpose: 'The full inventory has every EVSE and connector of the plan, no other, and says whether each is available.',
  profiles: {},
  requirements: [
    'B07.FR.01',
    'B07.FR.03',
    'B07.FR.04',
    'B07.FR.08',
    'B07.FR.10',
    'B07.FR.12',
    'Part 1 §7.1',
    'Part 1 §7.2',
  ],
  steps: [
    'The tester asks for the full inventory; the station sends it in parts.',
    'Its EVSEs, and the connectors of each, are numbered from 1 without a gap, and are those of the plan.',
    'Station and EVSEs have an AvailabilityState, EVSEs and connectors say whether they are there.',
  ],
  operator: [],
  async run(context) {
    const { parameters } = context;
    const report = await collectReport(context, 'FullInventory');
    const evses = parameters.evses.map(({ id }) => id);
    const places = connectorsOf(parameters);
    const component = (name: string, evse: { readonly id: number; readonly connectorId?: number }) => ({
      component: { name, evse },
      variable: { name: 'Available' },
    });
    judgePresence(
      context,
      report,
      [
        availabilityOf(),
        ...evses.map((evseId) => availabilityOf({ evseId })),
        ...evses.map((id) => component('EVSE', { id })),
        ...places.map(({ evseId: id, connectorId }) => component('Connector', { id, connectorId })),
      ],
      'B07.FR.08',
    );
    judgeNumbers(context, report, evses, undefined);
    for (const { id, connectors } of parameters.evses) judgeNumbers(context, report, counted(connectors), id);
  },
});
