/** 1.6 §3.7.1: a station whose transaction messages are not answered, or answered with an error. */
import { absentOr, type Message, type OnStation, type Request, stationCase } from '../../../../harness/peers/ocpp16.js';
import { charging, chargingWith } from '../../states/charging.js';
import { configure } from '../../states/configuration.js';
import { backToIdle, CONNECTOR, register, sameTag, SLACK, statusWithin, watched } from '../../states/connector.js';
import { limitText, measuredText } from '../../../../harness/peers/for-cases/durations.js';

/** How often a message is tried, and for how many seconds it waits after the first time, twice as long after the second. */
const ATTEMPTS = 3;
const INTERVAL = 10;

const chargingWithRetries = chargingWith(`${ATTEMPTS} attempts, ${INTERVAL} s after the first`, () => ({
  TransactionMessageAttempts: String(ATTEMPTS),
  TransactionMessageRetryInterval: String(INTERVAL),
}));

/** The same message as before: what it says of the transaction has not changed. */
const again = ({ payload }: Message<Request<'StopTransaction'>>) => ({
  transactionId: payload.transactionId,
  meterStop: payload.meterStop,
  timestamp: payload.timestamp,
});

/** How long a station may take until it sends an unanswered message again, in milliseconds: its patience is its own. */
const patience = ({ parameters: { limits } }: OnStation): number => limits.reboot + limits.action + INTERVAL * 1000;

export const retriesAfterErrors = stationCase({
  id: 'OFF_16_CS_03',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A station sends a transaction message again when the central system answers it with an error',
  purpose: 'It waits longer each time, sends the same message, and gives up after the last attempt.',
  profiles: { Core: 'conditional' },
  condition: 'LocalStop',
  requirements: ['1.6 §3.7.1', '1.6 §4.10', '1.6 §9.1.31', '1.6 §9.1.32'],
  from: chargingWithRetries,
  steps: [
    'The operator presents the token that started; the station reports the end, and the tester answers with an error.',
    `The station sends the same message again after ${INTERVAL} s, not sooner; the tester answers with an error.`,
    `The station sends the same message again after ${2 * INTERVAL} s, not sooner; the tester answers with an error.`,
    'Should the station send it once more, an advisory says so.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId, idTag, meterStart }) {
    const { csms, operator, check, advise } = context;
    csms.answer('StopTransaction', { error: 'InternalError' });
    await operator.presentIdToken({ connectorId, idToken: idTag });
    const shape = { transactionId, reason: absentOr('Local'), meterStop: register(meterStart) };
    const sent = [await csms.expect('StopTransaction', shape, '1.6 §4.10', { id: 'StopTransaction-1' })];
    for (let attempt = 2; attempt <= ATTEMPTS; attempt++)
      sent.push(
        await csms.expect('StopTransaction', again(sent[0]!), ['1.6 §3.7.1', '1.6 §9.1.31'], {
          id: `StopTransaction-${attempt}`,
          within: INTERVAL * 1000 * (attempt - 1) + statusWithin(context),
          title: `the station sends StopTransaction for the ${attempt === 2 ? 'second' : 'third'} time`,
        }),
      );
    const waits = sent.slice(1).map(({ at }, index) => at - sent[index]!.at);
    check(
      'waits',
      waits.every((wait, index) => wait >= INTERVAL * 1000 * (index + 1) - SLACK),
      {
        title: 'the station waits before it sends again, longer each time',
        requirements: ['1.6 §3.7.1', '1.6 §9.1.32'],
        frames: sent.map(({ n }) => n),
        expected: waits
          .map((_, index) => `at least ${limitText(INTERVAL * (index + 1) * 1_000 - SLACK)}`)
          .join(', then '),
        actual: waits.map((wait) => measuredText(wait)).join(', then '),
        action: 'StopTransaction',
      },
    );
    const more = await csms.next('StopTransaction', { within: INTERVAL * 1000 * ATTEMPTS + SLACK });
    if (more)
      advise(
        'more-attempts',
        `the station sends the message for the ${ATTEMPTS + 1}th time, with TransactionMessageAttempts at ${ATTEMPTS}`,
        '1.6 §3.7.1',
        [...sent.map(({ n }) => n), more.n],
      );
  },
});

