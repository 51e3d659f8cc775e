/** 1.6 §3.7, §4.8, §4.10: a central system takes transaction messages that are late, repeated or without a number. */
import { csmsCase, type OnCsms, oneOf, type Request } from '../../../../harness/peers/ocpp16.js';
import { CONNECTOR } from '../../states/csms-session.js';

const HOUR = 3_600_000;
const METER_START = 40_000;

const time = (at: number) => new Date(Math.trunc(at)).toISOString();

/** Is away for a moment and connects again, without a boot. */
async function comesBack({ station, pass }: OnCsms): Promise<void> {
  station.drop();
  await pass(2_000);
  await station.connect('1.6 §3.7');
}

const startOf = ({ parameters }: OnCsms, at: number): Request<'StartTransaction'> => ({
  connectorId: CONNECTOR,
  idTag: parameters.tokens.valid.idToken,
  meterStart: METER_START,
  timestamp: time(at),
});

const readingOf = (transactionId: number, at: number, register: number): Request<'MeterValues'> => ({
  connectorId: CONNECTOR,
  transactionId,
  meterValue: [
    {
      timestamp: time(at),
      sampledValue: [
        {
          value: String(register),
          context: 'Sample.Periodic',
          measurand: 'Energy.Active.Import.Register',
          location: 'Outlet',
          unit: 'Wh',
        },
      ],
    },
  ],
});

const endOf = (transactionId: number, at: number, meterStop: number): Request<'StopTransaction'> => ({
  transactionId,
  meterStop,
  timestamp: time(at),
  reason: 'Local',
});

/** The number that the central system gave a transaction; a case without one is over. */
function numberOf(context: OnCsms, conf: object): number {
  const { transactionId } = conf as { readonly transactionId?: unknown };
  return typeof transactionId === 'number' ? transactionId : context.stop('StartTransaction got no transaction id');
}

export const takesAQueue = csmsCase({
  id: 'OFF_16_CSMS_01',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A central system takes a transaction of the day before, with its meter values',
  purpose: 'Messages that were queued for a day are answered as any other: start, readings and end, in their order.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §3.7', '1.6 §4.7', '1.6 §4.8', '1.6 §4.10'],
  steps: [
    'The tester drops the connection and connects again, without a boot.',
    'The tester sends StartTransaction with a time of the day before; the central system accepts the token.',
    'The tester sends three readings of the hours after; the central system answers each.',
    'The tester sends StopTransaction with a time four hours after the start; the central system answers.',
  ],
  operator: [],
  async run(context) {
    const { station, now } = context;
    await comesBack(context);
    const began = now() - 24 * HOUR;
    const conf = await station.call(
      'StartTransaction',
      startOf(context, began),
      { idTagInfo: { status: 'Accepted' } },
      ['1.6 §3.7', '1.6 §4.8'],
      { goOn: true },
    );
    const transactionId = numberOf(context, conf);
    for (const hours of [1, 2, 3]) {
      const reading = readingOf(transactionId, began + hours * HOUR, METER_START + hours * 7_000);
      await station.call('MeterValues', reading, {}, ['1.6 §3.7', '1.6 §4.7'], {
        id: `MeterValues-${hours}`,
        goOn: true,
      });
    }
    const end = endOf(transactionId, began + 4 * HOUR, METER_START + 28_000);
    await station.call('StopTransaction', end, {}, ['1.6 §3.7', '1.6 §4.10']);
  },
});

const tellsAccepted = (conf: { readonly idTagInfo?: unknown }): boolean =>
  (conf.idTagInfo as { readonly status?: unknown } | undefined)?.status === 'Accepted';

/** Sends a CALL and drops the connection at once: whether it was taken, nobody knows. */
async function losesTheAnswer(context: OnCsms, action: string, payload: unknown): Promise<void> {
  const { station } = context;
  const outcome = station.attempt(action, payload);
  station.drop();
  await outcome;
  await comesBack(context);
}

