/** Security Whitepaper A01: the central system gives a station another password. */
import { csmsCase } from '../../../../harness/peers/ocpp16.js';
import { sameText } from '../../../helpers/same-text.js';
import { hexOf, WITH_PASSWORD } from '../../states/security.js';

export const changesThePassword = csmsCase({
  id: 'TC_073_CSMS',
  versions: ['1.6'],
  block: 'Security',
  title: 'A CSMS gives a station another password and takes no other from then on',
  purpose: 'It writes AuthorizationKey, lets the station in with the new password, and refuses the old one.',
  profiles: { Security: 'conditional' },
  condition: WITH_PASSWORD,
  requirements: ['A01.FR.02', 'A01.FR.03', '1.6 §4.2'],
  steps: [
    'The operator has the CSMS change the password; it sends ChangeConfiguration with AuthorizationKey; the tester accepts.',
    'The tester connects with the old password; the CSMS refuses it.',
    'The tester connects with the new one, registers, and reports every connector; the CSMS answers.',
  ],
  operator: ['updateBasicAuthPassword', 'setBasicAuthPassword'],
  async run({ station, operator, parameters, afterwards }) {
    const before = parameters.passwordOf(station.identity) ?? '';
    station.answer('ChangeConfiguration', { status: 'Accepted' });
    await operator.updateBasicAuthPassword({});
    afterwards(() => operator.setBasicAuthPassword({ password: typeof before === 'string' ? before : hexOf(before) }));
    // The record keeps the value to itself; whether it is right shows when the tester connects with it.
    const { payload } = await station.expect('ChangeConfiguration', {}, 'A01.FR.02', {
      where: { key: sameText('AuthorizationKey') },
    });
    // A00.FR.205: hexadecimal digits.
    const password = Buffer.from(String(payload.value), 'hex');
    station.disconnect();
    const old = await station.expectRefused({ password: before }, 'A01.FR.03', {
      id: 'old-password',
      title: 'the CSMS refuses the old password',
    });
    if (old.ok) old.line.close();
    const accepted = await station.expectAccepted({ password }, ['A01.FR.02', 'A01.FR.03'], {
      id: 'new-password',
      title: 'the CSMS lets the station in with the new password',
    });
    if (!accepted.ok) return;
    station.use(accepted);
    await station.boot('1.6 §4.2');
  },
});
