/** Humidity, air quality and the like in a maker's own message (§4.3), which the plan says that the central system knows. */
import { csmsCase, oneOf } from '../../../../harness/peers/ocpp16.js';
import { agreesIfReadable } from '../../../helpers/read-back.js';
import { absent } from '../../../helpers/absent.js';

export const takesOtherSensors = csmsCase({
  id: 'ENV_16_CSMS_08',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A central system takes readings that the standard has no message for',
  purpose: 'It knows the vendor of the plan and the message, says so of another one, and shows what it was told.',
  profiles: {},
  condition: 'SensorTransfer',
  requirements: ['1.6 §4.3'],
  precondition:
    'the plan names sensors with the vendorId and messageId of a DataTransfer that the central system knows',
  steps: [
    'The tester sends the DataTransfer with a reading of each such sensor: component, variable, value, unit and timestamp as JSON; the central system answers that it knows it.',
    'Where it accepted and its operator can see it, the central system shows the value.',
    'The tester sends another messageId of the same vendor; the central system says that it does not know it.',
  ],
  operator: [],
  async run(context) {
    const { station, parameters, advise } = context;
    const sensors = parameters.sensors.filter(
      ({ vendorId, messageId, high }) => vendorId !== undefined && messageId !== undefined && typeof high === 'number',
    );
    if (sensors.length === 0) return absent(context, 'the plan names no sensor with vendorId and messageId');
    for (const { name, variable, unit, high, vendorId, messageId } of sensors) {
      const quantity = variable ?? name.replace(/Sensor$/, '');
      const reading = { component: name, variable: quantity, value: high, timestamp: station.now() };
      const data = JSON.stringify([{ ...reading, ...(unit !== undefined && { unit }) }]);
      const { status } = await station.call(
        'DataTransfer',
        { vendorId: vendorId!, messageId: messageId!, data },
        { status: oneOf('Accepted', 'Rejected') },
        '1.6 §4.3',
        { id: `DataTransfer-${name}` },
      );
      const frames = [station.conversation.last];
      if (status !== 'Accepted') {
        advise(`refused-${name}`, `the central system refuses a reading of the ${name}`, '1.6 §4.3', frames);
        continue;
      }
      await agreesIfReadable(context, {
        id: `shown-${name}`,
        title: `the central system shows the ${quantity} that it was told (${String(high)})`,
        what: 'sensorValue',
        name: `${name}.${quantity}`,
        place: {},
        requirements: '1.6 §4.3',
        frames,
        action: 'DataTransfer',
        asserts: ['data'],
        expected: String(high),
        agrees: (value) => Math.abs(Number.parseFloat(String(value)) - Number(high)) < 0.006,
      });
    }
    const [{ vendorId } = {}] = sensors;
    await station.call(
      'DataTransfer',
      { vendorId: vendorId!, messageId: 'LaddprovNoSuchMessage', data: '{}' },
      { status: 'UnknownMessageId' },
      '1.6 §4.3',
      { id: 'DataTransfer-unknown-message' },
    );
  },
});
