/** N04: monitors on a sensor that a station takes, and those that it refuses. */
import { oneOf, type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { readVariable, type VariableName } from '../../../ocpp2/states/device-model.js';
import { expectAlert, followEvents } from '../states/events.js';
import { dataOf, MONITORING, type MonitorWish, setMonitor } from '../states/monitors.js';
import { nameOf, siblingOf, takeSensor } from '../states/subject.js';
import { characteristicsOf } from '../states/characteristics.js';
import { absent } from '../../../helpers/absent.js';

const CASE = { versions: ['2.0.1', '2.1'], block: 'Environment', profiles: {}, condition: MONITORING } as const;

/** Sets several monitors and judges the result of each; none of them is to be accepted. */
async function refuses(
  { csms }: OnStation,
  id: string,
  wishes: readonly (readonly [VariableName, MonitorWish])[],
  status: string | ReturnType<typeof oneOf>,
  requirements: string | readonly string[],
): Promise<void> {
  await csms.call(
    'SetVariableMonitoring',
    { setMonitoringData: wishes.map(([name, wish]) => dataOf(name, wish)) },
    { setMonitoringResult: wishes.map(() => ({ status })) as never },
    requirements,
    { id, goOn: true },
  );
}

export const refusesValuesOutOfRange = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_21',
  title: 'A station refuses thresholds beyond what its sensor can measure',
  purpose: 'A threshold outside the limits that the device model gives is rejected, and a negative delta too.',
  requirements: ['B07.FR.01', 'B07.FR.03', 'B07.FR.04', 'B07.FR.10', 'B07.FR.12', 'N04.FR.06', 'N04.FR.14'],
  steps: [
    'The tester reads the limits of the sensor from the inventory.',
    'The tester sets an upper threshold above the highest and a lower one below the lowest value; the station rejects both.',
    'The tester sets a delta below zero; the station rejects it.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { note } = context;
    const { name } = await takeSensor(context);
    const { minLimit, maxLimit } = await characteristicsOf(context, name);
    if (maxLimit === undefined) note('the inventory gives no upper limit: no threshold above it is judged');
    else
      await refuses(
        context,
        'above-the-highest',
        [[name, { type: 'UpperThreshold', value: maxLimit + 1 }]],
        'Rejected',
        'N04.FR.06',
      );
    if (minLimit === undefined) note('the inventory gives no lower limit: no threshold below it is judged');
    else
      await refuses(
        context,
        'below-the-lowest',
        [[name, { type: 'LowerThreshold', value: minLimit - 1 }]],
        'Rejected',
        'N04.FR.06',
      );
    await refuses(context, 'negative-delta', [[name, { type: 'Delta', value: -1 }]], 'Rejected', 'N04.FR.14');
  },
});

export const refusesWhatIsNotThere = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_22',
  title: 'A station says of each monitor in a request what is unknown about it',
  purpose: 'An unknown component and an unknown variable are told apart, and each gets its result.',
  requirements: ['N04.FR.01', 'N04.FR.02', 'N04.FR.03', 'N04.FR.04', 'N04.FR.08'],
  steps: [
    'The tester sets, in one request, a monitor on an unknown component, one on an unknown variable of the sensor, and one that is right.',
    'The station answers with three results: unknown component, unknown variable, accepted.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms, afterwards, check } = context;
    const subject = await takeSensor(context);
    const { name } = subject;
    const nowhere: VariableName = { component: { name: 'LaddprovNoSuchSensor' }, variable: name.variable };
    const wish = { type: subject.above, value: subject.at(0.5) } as const;
    const names = [nowhere, siblingOf(name, 'LaddprovNoSuchVariable'), name];
    const outcome = await csms.attempt('SetVariableMonitoring', {
      setMonitoringData: names.map((one) => dataOf(one, wish)),
    });
    const payload = outcome.kind === 'result' ? outcome.payload : {};
    const results = Array.isArray(payload['setMonitoringResult'])
      ? (payload['setMonitoringResult'] as readonly Partial<{
          status: string;
          id: number;
          component: { name: string };
          variable: { name: string };
        }>[])
      : [];
    const set = results.flatMap(({ status, id }) => (status === 'Accepted' && typeof id === 'number' ? [id] : []));
    if (set.length > 0) afterwards(() => csms.attempt('ClearVariableMonitoring', { id: set }));
    const facts = {
      frames: 'answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n],
      action: 'SetVariableMonitoring',
    };
    check('one-result-each', results.length === names.length, {
      ...facts,
      title: 'there is one result for each monitor that was asked for',
      requirements: 'N04.FR.01',
      expected: `${names.length} results`,
      actual: outcome.kind === 'result' ? `${results.length} results` : outcome.kind,
      asserts: [],
      essential: true,
    });
    const same = (a: string | undefined, b: string) => (a ?? '').toLowerCase() === b.toLowerCase();
    // The order of the results is left open (N04.FR.02).
    const indexOf = ({ component, variable }: VariableName) =>
      results.findIndex(
        (one) => same(one?.component?.name, component.name) && same(one?.variable?.name, variable.name),
      );
    const wanted = [
      ['unknown-component', 'N04.FR.03', 'UnknownComponent'],
      ['unknown-variable', 'N04.FR.04', 'UnknownVariable'],
      ['accepted', 'N04.FR.08', 'Accepted'],
    ] as const;
    for (const [index, [id, requirement, status]] of wanted.entries()) {
      const found = indexOf(names[index]!);
      const actual = results[found]?.status;
      check(id, actual === status, {
        ...facts,
        title: `the result for ${names[index]!.component.name}.${names[index]!.variable.name} is ${status}`,
        requirements: ['N04.FR.02', requirement],
        expected: status,
        actual: found < 0 ? 'no result for it' : String(actual),
        asserts: [`setMonitoringResult[${Math.max(0, found)}].status`],
      });
    }
  },
});

