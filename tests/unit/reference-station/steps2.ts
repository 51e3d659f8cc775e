/** Steps that the 2.x tests share. */
import assert from 'node:assert/strict';
import { type Bench } from './bench.js';

export const place = { evseId: 1, connectorId: 1 };
export const token = { ...place, idToken: 'TAG' };
export const set = async (
  bench: Bench,
  component: string,
  variable: string,
  attributeValue: string,
): Promise<string> => {
  const setVariableData = [{ component: { name: component }, variable: { name: variable }, attributeValue }];
  return (await bench.call('SetVariables', { setVariableData })).value.setVariableResult[0].attributeStatus;
};
export const points = async (bench: Bench, start: string, stop: string): Promise<void> => {
  assert.equal(await set(bench, 'TxCtrlr', 'TxStartPoint', start), 'Accepted');
  assert.equal(await set(bench, 'TxCtrlr', 'TxStopPoint', stop), 'Accepted');
};
export const charging = async (bench: Bench): Promise<void> => {
  await bench.act('plugIn', place);
  await bench.act('presentIdToken', token);
  bench.take();
};
