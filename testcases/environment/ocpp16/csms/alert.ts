/** What a central system does when a connector gets too hot, where the plan says what it should do. */
import { csmsCase, matching, type OnCsms, oneOf, type Request } from '../../../../harness/peers/ocpp16.js';
import { isAlertShown } from '../../../helpers/alert.js';
import { CONNECTOR, playChargePoint } from '../../../ocpp16/states/csms-session.js';
import { measure, readingOf, warmth } from '../states/csms-readings.js';

/** What the tester offers before the alert, in amperes and in watts. */
const [AMPERES, WATTS] = [32, 22_080];

type Schedule = Request<'SetChargingProfile'>['csChargingProfiles']['chargingSchedule'];

const lower = matching(`a schedule below the ${AMPERES} A or ${WATTS} W that are offered`, (value) => {
  const { chargingRateUnit, chargingSchedulePeriod: periods } = value as Schedule;
  const most = chargingRateUnit === 'W' ? WATTS : AMPERES;
  return periods.length > 0 && periods[0]!.startPeriod === 0 && periods[0]!.limit >= 0 && periods[0]!.limit < most;
});

const concerned = oneOf(0, CONNECTOR);

async function limits({ station }: OnCsms, alert: () => Promise<void>): Promise<void> {
  station.answer('SetChargingProfile', { status: 'Accepted' });
  station.answer('ClearChargingProfile', { status: 'Accepted' });
  await alert();
  await station.expect(
    'SetChargingProfile',
    { connectorId: concerned, csChargingProfiles: { chargingSchedule: lower } },
    '1.6 §4.9',
    { title: 'the central system limits what may flow at the hot connector' },
  );
}

async function takesOutOfService({ station }: OnCsms, alert: () => Promise<void>): Promise<void> {
  // §5.2: a connector with a transaction is out of service when that is over.
  station.answer('ChangeAvailability', { status: 'Scheduled' });
  await alert();
  await station.expect('ChangeAvailability', { connectorId: concerned }, '1.6 §4.9', {
    where: { type: 'Inoperative' },
    title: 'the central system takes the hot connector out of service',
  });
}

export const actsOnHeat = csmsCase({
  id: 'ENV_16_CSMS_09',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A central system does about a hot connector what its plan says',
  purpose: 'It limits the current, takes the connector out of service, or tells its staff.',
  profiles: {},
  condition: 'AlertReaction',
  requirements: ['1.6 §4.7', '1.6 §4.8', '1.6 §4.9', '1.6 §4.10'],
  precondition: 'parameters.alertReaction says what the central system is to do',
  steps: [
    'The tester starts a transaction, and tells what it offers.',
    'The tester reports HighTemperature while it is charging; the central system does what the plan says.',
    'The tester reports that the error is over, and ends the transaction; the central system answers.',
  ],
  operator: ['readBack'],
  async run(context) {
    const { parameters } = context;
    const { idToken } = parameters.tokens.valid;
    const point = playChargePoint(context);
    const transactionId = await point.start(idToken);
    await point.report('Charging');
    const offered = [
      { value: String(AMPERES), measurand: 'Current.Offered', unit: 'A', location: 'Outlet' },
      { value: String(WATTS), measurand: 'Power.Offered', unit: 'W', location: 'Outlet' },
    ] as const;
    await measure(context, 'offered', [readingOf(context, 0, warmth(84.5), ...offered)], { transactionId });
    const alert = () => point.report('Charging', { errorCode: 'HighTemperature', id: 'StatusNotification-hot' });
    if (parameters.alertReaction === 'limit') await limits(context, alert);
    else if (parameters.alertReaction === 'out-of-service') await takesOutOfService(context, alert);
    else {
      await alert();
      await isAlertShown(context, { connectorId: CONNECTOR }, '1.6 §4.9', 'StatusNotification');
    }
    await point.report('Charging', { id: 'StatusNotification-cool' });
    await point.stop('Local', { idTag: idToken });
    await point.report('Available');
  },
});
