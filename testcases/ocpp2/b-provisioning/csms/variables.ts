/** B05 Set variables and B06 Get variables, for a CSMS. */
import { absentOr, containing, csmsCase, type Response } from '../../../../harness/peers/ocpp2.js';
import { sameText } from '../../../helpers/same-text.js';

const NAMES = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'OfflineThreshold' } };
const threshold = { component: { name: sameText('OCPPCommCtrlr') }, variable: { name: sameText('OfflineThreshold') } };

export const readsAVariable = csmsCase({
  id: 'TC_B_06_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A CSMS reads a variable of a station',
  purpose: 'It asks for the variable that it was told to ask for, and takes the answer.',
  profiles: { Core: 'mandatory' },
  requirements: ['Part 2 B06', 'G02.FR.03'],
  steps: [
    'The operator has the CSMS read OCPPCommCtrlr.OfflineThreshold; the tester answers with its value.',
    'The tester sends Heartbeat; the CSMS answers.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator }) {
    await operator.sendRequest({ action: 'GetVariables', payload: { getVariableData: [NAMES] } });
    // Other variables may be read with it, and other attributes than the actual value.
    await station.expect('GetVariables', {}, 'Part 2 B06', { where: { getVariableData: containing(threshold) } });
    await station.call('Heartbeat', {}, {}, 'G02.FR.03');
  },
});

type Result = Response<'SetVariables'>['setVariableResult'][number];

export const setsAVariable = csmsCase({
  id: 'TC_B_09_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A CSMS sets a variable of a station',
  purpose: 'It sends the value that it was told to set, for the actual value of the variable.',
  profiles: { Core: 'mandatory' },
  requirements: ['Part 2 B05', 'G02.FR.03'],
  steps: [
    'The operator has the CSMS set OCPPCommCtrlr.OfflineThreshold to 123; the tester accepts.',
    'The tester sends Heartbeat; the CSMS answers.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator }) {
    const attributeValue = '123';
    station.answer('SetVariables', ({ setVariableData }) => {
      const isThreshold = ({ component, variable }: (typeof setVariableData)[number]) =>
        /^OCPPCommCtrlr$/i.test(component.name) && /^OfflineThreshold$/i.test(variable.name);
      if (!setVariableData.every(isThreshold)) return undefined;
      return {
        setVariableResult: setVariableData.map(({ component, variable, attributeType }): Result => ({
          component,
          variable,
          ...(attributeType !== undefined && { attributeType }),
          attributeStatus: 'Accepted',
        })),
      };
    });
    await operator.sendRequest({
      action: 'SetVariables',
      payload: { setVariableData: [{ ...NAMES, attributeValue }] },
    });
    const actual = { ...threshold, attributeValue, attributeType: absentOr('Actual') };
    await station.expect('SetVariables', { setVariableData: containing(actual) }, 'Part 2 B05', {
      where: { setVariableData: containing(threshold) },
    });
    await station.call('Heartbeat', {}, {}, 'G02.FR.03');
  },
});
