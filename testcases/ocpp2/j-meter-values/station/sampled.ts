/** J02 Meter values that are sampled during a transaction. */
import { matching, stationCase, stationState } from '../../../../harness/peers/ocpp2.js';
import { eventOf } from '../../states/bay.js';
import { configure, readList, readVariable, variableOf } from '../../states/device-model.js';
import { type TransactionEvent } from '../../states/message-log.js';
import { charging, chargingWith, type Session, SESSION_ACTIONS } from '../../states/sessions.js';
import { limitText, measuredText } from '../../../../harness/peers/for-cases/durations.js';

const INTERVAL = variableOf('SampledDataCtrlr', 'TxUpdatedInterval');
const UPDATED = variableOf('SampledDataCtrlr', 'TxUpdatedMeasurands');
const STARTED = variableOf('SampledDataCtrlr', 'TxStartedMeasurands');
const REGISTER = 'Energy.Active.Import.Register';
/** Samples that are compared: two gaps between three. */
const SAMPLES = 3;

type MeterValue = NonNullable<TransactionEvent['meterValue']>[number];
type SampledValue = MeterValue['sampledValue'][number];

/** A measurand that is left out is the energy register. */
const measurandsOf = (values: readonly MeterValue[]): ReadonlySet<string> =>
  new Set(values.flatMap(({ sampledValue }) => sampledValue.map(({ measurand = REGISTER }) => measurand)));

const contextIs = (name: string, byDefault: boolean) =>
  matching(`sampled values with context ${name}`, (values) => {
    const all = values as readonly Partial<SampledValue>[] | undefined;
    return (
      Array.isArray(all) &&
      all.length > 0 &&
      all.every(({ context }) => context === name || (byDefault && context === undefined))
    );
  });

/**
 * `charging` with measurands to read: a station whose list is empty, or that does not tell it, gets the energy register.
 * Without any nothing has to be sampled.
 */
const measuring = (name: typeof STARTED, settings: Parameters<typeof chargingWith>[0] = []) => {
  const { description } = chargingWith(settings);
  return stationState({
    name: charging.name,
    description: `${description}; ${name.component.name}.${name.variable.name} is not empty`,
    async enter(context): Promise<Session> {
      const wanted = (await readList(context, name)) ?? [];
      if (wanted.length === 0 && !(await configure(context, name, REGISTER)))
        context.stop(`${name.variable.name} of the station has no measurands, and takes none`);
      return chargingWith(settings).enter(context);
    },
  });
};

export const samplesWhileItCharges = stationCase<Session>({
  id: 'TC_J_09_CS',
  versions: ['2.0.1', '2.1'],
  block: 'J Meter values',
  title: 'A station samples its meter while a transaction runs',
  purpose: 'It sends the measurands that are configured, as periodic samples, at the interval that is configured.',
  profiles: { Core: 'mandatory' },
  requirements: ['J02.FR.02', 'J02.FR.03', 'J02.FR.04', 'J02.FR.11', 'J02.FR.14'],
  precondition: 'TxUpdatedInterval is the interval of the plan, or another that the station does not let be changed',
  from: measuring(UPDATED, [[INTERVAL, ({ meterValueInterval }) => String(meterValueInterval)]]),
  steps: [
    'The station sends MeterValuePeriodic events with samples in the context Sample.Periodic.',
    'The times of the samples lie the interval apart.',
    'Each sample has every measurand that is configured, be it in one event or in several.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, { transactionId }) {
    const { csms, check, stop } = context;
    const interval = Number(await readVariable(context, INTERVAL)) * 1000;
    const wanted = (await readList(context, UPDATED)) ?? [];
    if (!(interval > 0)) stop('the station does not sample: TxUpdatedInterval is 0 and cannot be set');
    const samples = new Map<number, MeterValue[]>();
    const frames: number[] = [];
    // The last sample may be in parts: it ends with the first part of another (J02.FR.14).
    while (samples.size <= SAMPLES) {
      const { payload, n } = await csms.expect(
        'TransactionEvent',
        {
          eventType: 'Updated',
          transactionInfo: { transactionId },
          meterValue: [{ sampledValue: contextIs('Sample.Periodic', true) }],
        },
        ['J02.FR.02', 'J02.FR.04', 'J02.FR.11'],
        { where: { triggerReason: 'MeterValuePeriodic' }, within: interval + context.parameters.limits.action },
      );
      frames.push(n);
      for (const value of payload.meterValue ?? []) {
        const time = Date.parse(value.timestamp);
        samples.set(time, [...(samples.get(time) ?? []), value]);
      }
      if (frames.length >= SAMPLES * 50) stop('the samples come in more parts than can be put together');
    }
    const times = [...samples.keys()].sort((a, b) => a - b).slice(0, SAMPLES);
    const gaps = times.slice(1).map((time, index) => time - times[index]!);
    const slack = Math.max(2_000, interval / 10);
    check(
      'interval',
      gaps.every((gap) => Math.abs(gap - interval) <= slack),
      {
        title: 'the samples lie the configured interval apart',
        requirements: 'J02.FR.11',
        frames,
        expected: `${limitText(interval)} between the times of two samples`,
        actual: gaps.map((gap) => measuredText(gap)).join(', '),
        action: 'TransactionEvent',
        asserts: ['meterValue[0].timestamp'],
      },
    );
    const missing = times.flatMap((time) => {
      const given = measurandsOf(samples.get(time) ?? []);
      return wanted.filter((measurand) => !given.has(measurand));
    });
    check('measurands', missing.length === 0, {
      title: 'every sample has the configured measurands',
      requirements: ['J02.FR.03', 'J02.FR.11', 'J02.FR.14'],
      frames,
      expected: wanted.length === 0 ? 'any' : wanted.join(', '),
      actual: missing.length === 0 ? 'all of them' : `without ${[...new Set(missing)].join(', ')}`,
      action: 'TransactionEvent',
      asserts: ['meterValue[0].sampledValue[0].measurand'],
    });
  },
});

