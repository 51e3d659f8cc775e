/** What a 1.6 station knows of its temperature while nobody can hear it, and while its sensor cannot tell. */
import { matching, noneOf, oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { type Session } from '../../../ocpp16/states/charging.js';
import { SLACK, statusWithin } from '../../../ocpp16/states/connector.js';
import { readingsOf, withSample } from '../../../ocpp16/states/meter-values.js';
import { comesBack, cutsOff, during, unseen } from '../../../ocpp16/states/offline.js';
import { measuring } from '../states/measuring.js';
import {
  breakDown,
  bringTo,
  describe,
  expectTemperatures,
  intervalOf,
  isTemperature,
  judgeValue,
  letOneGo,
  takeThermometer,
  temperaturesOf,
} from '../states/thermometers.js';

export const keepsWhatItFelt = stationCase({
  id: 'ENV_16_CS_13',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station that is cut off during a transaction tells later how warm it was',
  purpose: 'Temperatures of that time come afterwards, with the values of that time and not those of their delivery.',
  profiles: {},
  condition: 'Thermometer',
  requirements: ['1.6 §3.7', '1.6 §4.7', '1.6 §7.31', 'OCPP-J 1.6 §5.4'],
  from: measuring,
  steps: [
    'The tester drops the connection and refuses every other; the operator brings the sensor to another value and, after a while, back to its normal one.',
    'The tester lets the station in again; it connects.',
    'The station sends a temperature with a time at which the sensor had the other value; it is that value.',
  ],
  operator: ['plugIn', 'presentIdToken', 'setSensor', 'plugOut'],
  async run(context, { transactionId }: Session) {
    const { csms, pass } = context;
    const one = await takeThermometer(context);
    const interval = intervalOf(context);
    const cut = await cutsOff(context);
    const warm = await unseen(context, () => bringTo(context, one, one.warm));
    await pass(interval * 2);
    const until = context.now();
    await bringTo(context, one, one.normal);
    const back = await comesBack(context, cut);
    // Well inside the time: what was on its way at either end may be of before or after.
    const inside = (at: number) => at >= warm.from + interval && at <= until;
    const message = await csms.expect('MeterValues', { transactionId }, ['1.6 §3.7', '1.6 §4.7'], {
      where: {
        connectorId: one.connectorId,
        meterValue: matching('a list with a temperature of the time without a connection', (value) =>
          readingsOf(value).some(({ at, samples }) => inside(at) && samples.some(isTemperature)),
        ),
      },
      within: context.now() - back + interval * 4 + context.parameters.limits.action,
      id: 'MeterValues-afterwards',
      title: 'the station sends a temperature that was taken without a connection',
    });
    const samples = temperaturesOf(message).filter(({ taken }) => inside(taken));
    judgeValue(context, 'value-offline', one, samples, one.warm, ['1.6 §3.7', '1.6 §7.31']);
  },
});

export const tellsOfHeatAfterwards = stationCase({
  id: 'ENV_16_CS_14',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station that got too hot while it was cut off says so as soon as it can',
  purpose: 'What is still wrong when the connection is back is told, and told to be over in its time.',
  profiles: {},
  condition: 'Thermometer',
  requirements: ['1.6 §4.9', '1.6 §7.6', '1.6 §3.7', 'OCPP-J 1.6 §5.4'],
  steps: [
    'The tester drops the connection and refuses every other; the operator brings the sensor to a value that raises an alert.',
    'The tester lets the station in again; it connects, and reports HighTemperature.',
    'The operator brings the sensor to its normal value; the station reports that the error is over.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms, advise } = context;
    const one = await takeThermometer(context);
    const within = statusWithin(context);
    const cut = await cutsOff(context);
    const at = await unseen(context, () => bringTo(context, one, one.high));
    await comesBack(context, cut);
    const told = await csms.expect(
      'StatusNotification',
      { status: oneOf('Available', 'Faulted', 'Unavailable') },
      ['1.6 §4.9', '1.6 §7.6'],
      {
        where: { connectorId: oneOf(0, one.connectorId), errorCode: 'HighTemperature' },
        within,
        id: 'hot-afterwards',
        title: 'the station reports HighTemperature when it is connected again',
      },
    );
    const { connectorId, timestamp } = told.payload;
    // The field is optional, and may be the time of the message too.
    if (timestamp === undefined || !during(at).matches(timestamp))
      advise('time', 'the report does not say when it got too hot', '1.6 §6.47', [told.n]);
    await bringTo(context, one, one.normal);
    await csms.expect('StatusNotification', { status: 'Available' }, ['1.6 §4.9', '1.6 §7.6'], {
      where: { connectorId, errorCode: noneOf('HighTemperature') },
      within,
      id: 'over',
      title: 'the station reports that the error is over',
    });
  },
});

export const goesOnWithoutIt = stationCase({
  id: 'ENV_16_CS_15',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station whose thermometer fails goes on metering, and reports what it feels once it is mended',
  purpose: 'The rest of the meter values comes as before; a value that nobody measured is worth a remark.',
  profiles: {},
  condition: 'Thermometer',
  requirements: ['1.6 §3.16', '1.6 §4.7', '1.6 §7.31'],
  from: measuring,
  steps: [
    'The operator brings the sensor to another value; the station reports a temperature.',
    'The operator has the sensor fail; the station goes on sending other meter values of the transaction.',
    'The operator mends the sensor and brings it to a third value; the station reports that temperature.',
  ],
  operator: ['plugIn', 'presentIdToken', 'setSensor', 'plugOut'],
  async run(context, { transactionId }: Session) {
    const { csms, advise, afterwards } = context;
    const one = await takeThermometer(context);
    const { connectorId } = one;
    await bringTo(context, one, one.mild);
    await letOneGo(context, connectorId);
    await expectTemperatures(context, {
      connectorId,
      id: 'MeterValues-before',
      title: 'the station sends MeterValues with a temperature',
      requirements: ['1.6 §3.16', '1.6 §4.7'],
    });
    afterwards(() => breakDown(context, one, false));
    await breakDown(context, one, true);
    const within = intervalOf(context) * 2 + SLACK;
    await csms.next('MeterValues', { where: { transactionId }, within });
    const without = await csms.expect('MeterValues', {}, ['1.6 §3.16', '1.6 §4.7'], {
      where: {
        transactionId,
        meterValue: withSample('no temperature', (sample) => !isTemperature(sample)),
      },
      within,
      id: 'MeterValues-without',
      title: 'the station goes on sending what is no temperature',
    });
    const stale = temperaturesOf(without).filter(({ degrees }) => Math.abs(degrees - one.mild) <= one.tolerance);
    if (stale.length > 0)
      advise('stale', `a sensor that has failed still reads ${stale.map(describe).join(', ')}`, '1.6 §7.31', [
        without.n,
      ]);
    await breakDown(context, one, false);
    await bringTo(context, one, one.warm);
    await letOneGo(context, connectorId);
    const samples = await expectTemperatures(context, {
      connectorId,
      id: 'MeterValues-mended',
      title: 'the station sends MeterValues with a temperature when the sensor is mended',
      requirements: ['1.6 §3.16', '1.6 §4.7'],
    });
    judgeValue(context, 'value-mended', one, samples, one.warm);
  },
});
