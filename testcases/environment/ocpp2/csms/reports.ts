/** What a CSMS reads of sensors by itself: a report of chosen variables (B08), and a variable (B06). */
import { between, containing, csmsCase, type Response } from '../../../../harness/peers/ocpp2.js';
import { sameText } from '../../../helpers/same-text.js';
import { reported, sendReport } from '../../../ocpp2/states/csms-report.js';
import { playStation } from '../../../ocpp2/states/csms-session.js';
import { OF_REPORT, sensorOf, shows } from '../states/csms-events.js';

const MAX_INTEGER = 2_147_483_647;
const CELSIUS = { dataType: 'decimal', unit: 'Celsius', supportsMonitoring: true } as const;

export const asksForSensors = csmsCase({
  id: 'ENV_2X_CSMS_13',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS asks for a report of sensors, and reads it to its end',
  purpose: 'It names the sensors, answers each part, and shows what they say.',
  profiles: { 'Advanced Device Management': 'conditional' },
  requirements: ['Part 2 B07', 'Part 2 B08'],
  steps: [
    'The operator has the CSMS send GetReport for the temperature and the humidity; the tester accepts.',
    'The tester sends the report in four parts; the CSMS answers each.',
    'Where its operator can see it, the CSMS shows the temperature of the report.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    const point = playStation(context);
    const component = sensorOf(point);
    const humid = { name: 'HumiditySensor' };
    const componentVariable = [{ component, variable: { name: 'Temperature' } }, { component: humid }];
    station.answer('GetReport', { status: 'Accepted' }, { times: 1 });
    await operator.sendRequest({ action: 'GetReport', payload: { requestId: 5, componentVariable } });
    const { payload } = await station.expect('GetReport', { requestId: between(0, MAX_INTEGER) }, 'Part 2 B08', {
      where: { componentVariable: containing({ component: { name: sameText(component.name) } }) },
    });
    const percent = { dataType: 'decimal', unit: 'RH', minLimit: 0, maxLimit: 100, supportsMonitoring: true } as const;
    const frames = await sendReport(context, payload.requestId, [
      [reported(humid, 'Humidity', '61.5', percent, 'ReadOnly')],
      [reported(humid, 'Problem', 'false', { dataType: 'boolean', supportsMonitoring: true }, 'ReadOnly')],
      [reported(component, 'Temperature', '34.25', { ...CELSIUS, minLimit: -40, maxLimit: 125 }, 'ReadOnly')],
      [reported(humid, 'Enabled', 'true', { dataType: 'boolean', supportsMonitoring: false })],
    ]);
    await shows(context, point, 'report-shown', 34.25, frames.slice(2, 3), OF_REPORT);
  },
});

type Result = Response<'GetVariables'>['getVariableResult'][number];

export const readsASensor = csmsCase({
  id: 'ENV_2X_CSMS_14',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS reads a temperature, and copes with a sensor that cannot tell it',
  purpose: 'It shows the value that it was given; an empty value is no trouble.',
  profiles: {},
  requirements: ['Part 2 B06', 'G02.FR.03'],
  steps: [
    'The operator has the CSMS read the temperature; the tester answers with a value.',
    'Where its operator can see it, the CSMS shows that value.',
    'The operator has the CSMS read it again; the tester answers with an empty value, as of a sensor that has failed.',
    'The tester sends Heartbeat; the CSMS answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    const point = playStation(context);
    const component = sensorOf(point);
    const name = { component, variable: { name: 'Temperature' } };
    const asked = containing({
      component: { name: sameText(component.name) },
      variable: { name: sameText('Temperature') },
    });
    const reads = async (id: string, value: string) => {
      station.answer('GetVariables', ({ getVariableData }) =>
        asked.matches(getVariableData)
          ? {
              getVariableResult: getVariableData.map((item) => ({
                component: item.component,
                variable: item.variable,
                ...(item.attributeType !== undefined && { attributeType: item.attributeType }),
                attributeStatus: 'Accepted',
                attributeValue: value,
              })) as unknown as [Result, ...Result[]],
            }
          : undefined,
      );
      await operator.sendRequest({ action: 'GetVariables', payload: { getVariableData: [name] } });
      const { n } = await station.expect('GetVariables', {}, 'Part 2 B06', {
        where: { getVariableData: asked },
        id,
      });
      return n;
    };
    const n = await reads('GetVariables-value', '29.75');
    await shows(context, point, 'value-shown', 29.75, [n], {
      action: 'GetVariables',
      path: 'getVariableResult[0].attributeValue',
      requirement: 'Part 2 B06',
    });
    await reads('GetVariables-empty', '');
    await station.call('Heartbeat', {}, {}, 'G02.FR.03');
  },
});
