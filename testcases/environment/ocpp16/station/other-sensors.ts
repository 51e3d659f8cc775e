/** Humidity, air quality, water, tilt, blows, light, the door: 1.6 has DataTransfer alone for them (§4.3). */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { comesBack, cutsOff, unseen } from '../../../ocpp16/states/offline.js';
import { acceptsTransfers, bringSensor, expectTransfer, type Sensor } from '../states/transfers.js';
import { absent } from '../../../helpers/absent.js';

type Name = Sensor['name'];

/** The plan's sensor of that name, with a message of its maker; it is back at its normal value when the case is over. */
async function takeSensor(context: OnStation, ...names: readonly Name[]): Promise<readonly Sensor[]> {
  const { parameters, afterwards, pass } = context;
  const sensors = parameters.sensors.filter(({ name, vendorId }) => names.includes(name) && vendorId !== undefined);
  if (sensors.length === 0)
    return absent(
      context,
      `the plan names no ${names.join(', ')} with the vendorId of the DataTransfer that tells its value`,
    );
  for (const sensor of sensors) {
    acceptsTransfers(context, sensor);
    afterwards(() => bringSensor(context, sensor, sensor.normal));
    await bringSensor(context, sensor, sensor.normal);
  }
  // What the last of them has to tell of its way there is not what comes next.
  await pass(parameters.limits.message);
  return sensors;
}

/** A case in which a sensor is brought to its alarming value and back. */
const follows = (id: string, name: Name, what: string) =>
  stationCase({
    id,
    versions: ['1.6'],
    block: 'Environment',
    title: `A station tells by DataTransfer ${what}`,
    purpose: 'What the standard has no field for comes in the message of its maker, with the value that is felt.',
    profiles: {},
    condition: `SensorTransfer and ${name}`,
    requirements: ['1.6 §4.3'],
    precondition: `the plan names a ${name} with vendorId and messageId`,
    steps: [
      'The operator brings the sensor to its alarming value; the station sends the maker’s DataTransfer, and the tester accepts.',
      'The operator brings the sensor to its normal value; the station tells that as well.',
    ],
    operator: ['setSensor'],
    async run(context) {
      const [sensor] = await takeSensor(context, name);
      const { high, normal } = sensor!;
      await bringSensor(context, sensor!, high);
      await expectTransfer(context, sensor!, high, 'DataTransfer-high');
      await bringSensor(context, sensor!, normal);
      await expectTransfer(context, sensor!, normal, 'DataTransfer-normal');
    },
  });

export const tellsHumidity = follows('ENV_16_CS_16', 'HumiditySensor', 'how humid it is');
export const tellsAirQuality = follows('ENV_16_CS_17', 'AirQualitySensor', 'how good the air is');

export const tellsOfMishaps = stationCase({
  id: 'ENV_16_CS_18',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station tells by DataTransfer of water, tilt, blows, light and an open door',
  purpose: 'Each sensor of the plan is told of by its own name, and not by that of another.',
  profiles: {},
  condition: 'SensorTransfer and (FloodSensor or TiltSensor or ShockSensor or LightSensor or CaseAccessSensor)',
  requirements: ['1.6 §4.3'],
  precondition: 'the plan names such sensors with vendorId and messageId',
  steps: [
    'The operator brings one sensor after another to its alarming value; the station sends the maker’s DataTransfer with it each time.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const names = ['FloodSensor', 'TiltSensor', 'ShockSensor', 'LightSensor', 'CaseAccessSensor'] as const;
    for (const sensor of await takeSensor(context, ...names)) {
      await bringSensor(context, sensor, sensor.high);
      await expectTransfer(context, sensor, sensor.high, `DataTransfer-${sensor.name}`);
    }
  },
});

export const tellsAfterwards = stationCase({
  id: 'ENV_16_CS_19',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station that was cut off tells by DataTransfer what its sensors read now',
  purpose: 'The latest value is not lost with the connection; its own time with it is good practice.',
  profiles: {},
  condition: 'SensorTransfer and (HumiditySensor or AirQualitySensor)',
  requirements: ['1.6 §4.3', 'OCPP-J 1.6 §5.4', '1.6 §3.7'],
  precondition: 'the plan names a HumiditySensor or an AirQualitySensor with vendorId and messageId',
  steps: [
    'The tester drops the connection and refuses every other; the operator brings the sensor to its alarming value.',
    'The tester lets the station in again; it connects.',
    'The operator brings the sensor to its normal value; the station tells that value.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms, advise, now } = context;
    const [sensor] = await takeSensor(context, 'HumiditySensor', 'AirQualitySensor');
    const { vendorId, high, normal } = sensor!;
    const cut = await cutsOff(context);
    const at = await unseen(context, () => bringSensor(context, sensor!, high));
    await comesBack(context, cut);
    const back = now();
    const late = await csms.next('DataTransfer', {
      where: { vendorId: vendorId! },
      within: context.parameters.limits.action,
    });
    // §3.7 queues what concerns transactions: nothing says that a maker's own message has to wait.
    if (!late)
      advise('lost', 'what a sensor read without a connection is never told', '1.6 §3.7', [csms.conversation.last]);
    else if (!hasTimeBetween(late.payload.data, at.from - CLOCKS, back - CLOCKS))
      advise('time', 'what a sensor read without a connection comes without its time', '1.6 §4.3', [late.n]);
    await bringSensor(context, sensor!, normal);
    await expectTransfer(context, sensor!, normal, 'DataTransfer-afterwards');
  },
});

/** How far the clocks of two sides may be apart, in milliseconds. */
const CLOCKS = 10_000;

/** Whether a text has a time (RFC 3339) from the one to the other. */
const hasTimeBetween = (text: string | undefined, from: number, to: number): boolean =>
  [...(text ?? '').slice(0, 10_000).matchAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g)].some(([time]) => {
    const at = Date.parse(time);
    return at >= from && at <= to;
  });
