/** A sensor that has failed: it is told as such, and what it read last is not told as good. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { type BaseReport, collectReport, reported } from '../../../ocpp2/states/base-report.js';
import { readVariable, type VariableName } from '../../../ocpp2/states/device-model.js';
import { judgeFlag, judgeNumber } from '../states/readings.js';
import { MONITORING } from '../states/monitors.js';
import { nameOf, type Sensor, setSensor, siblingOf } from '../states/subject.js';
import { absent } from '../../../helpers/absent.js';

interface Breakable {
  readonly sensor: Sensor;
  readonly name: VariableName;
  readonly problem: VariableName;
}

/** The first sensor of the plan with numbers that has the variable Problem; it is mended when the case is over. */
async function takeBreakable(context: OnStation): Promise<Breakable> {
  const { parameters, afterwards } = context;
  for (const sensor of parameters.sensors) {
    if (typeof sensor.normal !== 'number') continue;
    const name = nameOf(sensor);
    const problem = siblingOf(name, 'Problem');
    if ((await readVariable(context, problem)) === undefined) continue;
    afterwards(() => setSensor(context, sensor, 'Problem', false));
    return { sensor, name, problem };
  }
  return absent(context, 'no sensor of the plan with numbers has the variable Problem');
}

export const tellsAFailedSensor = stationCase({
  id: 'ENV_2X_CS_32',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A sensor that has failed is never told as good',
  purpose: 'Its Problem is true for as long as it fails; that its last value is not told on is good practice.',
  profiles: {},
  condition: 'NumericSensor',
  requirements: [
    'B06.FR.04',
    'B06.FR.10',
    'B07.FR.01',
    'B07.FR.03',
    'B07.FR.04',
    'B07.FR.10',
    'B07.FR.12',
    'Part 2 appendices, Problem',
  ],
  steps: [
    'The station says that the sensor has no problem.',
    'The operator makes the sensor fail; the station says that it has one.',
    'The tester reads the value: that there is none is good practice.',
    'The operator mends the sensor and brings it to its normal value; the station says that it has no problem, and reads that.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms, advise } = context;
    const { sensor, name, problem } = await takeBreakable(context);
    await judgeFlag(context, problem, false, 'no-problem');
    await setSensor(context, sensor, 'Problem', true);
    await judgeFlag(context, problem, true, 'problem', 'Part 2 appendices, Problem');
    const value = await readVariable(context, name);
    if (value !== undefined && value !== '')
      advise(
        'value-of-a-failed-sensor',
        `the station reads ${value.slice(0, 50)} though its sensor has failed`,
        'Part 2 appendices, Problem',
        [csms.conversation.last],
      );
    await setSensor(context, sensor, 'Problem', false);
    await setSensor(context, sensor, name.variable.name, sensor.normal);
    await judgeFlag(context, problem, false, 'mended');
    const unit = reported(await collectReport(context, 'FullInventory'), name)?.item.variableCharacteristics?.unit;
    await judgeNumber(context, sensor, unit, sensor.normal as number, 'reads-again');
  },
});

/** Judges that a report says that a component has a problem. */
function judgeProblem({ check }: OnStation, id: string, report: BaseReport, name: VariableName, requirement: string) {
  const { item, n, path = 'reportData[0]' } = reported(report, name) ?? {};
  const index = item?.variableAttribute.findIndex(({ type = 'Actual' }) => type === 'Actual') ?? -1;
  const value = item?.variableAttribute[index]?.value;
  check(id, value?.toLowerCase() === 'true', {
    title: 'the report says that the sensor has a problem',
    requirements: requirement,
    frames: n === undefined ? report.frames : [n],
    expected: `${name.component.name}.Problem true`,
    actual: item ? String(value) : 'not in the report',
    action: 'NotifyReport',
    asserts: item ? [`${path}.variableAttribute[${index}].value`] : [],
  });
}

export const summarisesAFailedSensor = stationCase({
  id: 'ENV_2X_CS_33',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A summary has the sensor that has failed',
  purpose: 'What is wrong with the station is in its summary, and its sensors belong to it.',
  profiles: {},
  condition: 'C-56 and NumericSensor',
  requirements: ['B07.FR.01', 'B07.FR.03', 'B07.FR.04', 'B07.FR.09', 'B07.FR.10', 'B07.FR.12'],
  steps: [
    'The operator makes a sensor fail.',
    'The tester asks for the summary inventory; the report says that the sensor has a problem.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { sensor, problem } = await takeBreakable(context);
    await setSensor(context, sensor, 'Problem', true);
    const report = await collectReport(context, 'SummaryInventory');
    judgeProblem(context, 'in-summary', report, problem, 'B07.FR.09');
  },
});

export const findsAFailedSensor = stationCase({
  id: 'ENV_2X_CS_34',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A report of all that has a problem finds the sensor that has failed',
  purpose: 'The CSMS can ask for what is wrong, and gets it.',
  profiles: {},
  condition: MONITORING,
  requirements: ['B08.FR.01', 'B08.FR.03', 'B08.FR.04', 'B08.FR.10', 'B08.FR.14'],
  steps: [
    'The operator makes a sensor fail.',
    'The tester asks for a report of the components with a problem; the report has that sensor.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { sensor, problem } = await takeBreakable(context);
    await setSensor(context, sensor, 'Problem', true);
    const report = await collectReport(context, { componentCriteria: ['Problem'] });
    judgeProblem(context, 'in-report', report, problem, 'B08.FR.10');
  },
});
