/** Security Whitepaper A04: critical security events are pushed, and none is lost. */
import { present, stationCase } from '../../../../harness/peers/ocpp16.js';

const data = { versions: ['1.6'] as const, block: 'Security', profiles: { Security: 'mandatory' } as const };

export const tellsThatItStarted = stationCase({
  ...data,
  id: 'SEC_16_CS_10',
  title: 'A station tells that it has started',
  purpose: 'Its start is a critical security event, which waits until it is connected.',
  requirements: ['A04.FR.01', 'A04.FR.02', 'whitepaper §8'],
  steps: [
    'The operator power-cycles the station.',
    'The station tells StartupOfTheDevice in SecurityEventNotification once it is accepted.',
  ],
  operator: ['powerCycle'],
  async run({ csms, operator, parameters }) {
    await operator.powerCycle({});
    await csms.expect(
      'SecurityEventNotification',
      { timestamp: present },
      ['A04.FR.01', 'A04.FR.02', 'whitepaper §8'],
      {
        where: { type: 'StartupOfTheDevice' },
        within: parameters.limits.reboot,
      },
    );
  },
});

export const tellsThatItWasReset = stationCase({
  ...data,
  id: 'SEC_16_CS_11',
  title: 'A station tells that it was reset',
  purpose: 'A reset is a critical security event.',
  requirements: ['A04.FR.01', 'whitepaper §8', '1.6 §5.14'],
  steps: ['The tester resets the station.', 'The station tells ResetOrReboot in SecurityEventNotification.'],
  operator: [],
  async run({ csms, parameters }) {
    await csms.call('Reset', { type: 'Hard' }, { status: 'Accepted' }, '1.6 §5.14');
    await csms.expect('SecurityEventNotification', { timestamp: present }, ['A04.FR.01', 'whitepaper §8'], {
      where: { type: 'ResetOrReboot' },
      within: parameters.limits.reboot,
    });
  },
});