export const refusesASecondOfAKind = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_23',
  title: 'A second monitor of the same type and severity on one reading is a duplicate',
  purpose: 'Two monitors that differ in their value alone cannot be told apart; with another severity they can.',
  requirements: ['N04.FR.08', 'N04.FR.10', 'N04.FR.11'],
  steps: [
    'The tester sets a threshold, and another of the same type and severity; the station says Duplicate.',
    'The tester sets the other one with another severity; the station accepts.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const subject = await takeSensor(context);
    const type = subject.above;
    await setMonitor(context, subject.name, { type, value: subject.at(0.5) });
    const other = { type, value: subject.at(0.6) } as const;
    await refuses(context, 'duplicate', [[subject.name, other]], 'Duplicate', 'N04.FR.10');
    await setMonitor(context, subject.name, { ...other, severity: 6 }, 'other-severity');
  },
});

export const refusesThresholdsOfWhatIsNoNumber = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_24',
  condition: 'Advanced Device Management and Sensor',
  restsOn: 'right-from-wrong',
  title: 'A station has no threshold for a variable that is no number',
  purpose: 'True and false can change and are neither above nor below: the type of monitor is not supported.',
  requirements: ['N04.FR.05'],
  steps: ['The tester sets an upper threshold on Problem, or Active, of a sensor; the station does not support it.'],
  operator: [],
  async run(context) {
    const { parameters } = context;
    for (const sensor of parameters.sensors) {
      for (const variable of ['Problem', 'Active']) {
        const name = siblingOf(nameOf(sensor), variable);
        if ((await readVariable(context, name)) === undefined) continue;
        const wish = { type: 'UpperThreshold', value: 1 } as const;
        // A variable that cannot be monitored at all may be rejected for that.
        const status = oneOf('UnsupportedMonitorType', 'Rejected');
        return refuses(context, 'unsupported', [[name, wish]], status, 'N04.FR.05');
      }
    }
    return absent(context, 'no sensor of the plan has Problem or Active');
  },
});

export const keepsMonitorsWhereTheyAre = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_25',
  title: 'The id of a monitor replaces that monitor, on its own variable alone',
  purpose: 'An id that there is not is rejected, and one of another variable too; the monitor that is there stays.',
  requirements: ['N04.FR.08', 'N04.FR.11', 'N04.FR.13', 'N04.FR.16', 'N07.FR.06', 'N07.FR.16'],
  steps: [
    'The tester sets a threshold; then one with an id that there is not: rejected.',
    'The tester sets a monitor with the id of the first on another variable of the sensor: rejected.',
    'The operator brings the sensor over the threshold; the monitor alerts as it was set.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const subject = await takeSensor(context);
    const log = followEvents(context);
    const wish = { type: subject.above, value: subject.at(0.5) } as const;
    const id = await setMonitor(context, subject.name, wish);
    await refuses(context, 'unknown-id', [[subject.name, { ...wish, id: id + 100_000 }]], 'Rejected', 'N04.FR.13');
    const other = siblingOf(subject.name, 'Problem');
    if ((await readVariable(context, other)) === undefined)
      context.note('the sensor has no Problem to set a monitor on');
    else await refuses(context, 'other-variable', [[other, { type: 'Delta', value: 1, id }]], 'Rejected', 'N04.FR.16');
    await subject.bringTo(1);
    await expectAlert(context, log, id, { requirements: ['N07.FR.06', 'N07.FR.16'] });
    log.stop();
  },
});
