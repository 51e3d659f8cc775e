/** 1.6 §5.2, §4.9: what is out of service stays so over a power failure. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { takesOutOfService } from '../../states/availability.js';
import { becomes, everyConnector, statusWithin } from '../../states/connector.js';

export const staysUnavailable = stationCase({
  id: 'TC_034_CS',
  versions: ['1.6'],
  block: 'Core: power failure',
  title: 'A station that was taken out of service still is when the power comes back',
  purpose: 'It, and each of its connectors, is unavailable before and after the power failure.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.2', '1.6 §4.2', '1.6 §4.9', 'errata 3.22'],
  steps: [
    'The tester takes the whole station out of service; it accepts and reports Unavailable for itself and every connector.',
    'The operator power-cycles the station; it boots.',
    'The station reports Unavailable for itself and every connector.',
  ],
  operator: ['powerCycle'],
  async run(context) {
    const { csms, operator, parameters } = context;
    await takesOutOfService(context, 0);
    await operator.powerCycle({});
    const boot = await csms.expect('BootNotification', {}, '1.6 §4.2', { within: parameters.limits.reboot });
    await csms.expectAll(
      everyConnector(context).map((connectorId) =>
        becomes(context, connectorId, ['Unavailable'], ['1.6 §5.2', '1.6 §4.9', 'errata 3.22'], {
          id: `StatusNotification-after-boot-${connectorId}`,
          after: boot.n,
        }),
      ),
      { within: statusWithin(context) },
    );
  },
});
