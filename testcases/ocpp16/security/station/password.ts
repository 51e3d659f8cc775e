/** Security Whitepaper A01: the station takes another password for Basic authentication. */
import { absentOr, stationCase } from '../../../../harness/peers/ocpp16.js';
import { sameText } from '../../../helpers/same-text.js';
import { changesPassword, WITH_PASSWORD } from '../../states/security.js';

/** Of the length that the whitepaper allows: 16 to 20 bytes. */
const TEXT = Buffer.from('laddprov-new-key-1');
/** No text in any encoding, with the colon that separates user and password, and with zeros. */
const BINARY = Buffer.from('00ff3a80c3280a0dfe3a00e29ca17fbf41008d9e', 'hex');

const data = {
  versions: ['1.6'] as const,
  block: 'Security',
  profiles: { Security: 'conditional' } as const,
  condition: WITH_PASSWORD,
};

const takesAnother = (id: string, title: string, purpose: string, password: Uint8Array) =>
  stationCase({
    ...data,
    id,
    title,
    purpose,
    requirements: ['A01.FR.01', 'A01.FR.02', 'A00.FR.205'],
    steps: [
      'The tester writes AuthorizationKey in hexadecimal; the station accepts.',
      'The station connects again, with the new password; the tester lets in no other.',
    ],
    operator: [],
    run: (context) => changesPassword(context, password, ['A01.FR.01', 'A01.FR.02', 'A00.FR.205']),
  });

export const takesAnotherPassword = takesAnother(
  'TC_073_CS',
  'A station takes another password for Basic authentication',
  'It stores the key that it is given and connects with it from then on.',
  TEXT,
);

export const takesAnyBytes = takesAnother(
  'SEC_16_CS_01',
  'A station takes a password of any bytes',
  'It turns the hexadecimal digits into bytes and treats none of them as text.',
  BINARY,
);

export const keepsPasswordToItself = stationCase({
  ...data,
  id: 'SEC_16_CS_02',
  title: 'A station does not tell its password',
  purpose: 'AuthorizationKey can be written, and reading the configuration does not show it.',
  requirements: ['whitepaper §7.2', 'A01.FR.12'],
  steps: ['The tester asks for AuthorizationKey; the station has it, and does not tell its value.'],
  operator: [],
  async run({ csms }) {
    await csms.call(
      'GetConfiguration',
      { key: ['AuthorizationKey'] },
      { configurationKey: [{ key: sameText('AuthorizationKey'), value: absentOr('') }] },
      ['whitepaper §7.2', 'A01.FR.12'],
    );
  },
});
