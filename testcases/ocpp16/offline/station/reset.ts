/** 1.6 §5.14, errata 3.36: a station that is reset while nobody takes the end of its transaction. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/charging.js';
import { register } from '../../states/connector.js';

export const keepsTheEndOverAReset = stationCase({
  id: 'OFF_16_CS_08',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A station that is reset keeps the end of its transaction until the central system takes it',
  purpose: 'It reports the end before the reset; as that is not answered, it does so again afterwards.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.14', '1.6 §4.10', 'errata 3.36'],
  from: charging,
  steps: [
    'The tester asks for a soft reset; the station accepts.',
    'The station reports the end of the transaction with reason SoftReset; the tester does not answer.',
    'When the station has booted, or does not, the tester answers again.',
    'The station sends the same message again; the tester answers.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { transactionId, meterStart }) {
    const { csms, note, parameters } = context;
    const { action, reboot } = parameters.limits;
    const listens = csms.answer('StopTransaction', { silence: true });
    await csms.call('Reset', { type: 'Soft' }, { status: 'Accepted' }, '1.6 §5.14');
    const shape = { transactionId, reason: 'SoftReset', meterStop: register(meterStart) } as const;
    const first = await csms.expect('StopTransaction', shape, ['1.6 §5.14', '1.6 §4.10', 'errata 3.36'], {
      id: 'StopTransaction-1',
    });
    // It may wait for the answer before it restarts.
    const boot = await csms.next('BootNotification', { within: reboot + action });
    listens();
    if (!boot) note('The station did not boot.');
    const { meterStop, timestamp } = first.payload;
    await csms.expect('StopTransaction', { transactionId, meterStop, timestamp }, 'errata 3.36', {
      id: 'StopTransaction-2',
      after: boot?.n ?? first.n,
      within: reboot + action,
      title: 'the station sends StopTransaction again after the reset',
    });
  },
});
