/** 1.6 §4.9, §4.10, §7.36: faults while a transaction runs. */
import { oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../../ocpp16/states/charging.js';
import { becomes, CONNECTOR, ENERGY_OFFERED, statusWithin, watched } from '../../../ocpp16/states/connector.js';
import { endsOrWaits, RESTS, toldFaulted } from '../judge.js';
import { breaks, followStatuses } from '../statuses.js';

const FACTS = { versions: ['1.6'], block: 'Faults', profiles: {}, from: charging } as const;
const SESSION = ['plugIn', 'presentIdToken', 'plugOut'] as const;
const CLAUSES = [...RESTS, '1.6 §4.10'] as const;

/** What hits a transaction, and the reasons that fit if it ends: nobody pressed anything, and the supply may be gone. */
const HITS = [
  {
    id: 'FAULT_16_CS_04',
    code: 'GroundFailure',
    reasons: ['Other', 'PowerLoss'],
    title: 'A ground fault ends a transaction, or makes it wait',
    purpose: 'The end is told with a reason that is no wish of the driver, and the connector comes back.',
  },
  {
    id: 'FAULT_16_CS_17',
    code: 'OverCurrentFailure',
    reasons: ['Other', 'PowerLoss'],
    title: 'Too much current ends a transaction, or makes it wait',
    purpose: 'The end is told with a reason that is no wish of the driver, and the connector comes back.',
  },
  {
    id: 'FAULT_16_CS_14',
    code: 'PowerMeterFailure',
    reasons: ['Other'],
    title: 'A meter that fails during a transaction leaves no wrong register behind',
    purpose: 'Whatever ends or waits, the last register is one that can be.',
  },
] as const;

const hit = ({ code, reasons, ...facts }: (typeof HITS)[number]) =>
  stationCase({
    ...FACTS,
    ...facts,
    requirements: CLAUSES,
    steps: [
      `While the transaction runs, the operator brings about ${code} of connector 1; the station tells Faulted with it.`,
      'The station ends the transaction with a fitting reason and a register that can be, or lets it wait.',
      'The operator clears it; the station tells what follows on an ended transaction, or that energy is offered again.',
    ],
    operator: [...SESSION, 'raiseFault', 'clearFault'],
    async run(context, session) {
      const log = followStatuses(context);
      const fault = await breaks(context, CONNECTOR, code);
      const told = await toldFaulted(context, log, code, 0);
      await endsOrWaits(context, log, session, { code, reasons, clear: () => fault.clear() }, told);
    },
  });

export const groundFault = hit(HITS[0]);
export const overCurrent = hit(HITS[1]);
export const meterFailure = hit(HITS[2]);

export const emergencyStop = stationCase({
  ...FACTS,
  id: 'FAULT_16_CS_05',
  title: 'The emergency stop ends a transaction with the reason of its own',
  purpose: 'Whoever pays for it can see that a button was pressed.',
  requirements: ['1.6 §4.9', '1.6 §4.10', '1.6 §7.36'],
  steps: [
    'While the transaction runs, the operator presses the emergency stop.',
    'The station ends the transaction with the reason EmergencyStop.',
    'The connector is told to be out of use: Faulted, Unavailable or Finishing.',
    'The operator releases the button; a connector that was out of use because of it is told to be back.',
  ],
  operator: [...SESSION, 'emergencyStop'],
  async run(context, { transactionId }) {
    const { afterwards, csms, operator } = context;
    const within = statusWithin(context);
    let pressed = true;
    afterwards(async () => {
      if (pressed) await operator.emergencyStop({ pressed: false });
    });
    await operator.emergencyStop({ pressed: true });
    const [, told] = await csms.expectAll(
      [
        csms.message('StopTransaction', { reason: 'EmergencyStop' }, ['1.6 §4.10', '1.6 §7.36'], {
          where: { transactionId },
        }),
        csms.message('StatusNotification', { status: oneOf('Faulted', 'Unavailable', 'Finishing') }, '1.6 §4.9', {
          where: { connectorId: CONNECTOR },
        }),
      ],
      { within },
    );
    pressed = false;
    await operator.emergencyStop({ pressed: false });
    if (told.payload.status === 'Finishing') return;
    await csms.expectAll(
      [
        becomes(context, CONNECTOR, ['Finishing', 'Available', 'Preparing'], '1.6 §4.9', {
          id: 'StatusNotification-released',
        }),
      ],
      { within },
    );
  },
});

export const leavesOthersAlone = stationCase({
  ...FACTS,
  id: 'FAULT_16_CS_09',
  title: 'What is wrong elsewhere leaves a transaction alone',
  purpose: 'Another connector is Faulted, or the station has a weak signal; the connector that charges goes on.',
  requirements: CLAUSES,
  steps: [
    'While the transaction runs on connector 1, the operator brings about a ground fault of connector 2; the station tells Faulted of it. A station with one connector gets a weak signal instead, which it need not tell.',
    'The transaction is not ended; where the station tells the status when it is asked, energy is still offered.',
  ],
  operator: [...SESSION, 'raiseFault', 'clearFault'],
  async run(context, { transactionId }) {
    const { csms, parameters } = context;
    const other = CONNECTOR + 1;
    if (parameters.connectors < other) await breaks(context, 0, 'WeakSignal');
    else {
      await breaks(context, other, 'GroundFailure');
      const errorCode = oneOf('GroundFailure', 'InternalError', 'OtherError');
      await csms.expect('StatusNotification', { errorCode }, RESTS, {
        where: { connectorId: other, status: 'Faulted' },
        within: statusWithin(context),
      });
    }
    await csms.forbid('StopTransaction', watched(context), '1.6 §4.10', { where: { transactionId } });
    const asked = { requestedMessage: 'StatusNotification', connectorId: CONNECTOR } as const;
    const outcome = await csms.attempt('TriggerMessage', asked);
    if (outcome.kind !== 'result' || outcome.payload['status'] !== 'Accepted') return;
    await csms.expect('StatusNotification', { status: oneOf(...ENERGY_OFFERED) }, '1.6 §4.9', {
      where: { connectorId: CONNECTOR },
      id: 'StatusNotification-asked',
    });
  },
});
