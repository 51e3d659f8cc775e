/** 1.6 §5.14 Reset, for a central system. */
import { csmsCase } from '../../../../harness/peers/ocpp16.js';
import { playChargePoint } from '../../states/csms-session.js';

/** A case in which the central system resets the tester, which then comes back. */
const resets = (id: string, type: 'Hard' | 'Soft', way: string) =>
  csmsCase({
    id,
    restsOn: 'right-from-wrong',
    versions: ['1.6'],
    block: 'Core: reset',
    title: `A central system resets a charge point the ${way} way and takes it back`,
    purpose: `It sends Reset with type ${type} when it is asked to, and accepts the charge point that comes back.`,
    profiles: { Core: 'mandatory' },
    requirements: ['1.6 §5.14', '1.6 §4.2', '1.6 §4.9'],
    steps: [
      `The operator has the central system send Reset with type ${type}; the tester accepts.`,
      'The tester drops the connection, connects again and boots; the central system accepts.',
      'The tester reports connector 0 and every other as Available; each report is answered.',
    ],
    operator: ['sendRequest'],
    async run(context) {
      const { station, operator } = context;
      station.answer('Reset', { status: 'Accepted' });
      await operator.sendRequest({ action: 'Reset', payload: { type } });
      await station.expect('Reset', { type }, '1.6 §5.14');
      station.drop();
      await station.connect();
      await playChargePoint(context).boot();
    },
  });

export const resetsHard = resets('TC_013_CSMS', 'Hard', 'hard');
export const resetsSoft = resets('TC_014_CSMS', 'Soft', 'soft');
