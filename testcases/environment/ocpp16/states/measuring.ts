/** A 1.6 station that measures temperature: the measurand is configured where the case needs it, and put back. */
import { type OnStation, stationState } from '../../../../harness/peers/ocpp16.js';
import { charging, type Session } from '../../../ocpp16/states/charging.js';
import { configure, readKey, tryConfigure } from '../../../ocpp16/states/configuration.js';
import { thermometers } from './thermometers.js';
import { absent } from '../../../helpers/absent.js';

const DAY = 86_400;

export type MeasurandKey = 'MeterValuesSampledData' | 'MeterValuesAlignedData' | 'StopTxnSampledData';

/** The interval for clock-aligned values: one that a day is a multiple of, in seconds. */
export function clockInterval({ parameters }: OnStation): number {
  let interval = Math.max(1, parameters.meterValueInterval);
  while (DAY % interval !== 0) interval++;
  return interval;
}

/** Adds measurands to those of a key, or has them alone where the station takes no more. */
export async function measures(context: OnStation, key: MeasurandKey, ...measurands: readonly string[]): Promise<void> {
  const before = (await readKey(context, key)) ?? '';
  const items = before
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const missing = measurands.filter((measurand) => !items.includes(measurand));
  if (missing.length === 0) return;
  if ((await tryConfigure(context, key, [...items, ...missing].join(','))) === 'Accepted') return;
  const status = await tryConfigure(context, key, measurands.join(','));
  // §3.16.4: a measurand that is not supported is refused.
  if (status !== 'Accepted')
    absent(context, `the station does not take ${measurands.join(' and ')} for ${key} (${status})`);
}

const sampledAlone = async (context: OnStation): Promise<void> => {
  await configure(context, 'ClockAlignedDataInterval', '0');
  await configure(context, 'MeterValueSampleInterval', String(context.parameters.meterValueInterval));
};

/** Temperature is among the sampled measurands, and a transaction runs. */
export const measuring = stationState({
  name: 'charging with temperature',
  description: 'temperature is sampled, and a transaction of the valid token runs on connector 1',
  async enter(context): Promise<Session> {
    thermometers(context);
    await measures(context, 'MeterValuesSampledData', 'Temperature');
    await sampledAlone(context);
    return charging.enter(context);
  },
});

/** Temperature and what is offered are sampled, and a transaction runs. */
export const measuringTheOffer = stationState({
  name: 'charging with the offered current',
  description: 'the offered current is sampled, and a transaction of the valid token runs on connector 1',
  async enter(context): Promise<Session> {
    thermometers(context);
    await measures(context, 'MeterValuesSampledData', 'Current.Offered');
    await sampledAlone(context);
    return charging.enter(context);
  },
});

/** Temperature is read at set times of the day, and a transaction runs. */
export const measuringByTheClock = stationState({
  name: 'charging with temperature by the clock',
  description: 'temperature is read at set times of the day, and a transaction of the valid token runs on connector 1',
  async enter(context): Promise<Session> {
    thermometers(context);
    await measures(context, 'MeterValuesAlignedData', 'Temperature');
    await configure(context, 'MeterValueSampleInterval', '0');
    await configure(context, 'ClockAlignedDataInterval', String(clockInterval(context)));
    return charging.enter(context);
  },
});
