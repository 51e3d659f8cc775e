/** B07 Get base report. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { collectReport, judgeItems, judgePresence, type Reported } from '../../states/base-report.js';
import { connectorsOf } from '../../states/connector-status.js';
import { variableOf, type VariableName } from '../../states/device-model.js';

/** Required variables that can be set (Part 2, Referenced components and variables). */
const SETTINGS = [
  variableOf('OCPPCommCtrlr', 'OfflineThreshold'),
  variableOf('OCPPCommCtrlr', 'MessageAttempts', 'TransactionEvent'),
  variableOf('TxCtrlr', 'EVConnectionTimeOut'),
];

/** Required variables of the physical components, and some of those that say what the station is. */
const inventory = ({ parameters }: OnStation): readonly VariableName[] => [
  ...SETTINGS,
  variableOf('ChargingStation', 'AvailabilityState'),
  variableOf('ChargingStation', 'Available'),
  ...parameters.evses.flatMap(({ id }) =>
    ['AvailabilityState', 'Available'].map((name) => ({
      component: { name: 'EVSE', evse: { id } },
      variable: { name },
    })),
  ),
  ...connectorsOf(parameters).flatMap(({ evseId: id, connectorId }) =>
    ['Available', 'ConnectorType'].map((name) => ({
      component: { name: 'Connector', evse: { id, connectorId } },
      variable: { name },
    })),
  ),
];

/** An attribute without mutability is ReadWrite. */
const writable = ({ variableAttribute }: Reported) =>
  variableAttribute.some(({ mutability = 'ReadWrite' }) => mutability !== 'ReadOnly');

export const reportsItsConfiguration = stationCase({
  id: 'TC_B_12_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station reports all that can be configured',
  purpose: 'The parts of the report come in order, and tell of every variable that can be set and of no other.',
  profiles: { Core: 'mandatory' },
  requirements: ['B07.FR.01', 'B07.FR.03', 'B07.FR.04', 'B07.FR.07', 'B07.FR.10', 'B07.FR.12'],
  steps: [
    'The tester asks for the ConfigurationInventory; the station accepts.',
    'The station sends the parts of the report with the id of the request, numbered from 0 without a gap.',
    'The report has variables that every station lets be set, each with its characteristics, and none that is read-only.',
  ],
  operator: [],
  async run(context) {
    const report = await collectReport(context, 'ConfigurationInventory');
    judgeItems(context, report, 'B07.FR.07');
    judgePresence(context, report, SETTINGS, 'B07.FR.07');
    const fixed = report.items.filter((item) => !writable(item));
    context.check('only-settings', fixed.length === 0, {
      title: 'the report has no variable that can only be read',
      requirements: 'B07.FR.07',
      frames: report.frames,
      expected: 'with each variable an attribute that is ReadWrite or WriteOnly',
      actual:
        fixed.length === 0
          ? 'with each'
          : `only ReadOnly: ${fixed.map(({ component, variable }) => `${component.name}.${variable.name}`).join(', ')}`,
      action: 'NotifyReport',
      asserts: ['reportData[0].variableAttribute[0].mutability'],
    });
  },
});

export const reportsItsInventory = stationCase({
  id: 'TC_B_13_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station reports its full inventory',
  purpose: 'The parts of the report come in order, and tell of the station, of every EVSE and of every connector.',
  profiles: { Core: 'mandatory' },
  requirements: ['B07.FR.01', 'B07.FR.03', 'B07.FR.04', 'B07.FR.08', 'B07.FR.10', 'B07.FR.12'],
  steps: [
    'The tester asks for the FullInventory; the station accepts.',
    'The station sends the parts of the report with the id of the request, numbered from 0 without a gap.',
    'The report has the required variables of station, EVSEs and connectors, each with its characteristics.',
  ],
  operator: [],
  async run(context) {
    const report = await collectReport(context, 'FullInventory');
    judgeItems(context, report, 'B07.FR.08');
    judgePresence(context, report, inventory(context), 'B07.FR.08');
  },
});
