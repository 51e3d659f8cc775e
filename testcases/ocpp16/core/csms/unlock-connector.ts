/** 1.6 §5.18 UnlockConnector, for a central system. */
import { between, csmsCase, type OnCsms, type Response } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/csms-charging.js';
import { CONNECTOR } from '../../states/csms-session.js';

type Status = Response<'UnlockConnector'>['status'];

/** Has the central system unlock `connectorId`, which the tester answers with `status`. */
async function isUnlocked({ station, operator, parameters }: OnCsms, status: Status, connectorId = CONNECTOR) {
  station.answer('UnlockConnector', { status });
  await operator.sendRequest({ action: 'UnlockConnector', payload: { connectorId } });
  // §5.18: one connector, not the whole charge point.
  const known = { connectorId: between(1, Math.max(connectorId, parameters.connectors)) };
  await station.expect('UnlockConnector', known, '1.6 §5.18');
}

export const unlocks = csmsCase({
  id: 'TC_017_1_CSMS',
  versions: ['1.6'],
  block: 'Core: unlock',
  title: 'A central system unlocks a connector that nobody uses',
  purpose: 'It sends UnlockConnector for one connector.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.18'],
  steps: ['The operator has the central system send UnlockConnector; the tester answers Unlocked.'],
  operator: ['sendRequest'],
  run: (context) => isUnlocked(context, 'Unlocked'),
});

export const unlocksWhileCharging = csmsCase({
  id: 'TC_018_1_CSMS',
  versions: ['1.6'],
  block: 'Core: unlock',
  title: 'A central system unlocks a connector during a transaction',
  purpose: 'It takes the end of the transaction that the unlocking brings about.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.18', '1.6 §4.9', '1.6 §4.10'],
  from: charging,
  steps: [
    'The operator has the central system send UnlockConnector; the tester answers Unlocked.',
    'The tester reports Finishing, stops the transaction with reason UnlockCommand and reports Available.',
  ],
  operator: ['sendRequest'],
  async run(context, { point }) {
    await isUnlocked(context, 'Unlocked');
    await point.report('Finishing');
    await point.stop('UnlockCommand');
    await point.report('Available');
  },
});

/** A case in which the tester does not unlock. */
const copesWith = (id: string, status: Status, what: string, unknown: boolean) =>
  csmsCase({
    id,
    versions: ['1.6'],
    block: 'Core: unlock',
    title: `A central system copes with a charge point that ${what}`,
    purpose: `${status} is an answer like any other: the conversation goes on.`,
    profiles: { Core: 'mandatory' },
    requirements: ['1.6 §5.18', '1.6 §4.6'],
    steps: [
      `The operator has the central system send UnlockConnector; the tester answers ${status}.`,
      'The tester sends Heartbeat; the central system answers.',
    ],
    operator: ['sendRequest'],
    async run(context) {
      const { station, parameters } = context;
      await isUnlocked(context, status, unknown ? parameters.connectors + 1 : CONNECTOR);
      await station.call('Heartbeat', {}, {}, '1.6 §4.6');
    },
  });

export const copesWithAFixedCable = copesWith('TC_017_2_CSMS', 'NotSupported', 'has a fixed cable', false);
export const copesWithAStuckLock = copesWith('TC_030_CSMS', 'UnlockFailed', 'cannot unlock', false);
export const copesWithAnUnknownConnector = copesWith(
  'TC_031_CSMS',
  'NotSupported',
  'does not know the connector',
  true,
);
