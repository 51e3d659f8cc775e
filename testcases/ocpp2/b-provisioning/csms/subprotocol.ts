/** Part 4 §3.1.2: the version is agreed on in the handshake, for a CSMS. */
import { csmsCase } from '../../../../harness/peers/ocpp2.js';
import { offersNothingCommon, UNKNOWN_VERSION } from '../../../helpers/subprotocol.js';
import { playStation } from '../../states/csms-session.js';

const CLAUSE = 'Part 4 §3.1.2';

export const agreesOnTheVersion = csmsCase({
  id: 'TC_B_58_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A CSMS agrees on a version that it speaks, and on no other',
  purpose: 'It does not talk to a station that offers only an unknown version, and picks its own among several.',
  profiles: { Core: 'mandatory' },
  requirements: [CLAUSE, 'B01.FR.02', 'Part 2 G01'],
  connect: 'not-connected',
  steps: [
    'The tester offers only a version that does not exist; the CSMS refuses, or opens without a version and closes.',
    'The tester offers that version and then the real one; the CSMS opens the connection with the real one.',
    'The tester boots over that connection; the CSMS accepts.',
  ],
  operator: [],
  async run(context) {
    const { station, version, check } = context;
    const own = `ocpp${version}`;
    const { ok, how } = await offersNothingCommon(context);
    check('no-common-version', ok, {
      title: 'the CSMS does not talk to a station that offers only a version that does not exist',
      requirements: CLAUSE,
      frames: [],
      expected: 'a refused handshake, or a connection without a subprotocol that is closed at once',
      actual: how,
    });
    const result = await station.tryToConnect({ protocols: [UNKNOWN_VERSION, own], patient: true });
    station.use(result);
    check('common-version', result.ok && result.line.subprotocol === own, {
      title: `the CSMS picks ${own} where it is offered second`,
      requirements: CLAUSE,
      frames: [],
      expected: `a connection with subprotocol "${own}"`,
      actual: result.ok ? `subprotocol "${result.line.subprotocol}"` : `${result.code}: ${result.reason}`,
      essential: true,
    });
    await playStation(context).boot('PowerUp');
  },
});
