/** 1.6 §5.4 ClearCache, for a central system. */
import { csmsCase } from '../../../../harness/peers/ocpp16.js';

export const clearsTheCache = csmsCase({
  id: 'TC_061_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: cache',
  title: 'A central system clears the authorisation cache of a charge point',
  purpose: 'It sends ClearCache when it is asked to.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.4'],
  steps: ['The operator has the central system send ClearCache; the tester accepts.'],
  operator: ['sendRequest'],
  async run({ station, operator }) {
    station.answer('ClearCache', { status: 'Accepted' });
    await operator.sendRequest({ action: 'ClearCache', payload: {} });
    await station.expect('ClearCache', {}, '1.6 §5.4');
  },
});