export const readsTheMeterAtTheStart = stationCase<Session>({
  id: 'TC_J_07_CS',
  versions: ['2.0.1', '2.1'],
  block: 'J Meter values',
  title: 'A station reads its meter when a transaction starts',
  purpose: 'The configured measurands come with the start, or with the energy where the EVSE was not known before.',
  profiles: { Core: 'mandatory' },
  requirements: ['E01.FR.09', 'J02.FR.02', 'J02.FR.03', 'J02.FR.04'],
  from: measuring(STARTED),
  steps: [
    'The event Started of the transaction has a reading in the context Transaction.Begin with every measurand.',
    'Where Started does not name an EVSE the event with which energy flows has it.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, { bay, transactionId }) {
    const { check, stop } = context;
    const wanted = (await readList(context, STARTED)) ?? [];
    const events = bay.transactions.entries.filter(
      (entry) => eventOf(entry).transactionInfo?.transactionId === transactionId,
    );
    const started = events.find((entry) => eventOf(entry).eventType === 'Started');
    if (!started) return stop('the start of the transaction was not seen');
    const known = eventOf(started).evse !== undefined;
    const charged = events.find((entry) => eventOf(entry).transactionInfo?.chargingState === 'Charging');
    const event = known ? started : (charged ?? started);
    const values = eventOf(event).meterValue ?? [];
    const contexts = values.flatMap(({ sampledValue }) => sampledValue.map((value) => value.context ?? 'absent'));
    const requirement = known ? 'E01.FR.09' : 'E01.FR.17';
    check('begin-values', contexts.length > 0 && contexts.every((name) => name === 'Transaction.Begin'), {
      title: 'the start of the transaction has a meter reading in the context Transaction.Begin',
      requirements: [requirement, 'J02.FR.02', 'J02.FR.04'],
      frames: [event.n],
      expected: 'meterValue with sampled values in the context Transaction.Begin',
      actual: contexts.length === 0 ? 'no sampled value' : [...new Set(contexts)].join(', '),
      action: 'TransactionEvent',
      asserts: ['meterValue[0].sampledValue[0].context'],
    });
    const given = measurandsOf(values);
    const missing = wanted.filter((measurand) => !given.has(measurand));
    check('begin-measurands', missing.length === 0, {
      title: 'the reading has the configured measurands',
      requirements: [requirement, 'J02.FR.03'],
      frames: [event.n],
      expected: wanted.join(', '),
      actual: missing.length === 0 ? 'all of them' : `without ${missing.join(', ')}`,
      action: 'TransactionEvent',
      asserts: ['meterValue[0].sampledValue[0].measurand'],
    });
  },
});
