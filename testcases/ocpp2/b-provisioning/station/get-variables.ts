/** B06 Get variables. */
import { absent, stationCase } from '../../../../harness/peers/ocpp2.js';
import { configure, readVariable, variableOf } from '../../states/device-model.js';

const OFFLINE_THRESHOLD = variableOf('OCPPCommCtrlr', 'OfflineThreshold');
const NO_SUCH_COMPONENT = variableOf('UnknownComponent', 'OfflineThreshold');
const NO_SUCH_VARIABLE = variableOf('OCPPCommCtrlr', 'UnknownVariable');

export const tellsAVariable = stationCase({
  id: 'TC_B_06_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station tells the value of a variable',
  purpose: 'The result names what was asked for and has the value that was set, whether the attribute is named or not.',
  profiles: { Core: 'mandatory' },
  requirements: ['B06.FR.01', 'B06.FR.02', 'B06.FR.03', 'B06.FR.04', 'B06.FR.10', 'B06.FR.11'],
  steps: [
    'The tester sets OfflineThreshold and reads it with attribute type Actual; the result has that value.',
    'The tester reads it without an attribute type; the result has Actual and the same value.',
  ],
  operator: [],
  async run(context) {
    const { csms } = context;
    await configure(context, OFFLINE_THRESHOLD, '300');
    const attributeValue = await readVariable(context, OFFLINE_THRESHOLD);
    const result = {
      attributeStatus: 'Accepted',
      attributeType: 'Actual',
      attributeValue: attributeValue ?? '300',
      component: { name: 'OCPPCommCtrlr' },
      variable: { name: 'OfflineThreshold' },
    } as const;
    await csms.call(
      'GetVariables',
      { getVariableData: [{ ...OFFLINE_THRESHOLD, attributeType: 'Actual' }] },
      { getVariableResult: [result] },
      ['B06.FR.01', 'B06.FR.02', 'B06.FR.03', 'B06.FR.04', 'B06.FR.10'],
      { id: 'GetVariables.conf-actual', goOn: true },
    );
    await csms.call(
      'GetVariables',
      { getVariableData: [OFFLINE_THRESHOLD] },
      { getVariableResult: [result] },
      ['B06.FR.02', 'B06.FR.10', 'B06.FR.11'],
      { id: 'GetVariables.conf-default' },
    );
  },
});

export const knowsNoSuchComponent = stationCase({
  id: 'TC_B_32_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station says that it has no such component',
  purpose: 'The result names what was asked for, says UnknownComponent, and has no value.',
  profiles: { Core: 'mandatory' },
  requirements: ['B06.FR.02', 'B06.FR.06'],
  steps: ['The tester reads a variable of a component that does not exist; the station says UnknownComponent.'],
  operator: [],
  async run({ csms }) {
    const { component, variable } = NO_SUCH_COMPONENT;
    await csms.call(
      'GetVariables',
      { getVariableData: [NO_SUCH_COMPONENT] },
      { getVariableResult: [{ attributeStatus: 'UnknownComponent', attributeValue: absent, component, variable }] },
      ['B06.FR.02', 'B06.FR.06'],
    );
  },
});

export const knowsNoSuchVariable = stationCase({
  id: 'TC_B_33_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station says that a component has no such variable',
  purpose: 'The result names what was asked for, says UnknownVariable, and has no value.',
  profiles: { Core: 'mandatory' },
  requirements: ['B06.FR.02', 'B06.FR.07'],
  steps: ['The tester reads a variable that a known component does not have; the station says UnknownVariable.'],
  operator: [],
  async run({ csms }) {
    const { component, variable } = NO_SUCH_VARIABLE;
    await csms.call(
      'GetVariables',
      { getVariableData: [NO_SUCH_VARIABLE] },
      { getVariableResult: [{ attributeStatus: 'UnknownVariable', attributeValue: absent, component, variable }] },
      ['B06.FR.02', 'B06.FR.07'],
    );
  },
});
