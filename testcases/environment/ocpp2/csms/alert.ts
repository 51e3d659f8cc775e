/** What a CSMS does when an EVSE gets too hot, where the plan says what it should do. */
import { absentOr, csmsCase, matching, type OnCsms, type Request } from '../../../../harness/peers/ocpp2.js';
import { isAlertShown } from '../../../helpers/alert.js';
import { type ChargingStation, playStation } from '../../../ocpp2/states/csms-session.js';
import { sensorOf, tell } from '../states/csms-events.js';

/** What an EVSE of the tester gives without a limit, in amperes and in watts. */
const [AMPERES, WATTS] = [32, 22_080];

type Profile = Request<'SetChargingProfile'>['chargingProfile'];

const lower = matching(`schedules below the ${AMPERES} A or ${WATTS} W of the EVSE`, (value) =>
  (value as Profile['chargingSchedule']).every(({ chargingRateUnit, chargingSchedulePeriod: periods }) => {
    const limit = periods[0]?.limit;
    return limit !== undefined && limit >= 0 && limit < (chargingRateUnit === 'W' ? WATTS : AMPERES);
  }),
);

async function limits({ station }: OnCsms, { place }: ChargingStation, alert: () => Promise<unknown>): Promise<void> {
  station.answer('SetChargingProfile', { status: 'Accepted' });
  station.answer('ClearChargingProfile', { status: 'Accepted' });
  await alert();
  const concerned = matching('0 or the EVSE that is hot', (value) => value === 0 || value === place.evseId);
  await station.expect(
    'SetChargingProfile',
    { evseId: concerned, chargingProfile: { chargingSchedule: lower } },
    'N07.FR.03',
    { title: 'the CSMS limits what may flow at the hot EVSE' },
  );
}

async function takesOutOfService(
  { station }: OnCsms,
  { place }: ChargingStation,
  alert: () => Promise<unknown>,
): Promise<void> {
  station.answer('ChangeAvailability', { status: 'Accepted' });
  await alert();
  const concerned = matching('absent, or the EVSE that is hot', (value) => {
    const id = (value as { readonly id?: unknown } | undefined)?.id;
    return absentOr(place.evseId).matches(id);
  });
  await station.expect('ChangeAvailability', { evse: concerned }, 'N07.FR.03', {
    where: { operationalStatus: 'Inoperative' },
    title: 'the CSMS takes the hot EVSE out of service',
  });
}

export const actsOnHeat = csmsCase({
  id: 'ENV_2X_CSMS_15',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS does about a hot EVSE what its plan says',
  purpose: 'It limits the current, takes the EVSE out of service, or tells its staff.',
  profiles: {},
  condition: 'AlertReaction',
  requirements: ['N07.FR.03'],
  precondition: 'parameters.alertReaction says what the CSMS is to do',
  steps: [
    'The tester tells an alert of the temperature of an EVSE; the CSMS does what the plan says.',
    'The tester tells that the alert is over; the CSMS answers.',
  ],
  operator: ['readBack'],
  async run(context) {
    const { parameters } = context;
    const point = playStation(context);
    const monitored = {
      component: sensorOf(point),
      variable: { name: 'Temperature' },
      trigger: 'Alerting',
      variableMonitoringId: 31,
      eventNotificationType: 'CustomMonitor',
    } as const;
    const alert = () => tell(context, 'hot', { eventId: 1, actualValue: '88.5', ...monitored });
    if (parameters.alertReaction === 'limit') await limits(context, point, alert);
    else if (parameters.alertReaction === 'out-of-service') await takesOutOfService(context, point, alert);
    else {
      await alert();
      await isAlertShown(context, { evseId: point.place.evseId }, 'N07.FR.03', 'NotifyEvent');
    }
    await tell(context, 'cool', { eventId: 2, cause: 1, actualValue: '30.5', cleared: true, ...monitored });
  },
});
