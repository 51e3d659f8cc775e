/** 1.6 §4.10, §9.1.23, §9.1.33: the cable is taken off the EV while a transaction runs. */
import { type OnStation, oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { chargingWith, type Session } from '../../states/charging.js';
import { becomes, register, statusWithin, watched } from '../../states/connector.js';

const keys = (stop: string) => () => ({
  StopTransactionOnEVSideDisconnect: stop,
  // Errata 3.83: with a fixed cable it is false and cannot be changed.
  UnlockConnectorOnEVSideDisconnect: 'false',
});
const stopsLocked = chargingWith('an end and a locked cable when the EV is disconnected', keys('true'));
const goesOnLocked = chargingWith('no end and a locked cable when the EV is disconnected', keys('false'));

export const stopsAndKeepsTheCable = stationCase({
  id: 'TC_005_2_CS',
  versions: ['1.6'],
  block: 'Core: stop',
  title:
    'A station stops the transaction when the cable is taken off the EV, and unlocks the cable when it is asked to',
  purpose: 'The end is told with reason EVDisconnected; the cable, which stays locked, can be freed from afar.',
  profiles: { Core: 'conditional' },
  condition: 'StopTransactionOnEVSideDisconnect',
  requirements: ['1.6 §4.9', '1.6 §4.10', '1.6 §5.18', '1.6 §9.1.23'],
  from: stopsLocked,
  steps: [
    'The operator takes the cable off the EV and leaves it in the station.',
    'The station stops the transaction with reason EVDisconnected.',
    'The connector becomes Finishing, or Available where nothing is left to do; the report may come before the end.',
    'The tester asks to unlock the connector; the station unlocks it, or has no lock.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId, meterStart }) {
    const { csms, operator } = context;
    await operator.plugOut({ connectorId });
    await csms.expectAll(
      [
        csms.message('StopTransaction', { transactionId, reason: 'EVDisconnected', meterStop: register(meterStart) }, [
          '1.6 §4.10',
          '1.6 §9.1.23',
        ]),
        becomes(context, connectorId, ['Finishing', 'Available']),
      ],
      { within: statusWithin(context) },
    );
    const status = oneOf('Unlocked', 'NotSupported');
    await csms.call('UnlockConnector', { connectorId }, { status }, '1.6 §5.18');
  },
});

/** §4.9: the EV that is gone suspends the transaction; where it was suspended before, nothing new has to be told. */
async function isSuspended(context: OnStation, { connectorId, status }: Session): Promise<void> {
  const { csms, advise } = context;
  const [suspended] = await csms.expectAll(
    [
      csms.message('StatusNotification', {}, '1.6 §4.9', {
        where: { connectorId, status: oneOf('SuspendedEV', 'SuspendedEVSE') },
        id: 'StatusNotification-suspended',
        optional: status !== 'Charging',
      }),
    ],
    { within: statusWithin(context) },
  );
  if (suspended && suspended.payload.info !== 'EV side disconnected')
    advise(
      'no-reason',
      'the report of the suspension does not say in its info that the EV was disconnected at its side; that is a ' +
        'recommendation, but the official tool refuses it',
      '1.6 §4.9',
      [suspended.n],
    );
}

export const goesOnWithoutTheEv = stationCase({
  id: 'TC_005_3_CS',
  versions: ['1.6'],
  block: 'Core: stop',
  title: 'A station that is set to do so keeps the transaction when the cable is taken off the EV',
  purpose: 'The transaction is suspended, does not end by itself, and ends when it is asked to.',
  profiles: { Core: 'conditional' },
  condition: 'TransactionOverEVSideDisconnect',
  requirements: ['1.6 §4.9', '1.6 §4.10', '1.6 §5.12', '1.6 §9.1.23'],
  from: goesOnLocked,
  steps: [
    'The operator takes the cable off the EV and leaves it in the station.',
    'The station reports SuspendedEV or SuspendedEVSE, unless it had before, and does not stop the transaction.',
    'The tester asks the station to stop the transaction; the station accepts.',
    'The station stops the transaction with reason Remote.',
    'The connector becomes Finishing, or Available where nothing is left to do; the report may come before the end.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, session) {
    const { csms, operator, parameters, advise } = context;
    const { connectorId, transactionId, meterStart } = session;
    await operator.plugOut({ connectorId });
    await isSuspended(context, session);
    await csms.forbid('StopTransaction', watched(context), ['1.6 §4.10', '1.6 §9.1.23'], { where: { transactionId } });
    await csms.call('RemoteStopTransaction', { transactionId }, { status: 'Accepted' }, '1.6 §5.12');
    const [, after] = await csms.expectAll(
      [
        csms.message('StopTransaction', { transactionId, reason: 'Remote', meterStop: register(meterStart) }, [
          '1.6 §5.12',
          '1.6 §4.10',
        ]),
        becomes(context, connectorId, ['Finishing', 'Available']),
      ],
      { within: statusWithin(context) },
    );
    if (after.payload.status === 'Available' && parameters.claims('HFS-1'))
      advise(
        'available-with-cable',
        'the connector is available although its cable was not taken out: legal where no action of the driver is ' +
          'required, but the official tool refuses it',
        '1.6 §4.9',
        [after.n],
      );
  },
});
