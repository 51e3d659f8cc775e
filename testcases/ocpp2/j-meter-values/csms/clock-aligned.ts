/** J01 Clock-aligned meter values, for a CSMS. */
import { csmsCase } from '../../../../harness/peers/ocpp2.js';

const ROUNDS = 3;

export const takesClockAlignedValues = csmsCase({
  id: 'TC_J_01_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'J Meter values',
  title: 'A CSMS takes clock-aligned meter values while nobody charges',
  purpose: 'It answers those of the whole station and of every EVSE, interval after interval.',
  profiles: { Core: 'mandatory' },
  requirements: ['J01.FR.18'],
  steps: [
    'Three times, at multiples of the interval, the tester sends meter values of the whole station and of every EVSE.',
    'The CSMS answers each message.',
  ],
  operator: [],
  async run({ station, parameters, now, pass }) {
    const interval = parameters.meterValueInterval * 1000;
    for (let round = 1; round <= ROUNDS; round++) {
      await pass(interval - (Math.trunc(now()) % interval));
      const timestamp = new Date(Math.floor(now() / interval) * interval).toISOString();
      for (const evseId of [0, ...parameters.evses.map(({ id }) => id)]) {
        const unitOfMeasure = { unit: 'Wh' };
        const measurand = 'Energy.Active.Import.Register';
        const sampledValue = [{ value: 12_000, context: 'Sample.Clock', measurand, unitOfMeasure } as const];
        await station.call(
          'MeterValues',
          { evseId, meterValue: [{ timestamp, sampledValue: [...sampledValue] }] },
          {},
          'J01.FR.18',
          {
            id: `MeterValues-${evseId}-round-${round}`,
          },
        );
      }
    }
  },
});
