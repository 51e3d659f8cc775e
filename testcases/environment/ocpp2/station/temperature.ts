/** A temperature sensor: in the device model, true to the world, and watched. */
import { stationCase } from '../../../../harness/peers/ocpp2.js';
import { follow } from '../../../ocpp2/states/message-log.js';
import { fromCelsius, judgeAlert, judgeInventory, judgeReading, nameOf, toCelsius, watchAbove } from '../sensors.js';
import { absent } from '../../../helpers/absent.js';

export const tellsItsTemperature = stationCase({
  id: 'ENV_2X_CS_01',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A station tells the temperature that its sensor measures',
  purpose:
    'The sensor is in the inventory, what it reads is what it was brought to, nobody can write it, and it alerts.',
  profiles: {},
  condition: 'Thermometer',
  requirements: [
    'B05.FR.09',
    'B06.FR.04',
    'B06.FR.10',
    'B07.FR.01',
    'B07.FR.03',
    'B07.FR.04',
    'B07.FR.08',
    'B07.FR.10',
    'B07.FR.12',
    'N07.FR.02',
    'N07.FR.06',
    'N07.FR.16',
  ],
  precondition: 'the plan names a temperature sensor, with a normal and a high value',
  steps: [
    'The tester reads the full inventory: the sensor is there, a number with a unit, read-only.',
    'The operator brings the sensor to its normal value; the station reads that.',
    'The tester sets an upper threshold between normal and high, where the station can monitor.',
    'The operator brings the sensor to its high value; the monitor alerts, and the station reads that.',
    'The tester writes the reading; the station rejects it.',
    'The operator brings the sensor back; the monitor tells that the alert is over, and the station reads that.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms, operator, parameters, stop, note, afterwards } = context;
    const sensor = parameters.sensors.find(({ name }) => name === 'TemperatureSensor');
    if (!sensor) return absent(context, 'the plan names no TemperatureSensor');
    const { name: component, evseId, connectorId, unit: planUnit, normal, high } = sensor;
    if (typeof normal !== 'number' || typeof high !== 'number')
      return stop('the plan has no numbers for the normal and the high value of the TemperatureSensor');
    const name = nameOf(sensor);
    const place = { ...(evseId !== undefined && { evseId }), ...(connectorId !== undefined && { connectorId }) };
    const bringTo = (value: number) =>
      operator.setSensor({
        ...place,
        sensor: component,
        variable: name.variable.name,
        value,
        ...(planUnit !== undefined && { unit: planUnit }),
      });
    const cold = toCelsius(normal, planUnit);
    const hot = toCelsius(high, planUnit);

    const unit = await judgeInventory(context, name);
    afterwards(() => bringTo(normal));
    await bringTo(normal);
    await judgeReading(context, name, unit, cold, 'reads-normal');

    const log = follow(csms, 'NotifyEvent');
    const threshold = Math.round(fromCelsius((cold + hot) / 2, unit));
    const monitor = await watchAbove(context, name, threshold);
    if (monitor === undefined) note('the station does not monitor its temperature: no alert is judged');
    await bringTo(high);
    if (monitor !== undefined) await judgeAlert(context, log, { monitor, threshold, cleared: false });
    await judgeReading(context, name, unit, hot, 'reads-high');
    await csms.call(
      'SetVariables',
      { setVariableData: [{ ...name, attributeValue: String(Math.round(fromCelsius(cold, unit))) }] },
      { setVariableResult: [{ attributeStatus: 'Rejected' }] },
      'B05.FR.09',
      { goOn: true },
    );
    await bringTo(normal);
    if (monitor !== undefined) await judgeAlert(context, log, { monitor, threshold, cleared: true });
    await judgeReading(context, name, unit, cold, 'reads-normal-again');
    log.stop();
  },
});
