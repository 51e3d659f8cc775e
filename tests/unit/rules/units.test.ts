import { units } from '../../../harness/rules/units.js';
import { type Scene, at, table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;
const sample = (unit: string | undefined, version: string, more: object = {}): object => ({
  value: version === '1.6' ? '1' : 1,
  ...(unit !== undefined && (version === '1.6' ? { unit } : { unitOfMeasure: { unit } })),
  ...more,
});
const values = (s: Scene, ...units_: readonly (string | undefined)[]): object => ({
  meterValue: [{ timestamp: at(1), sampledValue: units_.map((unit) => sample(unit, s.version)) }],
});
const starts = (s: Scene): unknown =>
  s.version === '1.6'
    ? s.asks('station', 'StartTransaction', { connectorId: 1 }, { transactionId: 5 })
    : event(s, 'Started', { evse: { id: 1 } });
const event = (s: Scene, eventType: string, more: object = {}): unknown =>
  s.asks('station', 'TransactionEvent', { eventType, transactionInfo: { transactionId: 'T' }, ...more });
const meters = (s: Scene, unit: string | undefined): unknown =>
  s.asks('station', 'MeterValues', { [s.version === '1.6' ? 'connectorId' : 'evseId']: 1, ...values(s, unit) });

table(units, [
  {
    row: 'T19',
    name: 'a register that is told in kWh, then in Wh, then in kWh, once',
    versions: X2,
    expect: [['advisory', 'station', /"Energy.Active.Import.Register" is told in Wh, and was told in kWh before/]],
    script(s) {
      event(s, 'Started', { evse: { id: 1 }, ...values(s, 'kWh') });
      meters(s, 'Wh');
      event(s, 'Ended', values(s, 'kWh'));
    },
  },
  {
    row: 'T19',
    name: 'a register whose unit changes on the way and at the end',
    versions: ['1.6'],
    expect: [['advisory', 'station', /is told in Wh, and was told in kWh before/]],
    script(s) {
      starts(s);
      meters(s, 'kWh');
      const transactionData = [{ timestamp: at(2), sampledValue: [sample(undefined, '1.6')] }];
      s.asks('station', 'StopTransaction', { transactionId: 5, transactionData });
    },
  },
  {
    name: 'quantities, phases and sessions with units of their own, and readings outside of sessions',
    expect: 'silent',
    script(s) {
      meters(s, 'kWh');
      starts(s);
      meters(s, 'Wh');
      meters(s, undefined);
      const of = (measurand: string, unit: string, more: object = {}): object =>
        sample(unit, s.version, { measurand, ...more });
      const sampledValue = [
        of('Power.Active.Import', 'kW'),
        of('Power.Active.Import', 'W', { phase: 'L1' }),
        of('Energy.Active.Export.Register', 'kWh'),
      ];
      s.asks('station', 'MeterValues', {
        [s.version === '1.6' ? 'connectorId' : 'evseId']: 1,
        meterValue: [{ timestamp: at(1), sampledValue }],
      });
      if (s.version === '1.6') s.asks('station', 'StopTransaction', { transactionId: 5 });
      else event(s, 'Ended');
      starts(s);
      meters(s, 'kWh');
    },
  },
]);
