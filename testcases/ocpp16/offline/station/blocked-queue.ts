/** 1.6 §3.7, §3.7.1: what comes later waits for what has failed. */
import { matching, stationCase } from '../../../../harness/peers/ocpp16.js';
import { chargingWith } from '../../states/charging.js';
import { SLACK, statusWithin } from '../../states/connector.js';
import { withSample } from '../../states/meter-values.js';

/** How many readings are due before a failed message is sent again. */
const DUE = 2;

const later = (timestamp: string | undefined) =>
  matching(
    `a time after ${timestamp ?? 'the first'}`,
    (value) => typeof value === 'string' && Date.parse(value) > Date.parse(timestamp ?? ''),
  );

export const letsNothingOvertake = stationCase({
  id: 'OFF_16_CS_09',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A station sends no newer meter values before those that the central system failed to take',
  purpose: 'Readings that are due while it waits to send a failed one again come after that one.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §3.7', '1.6 §3.7.1', '1.6 §4.7'],
  from: chargingWith('sampled meter values alone, and an interval of retries that is longer', ({ parameters }) => ({
    TransactionMessageAttempts: '3',
    TransactionMessageRetryInterval: String(DUE * parameters.meterValueInterval + 1),
    ClockAlignedDataInterval: '0',
    MeterValueSampleInterval: String(parameters.meterValueInterval),
  })),
  steps: [
    'The station sends a reading of the transaction; the tester answers with an error.',
    'The next that the station sends is the same reading again; the tester answers.',
    'A later reading follows.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId }) {
    const { csms, parameters } = context;
    const interval = parameters.meterValueInterval * 1000;
    const periodic = withSample('periodic', (sample) => sample.context === 'Sample.Periodic');
    const where = { connectorId, meterValue: periodic };
    let failed = false;
    csms.mark();
    // Other meter values, and what is on its way already, are answered as usual.
    csms.conversation.answer(({ action, payload }) => {
      if (failed || action !== 'MeterValues' || payload['connectorId'] !== connectorId) return undefined;
      if (!periodic.matches(payload['meterValue'])) return undefined;
      failed = true;
      return { error: 'InternalError' };
    });
    const first = await csms.expect('MeterValues', { transactionId }, '1.6 §4.7', {
      where,
      id: 'MeterValues-failed',
      within: interval * 2 + SLACK,
    });
    const timestamp = first.payload.meterValue[0]?.timestamp;
    const same = { transactionId, meterValue: [{ timestamp: timestamp ?? '' }] };
    await csms.expect('MeterValues', same, ['1.6 §3.7', '1.6 §3.7.1'], {
      where,
      id: 'MeterValues-again',
      within: interval * (DUE + 1) + statusWithin(context),
      title: 'the next meter values are those that failed',
    });
    await csms.expect('MeterValues', { transactionId, meterValue: [{ timestamp: later(timestamp) }] }, '1.6 §3.7', {
      where,
      id: 'MeterValues-later',
      within: interval * 2 + statusWithin(context),
      title: 'later meter values follow',
    });
  },
});