export const retriesAfterSilence = stationCase({
  id: 'OFF_16_CS_04',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A station sends a transaction message again when the central system does not answer it',
  purpose: 'When its patience and the retry interval are over, it sends the same message.',
  profiles: { Core: 'conditional' },
  condition: 'LocalStop',
  requirements: ['1.6 §3.7.1', '1.6 §4.10', '1.6 §9.1.31'],
  from: chargingWithRetries,
  steps: [
    'The operator presents the token that started; the station reports the end, and the tester does not answer.',
    'The station sends the same message again, over this connection or another; the tester answers.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId, idTag, meterStart }) {
    const { csms, operator } = context;
    csms.answer('StopTransaction', { silence: true }, { times: 1 });
    await operator.presentIdToken({ connectorId, idToken: idTag });
    const shape = { transactionId, reason: absentOr('Local'), meterStop: register(meterStart) };
    const first = await csms.expect('StopTransaction', shape, '1.6 §4.10', { id: 'StopTransaction-1' });
    await csms.expect('StopTransaction', again(first), ['1.6 §3.7.1', '1.6 §9.1.31'], {
      id: 'StopTransaction-2',
      within: patience(context),
      title: 'the station sends StopTransaction for the second time',
    });
  },
});

export const repeatsWhatWasCutOff = stationCase({
  id: 'OFF_16_CS_05',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A station sends a transaction message again when the connection broke before its answer',
  purpose: 'It cannot know whether the message arrived, and must not lose it.',
  profiles: { Core: 'conditional' },
  condition: 'LocalStop',
  requirements: ['1.6 §3.7', '1.6 §4.10', 'OCPP-J 1.6 §5.4'],
  from: charging,
  steps: [
    'The operator presents the token that started; the station reports the end, and the tester drops the connection.',
    'The station connects again, and sends the same message again. Should it boot, an advisory says so.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId, idTag, meterStart }) {
    const { csms, operator, advise } = context;
    csms.answer('StopTransaction', { silence: true }, { times: 1 });
    await operator.presentIdToken({ connectorId, idToken: idTag });
    const shape = { transactionId, reason: absentOr('Local'), meterStop: register(meterStart) };
    const first = await csms.expect('StopTransaction', shape, '1.6 §4.10', { id: 'StopTransaction-1' });
    csms.drop();
    await csms.expectConnection('OCPP-J 1.6 §5.4');
    await csms.expect('StopTransaction', again(first), '1.6 §3.7', {
      id: 'StopTransaction-2',
      title: 'the station sends StopTransaction for the second time',
    });
    const boot = await csms.next('BootNotification', { within: 1 });
    if (boot)
      advise(
        'boot-on-reconnecting',
        'the station sends BootNotification when it connects again, though nothing in it can have changed',
        'OCPP-J 1.6 §5.4',
        [boot.n],
      );
  },
});

const WITHOUT_NUMBER = 2;

export const endsWithoutANumber = stationCase({
  id: 'OFF_16_CS_06',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A station whose transaction never got a number names -1 in its place',
  purpose: 'After the last attempt to report the start it gives up, and still reports the end.',
  profiles: { Core: 'conditional' },
  condition: 'LocalStop',
  requirements: ['1.6 §3.7.1', '1.6 §4.8', '1.6 §9.1.31', 'errata 3.18'],
  precondition: `TransactionMessageAttempts is ${WITHOUT_NUMBER}, TransactionMessageRetryInterval ${INTERVAL} s`,
  steps: [
    'The operator plugs in and presents the token; the station reports the start, and the tester answers with an error.',
    'The station sends the same message again, and the tester answers with an error.',
    'The operator presents the token again, unless the station has ended the transaction by itself.',
    'The station reports the end of the transaction -1.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context) {
    const { csms, operator, afterwards, pass } = context;
    const idTag = context.parameters.tokens.valid.idToken;
    await configure(context, 'TransactionMessageAttempts', String(WITHOUT_NUMBER));
    await configure(context, 'TransactionMessageRetryInterval', String(INTERVAL));
    csms.answer('StartTransaction', { error: 'InternalError' });
    afterwards(() => backToIdle(context));
    await operator.plugIn({ connectorId: CONNECTOR });
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    const shape = { connectorId: CONNECTOR, idTag: sameTag(idTag), meterStart: register() };
    const first = await csms.expect('StartTransaction', shape, '1.6 §4.8', { id: 'StartTransaction-1' });
    const { meterStart, timestamp } = first.payload;
    await csms.expect('StartTransaction', { meterStart, timestamp }, ['1.6 §3.7.1', '1.6 §9.1.31'], {
      id: 'StartTransaction-2',
      within: INTERVAL * 1000 + statusWithin(context),
      title: 'the station sends StartTransaction for the second time',
    });
    // A station may take the failure for a reason to end the transaction.
    await pass(watched(context));
    const ended = csms.conversation.unconsumed().some(({ action }) => action === 'StopTransaction');
    if (!ended) await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    await csms.expect('StopTransaction', { transactionId: -1 }, 'errata 3.18', {
      within: INTERVAL * 1000 * WITHOUT_NUMBER + statusWithin(context),
    });
  },
});
