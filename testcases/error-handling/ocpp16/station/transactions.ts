/** 1.6 §3.7: a transaction whose every first answer is lost is reported once, and completely. */
import { absentOr, stationCase } from '../../../../harness/peers/ocpp16.js';
import { backToIdle, CONNECTOR, register, sameTag } from '../../../ocpp16/states/connector.js';
import { knownTransaction } from '../../../ocpp16/states/transaction.js';

/** How long a station may say something a second time that was answered, in milliseconds. */
const DOUBT = 15_000;
const CUT = ['1.6 §3.7', '1.6 §3.7.1'];

export const losesNoTransactionMessage = stationCase({
  id: 'CHAOS_16_CS_08',
  versions: ['1.6'],
  block: 'Error handling',
  title: 'A station whose connection breaks at each transaction message loses none and doubles none',
  purpose: 'Start and end come again, word for word, and not once more when they are answered.',
  profiles: { Core: 'conditional' },
  condition: 'LocalStop',
  requirements: [...CUT, '1.6 §4.8', '1.6 §4.10', 'OCPP-J 1.6 §5.4'],
  steps: [
    'The operator plugs in and presents a token; the station reports the start, and the tester drops the connection.',
    'The station connects again and reports the same start; the tester answers.',
    'The operator presents the token again; the station reports the end, and the tester drops the connection.',
    'The station connects again and reports the same end of the same transaction; the tester answers.',
    'The station reports neither of them once more.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context) {
    const { csms, operator, parameters, afterwards } = context;
    const { limits } = parameters;
    const idTag = parameters.tokens.valid.idToken;
    const transaction = knownTransaction(context);
    afterwards(() => backToIdle(context, transaction.open()));
    // A station that waits for its own time limit first takes that much longer.
    const within = limits.reboot + limits.action;
    const cut = async (id: string) => {
      csms.drop();
      await csms.expectConnection('OCPP-J 1.6 §5.4', { id: `connection-${id}` });
    };

    csms.answer('StartTransaction', { silence: true }, { times: 1 });
    await operator.plugIn({ connectorId: CONNECTOR });
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    const start = await csms.expect(
      'StartTransaction',
      { connectorId: CONNECTOR, idTag: sameTag(idTag), meterStart: register() },
      '1.6 §4.8',
      { id: 'StartTransaction-1' },
    );
    await cut('start');
    const { meterStart, timestamp: began } = start.payload;
    const again = { connectorId: CONNECTOR, idTag: sameTag(idTag), meterStart, timestamp: began };
    await csms.expect('StartTransaction', again, CUT, {
      id: 'StartTransaction-2',
      title: 'the station reports the same start again',
      within,
    });
    const transactionId = transaction.id() ?? 0;

    csms.answer('StopTransaction', { silence: true }, { times: 1 });
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    const end = await csms.expect(
      'StopTransaction',
      { transactionId, reason: absentOr('Local'), meterStop: register(meterStart) },
      '1.6 §4.10',
      { id: 'StopTransaction-1' },
    );
    await cut('end');
    const { meterStop, timestamp: ended } = end.payload;
    const last = await csms.expect('StopTransaction', { transactionId, meterStop, timestamp: ended }, CUT, {
      id: 'StopTransaction-2',
      title: 'the station reports the same end again',
      within,
    });
    const options = { after: last.n };
    await csms.forbid('StopTransaction', DOUBT, CUT, {
      ...options,
      title: 'the station does not report the end a third time',
    });
    await csms.forbid('StartTransaction', 1_000, CUT, {
      ...options,
      title: 'the station does not report the start a third time',
    });
  },
});