export const takesARepeatedEnd = csmsCase({
  id: 'OFF_16_CSMS_02',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A central system answers transaction messages that come a second time',
  purpose:
    'A charge point that lost the answer has to send again: start and end are answered as if for the first time.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §3.7', '1.6 §3.7.1', '1.6 §4.8', '1.6 §4.10'],
  steps: [
    'The tester sends Authorize with a token of no other case, and takes the usual one if it is not accepted.',
    'The tester sends StartTransaction, drops the connection before the answer, and connects again.',
    'The tester sends the same StartTransaction; the central system accepts the token, or takes it for one that is in use.',
    'The tester sends StopTransaction, drops the connection before the answer, and connects again.',
    'The tester sends the same StopTransaction; the central system answers.',
  ],
  operator: [],
  async run(context) {
    const { station, now } = context;
    const began = now() - HOUR;
    // A transaction may stay open there that nobody knows the number of: no other case is to need its token.
    const { valid, second } = context.parameters.tokens;
    const other = await station.attempt('Authorize', { idTag: second.idToken });
    const { idToken: idTag } = other.kind === 'result' && tellsAccepted(other.payload) ? second : valid;
    const start = { ...startOf(context, began), idTag };
    await losesTheAnswer(context, 'StartTransaction', start);
    // The first one may have been taken: a token that may be in one transaction only is in one.
    const conf = await station.call(
      'StartTransaction',
      start,
      { idTagInfo: { status: oneOf('Accepted', 'ConcurrentTx') } },
      ['1.6 §3.7.1', '1.6 §4.8'],
      { goOn: true },
    );
    const end = endOf(numberOf(context, conf), began + HOUR / 2, METER_START + 3_500);
    await losesTheAnswer(context, 'StopTransaction', end);
    await station.call('StopTransaction', end, {}, ['1.6 §3.7.1', '1.6 §4.10']);
  },
});

/** A night of readings. */
const READINGS = 60;

export const takesALongQueue = csmsCase({
  id: 'OFF_16_CSMS_04',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A central system keeps up with a charge point that has much to catch up on',
  purpose: 'Every reading of a long outage is answered, one right after the other, and then the end.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §3.7', '1.6 §4.7', '1.6 §4.8', '1.6 §4.10'],
  steps: [
    'The tester sends StartTransaction with a time of ten hours ago; the central system accepts the token.',
    `The tester sends ${READINGS} readings, each as soon as the one before is answered; the central system answers all.`,
    'The tester sends StopTransaction; the central system answers.',
  ],
  operator: [],
  async run(context) {
    const { station, now, check } = context;
    await comesBack(context);
    const began = now() - 10 * HOUR;
    const conf = await station.call(
      'StartTransaction',
      startOf(context, began),
      { idTagInfo: { status: 'Accepted' } },
      '1.6 §4.8',
      { goOn: true },
    );
    const transactionId = numberOf(context, conf);
    const outcomes = [];
    for (let index = 1; index <= READINGS; index++)
      outcomes.push(
        await station.attempt(
          'MeterValues',
          readingOf(transactionId, began + (index * 8 * HOUR) / READINGS, METER_START + index * 400),
        ),
      );
    const answered = outcomes.filter(({ kind }) => kind === 'result');
    const others = outcomes.filter(({ kind }) => kind !== 'result').map(({ kind }) => kind);
    check('readings', answered.length === READINGS, {
      title: 'every reading is answered with a result',
      requirements: ['1.6 §3.7', '1.6 §4.7'],
      frames: outcomes.flatMap((outcome) => ('answer' in outcome ? [outcome.answer] : [outcome.n])),
      expected: `${READINGS} results`,
      actual: others.length === 0 ? 'all of them' : `${answered.length}; and ${[...new Set(others)].join(', ')}`,
      action: 'MeterValues',
    });
    const end = endOf(transactionId, began + 9 * HOUR, METER_START + 28_000);
    await station.call('StopTransaction', end, {}, ['1.6 §3.7', '1.6 §4.10']);
  },
});

export const takesMessagesWithoutANumber = csmsCase({
  id: 'OFF_16_CSMS_03',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A central system answers messages of a transaction that never got a number',
  purpose: 'A charge point whose StartTransaction failed names -1, and must not be blocked by it.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.7', '1.6 §4.10', 'errata 3.18'],
  steps: [
    'The tester sends MeterValues for the transaction -1; the central system answers.',
    'The tester sends StopTransaction for the transaction -1; the central system answers.',
  ],
  operator: [],
  async run({ station, now }) {
    const at = now() - HOUR;
    await station.call('MeterValues', readingOf(-1, at, METER_START + 1_000), {}, ['1.6 §4.7', 'errata 3.18'], {
      goOn: true,
    });
    const end = endOf(-1, at + HOUR / 2, METER_START + 2_000);
    await station.call('StopTransaction', end, {}, ['1.6 §4.10', 'errata 3.18']);
  },
});
