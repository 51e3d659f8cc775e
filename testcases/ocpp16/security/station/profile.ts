/** Security Whitepaper A05: a station rises to a higher security profile, and never goes back. */
import { containing, oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { getsCertificate } from '../../states/certificates.js';
import { statusWithin } from '../../states/connector.js';
import { WITH_PASSWORD, WITH_TLS } from '../../states/security.js';

const data = { versions: ['1.6'] as const, block: 'Security', profiles: { Security: 'conditional' } as const };
const KEY = 'SecurityProfile';

export const keepsItsProfile = stationCase({
  ...data,
  id: 'TC_084_CS',
  title: 'A station does not go back to a lower security profile',
  purpose: 'It rejects the lower value, and the one that it has, and keeps the profile in use.',
  condition: WITH_TLS,
  requirements: ['A05.FR.01', 'A00.FR.005'],
  steps: [
    'The tester writes the next lower security profile; the station rejects it.',
    'The tester writes the profile in use; the station rejects it.',
    'The tester reads the profile; it is the one that it was.',
  ],
  operator: [],
  async run({ csms, parameters }) {
    const { securityProfile } = parameters;
    for (const [id, value] of [
      ['lower', securityProfile - 1],
      ['equal', securityProfile],
    ] as const)
      await csms.call(
        'ChangeConfiguration',
        { key: KEY, value: String(value) },
        { status: 'Rejected' },
        ['A05.FR.01', 'A00.FR.005'],
        { id: `ChangeConfiguration-${id}.conf` },
      );
    await csms.call(
      'GetConfiguration',
      { key: [KEY] },
      { configurationKey: containing({ value: String(securityProfile) }) },
      'A05.FR.01',
    );
  },
});

export const risesToNextProfile = stationCase({
  ...data,
  id: 'TC_083_CS',
  title: 'A station rises to the next security profile',
  purpose: 'It takes the higher value when all is there that it needs, and connects with it.',
  condition: WITH_PASSWORD,
  requirements: ['A05.FR.05', 'A05.FR.06', 'A05.FR.07'],
  precondition: 'the station has the root certificate of the tester, and for profile 3 a certificate of its own',
  steps: [
    'The tester installs its root certificate, or renews the certificate of the station.',
    'The tester writes the next security profile; the station accepts, at once or after a restart.',
    'The station connects with the new profile; the tester lets in no other.',
  ],
  operator: [],
  from: {
    name: 'ready for the next profile',
    description: 'what the next security profile needs is installed',
    async enter(context) {
      const { csms, parameters, certificates } = context;
      if (parameters.securityProfile === 1) {
        const certificate = await certificates.root('csms');
        await csms.call(
          'InstallCertificate',
          { certificateType: 'CentralSystemRootCertificate', certificate },
          { status: 'Accepted' },
          'M05.FR.02',
        );
      } else {
        await getsCertificate(context);
        await csms.next('BootNotification', { within: parameters.limits.action });
        if (!csms.connected) await csms.expectConnection([]);
      }
    },
  },
  async run(context) {
    const { csms, parameters } = context;
    const profile = parameters.securityProfile === 1 ? 2 : 3;
    csms.security({ profile });
    const { status } = await csms.call(
      'ChangeConfiguration',
      { key: KEY, value: String(profile) },
      { status: oneOf('Accepted', 'RebootRequired') },
      'A05.FR.05',
    );
    if (status === 'RebootRequired') await csms.call('Reset', { type: 'Hard' }, { status: 'Accepted' }, '1.6 §5.14');
    await csms.expectConnection(['A05.FR.06', 'A05.FR.07'], {
      title: `the station connects with security profile ${profile}`,
      within: parameters.limits.reboot + statusWithin(context),
    });
    // There is no way back over OCPP (A00.FR.005).
    csms.keepSecurity({ profile });
    await csms.call(
      'GetConfiguration',
      { key: [KEY] },
      { configurationKey: containing({ value: String(profile) }) },
      'A05.FR.07',
    );
  },
});
