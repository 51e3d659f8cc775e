/** B05 Set variables. */
import { oneOf, stationCase } from '../../../../harness/peers/ocpp2.js';
import { keepVariable, readVariable, variableOf } from '../../states/device-model.js';

const OFFLINE_THRESHOLD = variableOf('OCPPCommCtrlr', 'OfflineThreshold');
const REMOTE_START = variableOf('AuthCtrlr', 'AuthorizeRemoteStart');
const MESSAGE_TIMEOUT = variableOf('OCPPCommCtrlr', 'MessageTimeout', 'Default');

export const takesAValue = stationCase({
  id: 'TC_B_09_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station takes the value of a variable',
  purpose: 'The result names what was set and accepts it, and the variable has the new value.',
  profiles: { Core: 'mandatory' },
  requirements: ['B05.FR.01', 'B05.FR.02', 'B05.FR.03', 'B05.FR.10', 'B05.FR.12', 'B06.FR.10'],
  steps: [
    'The tester sets OfflineThreshold to another value with attribute type Actual; the station accepts.',
    'The tester sets it again without an attribute type; the result has Actual.',
    'The tester reads it; it has the last value.',
  ],
  operator: [],
  async run(context) {
    const { csms } = context;
    const before = await keepVariable(context, OFFLINE_THRESHOLD);
    const values = ['300', '301', '302'].filter((value) => value !== before);
    const result = {
      attributeStatus: 'Accepted',
      attributeType: 'Actual',
      component: { name: 'OCPPCommCtrlr' },
      variable: { name: 'OfflineThreshold' },
    } as const;
    await csms.call(
      'SetVariables',
      { setVariableData: [{ ...OFFLINE_THRESHOLD, attributeType: 'Actual', attributeValue: values[0]! }] },
      { setVariableResult: [result] },
      ['B05.FR.01', 'B05.FR.02', 'B05.FR.03', 'B05.FR.10'],
      { id: 'SetVariables.conf-actual', goOn: true },
    );
    await csms.call(
      'SetVariables',
      { setVariableData: [{ ...OFFLINE_THRESHOLD, attributeValue: values[1]! }] },
      { setVariableResult: [result] },
      ['B05.FR.02', 'B05.FR.10', 'B05.FR.12'],
      { id: 'SetVariables.conf-default', goOn: true },
    );
    await csms.call(
      'GetVariables',
      { getVariableData: [OFFLINE_THRESHOLD] },
      { getVariableResult: [{ attributeStatus: 'Accepted', attributeValue: values[1]! }] },
      ['B05.FR.10', 'B06.FR.10'],
    );
  },
});

export const refusesMalformedValues = stationCase({
  id: 'TC_B_11_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station refuses values that do not have the form of the variable',
  purpose: 'Text, fractions and truth values are no integer; the variable keeps its value.',
  profiles: { Core: 'mandatory' },
  requirements: ['B05.FR.07', 'B06.FR.10'],
  steps: [
    'The tester sets the integer OfflineThreshold to a word, a fraction, a truth value and a time; each is Rejected.',
    'The tester reads it; it has the value that it had before.',
    'The tester sets the boolean AuthorizeRemoteStart to a word; it is refused.',
  ],
  operator: [],
  async run(context) {
    const { csms } = context;
    const attributeValue = await keepVariable(context, OFFLINE_THRESHOLD);
    if (attributeValue === undefined) return context.stop('the station does not tell its OfflineThreshold');
    const malformed = { word: 'abc', fraction: '300.1', boolean: 'true', time: csms.now() };
    for (const [kind, value] of Object.entries(malformed)) {
      await csms.call(
        'SetVariables',
        { setVariableData: [{ ...OFFLINE_THRESHOLD, attributeValue: value }] },
        { setVariableResult: [{ attributeStatus: 'Rejected' }] },
        'B05.FR.07',
        { id: `SetVariables.conf-${kind}`, goOn: true },
      );
    }
    await csms.call(
      'GetVariables',
      { getVariableData: [OFFLINE_THRESHOLD] },
      { getVariableResult: [{ attributeStatus: 'Accepted', attributeValue }] },
      ['B05.FR.07', 'B06.FR.10'],
      { goOn: true },
    );
    // A required variable; a station that nobody can start remotely may do without.
    const known = (await readVariable(context, REMOTE_START)) !== undefined;
    await csms.call(
      'SetVariables',
      { setVariableData: [{ ...REMOTE_START, attributeValue: 'abc' }] },
      {
        setVariableResult: [
          { attributeStatus: known ? 'Rejected' : oneOf('Rejected', 'UnknownVariable', 'UnknownComponent') },
        ],
      },
      'B05.FR.07',
      { id: 'SetVariables.conf-no-boolean' },
    );
  },
});

export const refusesToChangeWhatIsReadOnly = stationCase({
  id: 'TC_B_39_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station refuses to set a variable that can only be read',
  purpose: 'The result names what was to be set, with its instance, and is Rejected; the value stays.',
  profiles: { Core: 'mandatory' },
  requirements: ['B05.FR.02', 'B05.FR.09', 'B06.FR.10'],
  steps: [
    'The tester sets MessageTimeout, instance Default, which is read-only; the station rejects it.',
    'The tester reads it; it has the value that it had before.',
  ],
  operator: [],
  async run(context) {
    const { csms } = context;
    const { component, variable } = MESSAGE_TIMEOUT;
    const before = await keepVariable(context, MESSAGE_TIMEOUT);
    if (before === undefined) return context.stop('the station does not tell its MessageTimeout');
    await csms.call(
      'SetVariables',
      { setVariableData: [{ ...MESSAGE_TIMEOUT, attributeValue: before === '31' ? '32' : '31' }] },
      { setVariableResult: [{ attributeStatus: 'Rejected', component, variable }] },
      ['B05.FR.02', 'B05.FR.09'],
      { goOn: true },
    );
    await csms.call(
      'GetVariables',
      { getVariableData: [MESSAGE_TIMEOUT] },
      { getVariableResult: [{ attributeStatus: 'Accepted', attributeValue: before }] },
      ['B05.FR.09', 'B06.FR.10'],
    );
  },
});
