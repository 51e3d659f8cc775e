/** B01 Cold boot, accepted. */
import { noneOf, oneOf, stationCase } from '../../../../harness/peers/ocpp2.js';
import { reportsEveryConnector } from '../../states/boot.js';

export const announcesItself = stationCase({
  id: 'TC_B_01_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station announces itself after power-up',
  purpose: 'It registers with the reason of its start, and reports every connector once it is accepted.',
  profiles: { Core: 'mandatory' },
  requirements: ['B01.FR.01', 'B01.FR.05', 'B01.FR.09'],
  steps: [
    'The operator power-cycles the station; it sends BootNotification and the tester accepts it.',
    'The station reports every connector as Available.',
  ],
  operator: ['powerCycle'],
  async run(context) {
    const { csms, operator, advise, parameters } = context;
    const restarted = (await operator.powerCycle({})) === 'restarted';
    // A station that cannot tell a loss of power from other restarts has Unknown to say so.
    const boot = await csms.expect(
      'BootNotification',
      { reason: restarted ? noneOf('RemoteReset', 'Triggered') : oneOf('PowerUp', 'Unknown') },
      ['B01.FR.01', 'B01.FR.09'],
      { within: parameters.limits.reboot },
    );
    if (boot.payload.reason === 'Unknown')
      advise('reason-unknown', 'the station does not know that it was powered up', 'B01.FR.09', [boot.n]);
    await reportsEveryConnector(context, 'B01.FR.05');
  },
});
