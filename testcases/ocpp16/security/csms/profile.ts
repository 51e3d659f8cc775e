/** Security Whitepaper A05: the central system has a station rise to a higher security profile. */
import { csmsCase } from '../../../../harness/peers/ocpp16.js';
import { sameText } from '../../../helpers/same-text.js';
import { WITH_PASSWORD } from '../../states/security.js';

export const raisesTheProfile = csmsCase({
  id: 'TC_083_CSMS',
  versions: ['1.6'],
  block: 'Security',
  title: 'A CSMS raises the security profile of a station and takes no lower one from then on',
  purpose: 'It writes the next profile, lets the station in with it, and refuses the one before.',
  profiles: { Security: 'conditional' },
  condition: WITH_PASSWORD,
  requirements: ['A05', 'A05.FR.09', '1.6 §4.2'],
  steps: [
    'The operator has the CSMS write the next security profile; the tester accepts it.',
    'The tester connects with the new profile, registers and reports every connector; the CSMS answers.',
    'The tester connects with the profile before; the CSMS refuses it.',
  ],
  operator: ['sendRequest', 'setSecurityProfile'],
  async run({ station, operator, parameters, afterwards }) {
    const before = parameters.securityProfile;
    const profile = before === 1 ? 2 : 3;
    const payload = { key: 'SecurityProfile', value: String(profile) };
    station.answer('ChangeConfiguration', { status: 'Accepted' });
    await operator.sendRequest({ action: 'ChangeConfiguration', payload });
    afterwards(() => operator.setSecurityProfile({ securityProfile: before }));
    await station.expect('ChangeConfiguration', { value: payload.value }, 'A05', {
      where: { key: sameText(payload.key) },
    });
    station.disconnect();
    const accepted = await station.expectAccepted({ profile }, 'A05', {
      id: 'new-profile',
      title: `the CSMS lets the station in with security profile ${profile}`,
    });
    if (!accepted.ok) return;
    station.use(accepted);
    await station.boot('1.6 §4.2');
    const refused = await station.expectRefused({ profile: before }, 'A05.FR.09', {
      id: 'old-profile',
      title: `the CSMS refuses security profile ${before}`,
    });
    if (refused.ok) refused.line.close();
  },
});
