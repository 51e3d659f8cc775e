/** The CALLs that the round trips are measured with, from the smallest message to those that stations send most. */

export interface Workload {
  readonly what: string;
  readonly action: string;
  /** The payload of the CALL that has number `i`. */
  payload(i: number): object;
}

/** What a server answers a CALL with, by its action. */
export const ANSWERS: Readonly<Record<string, object>> = {
  Heartbeat: { currentTime: '2026-01-05T12:00:00.000Z' },
  MeterValues: {},
  TransactionEvent: {},
};

const DAY = Date.UTC(2026, 0, 5);
/** One sample a second. */
const timeOf = (i: number): string => new Date(DAY + i * 1000).toISOString();

const samples = (i: number): readonly object[] => [
  {
    value: 1_000 + i / 10,
    context: 'Sample.Periodic',
    measurand: 'Energy.Active.Import.Register',
    location: 'Outlet',
    unitOfMeasure: { unit: 'Wh' },
  },
  { value: 7_360.5, measurand: 'Power.Active.Import', unitOfMeasure: { unit: 'W' } },
  { value: 16.1, measurand: 'Current.Import', phase: 'L1', unitOfMeasure: { unit: 'A' } },
];
const meterValue = (i: number): readonly object[] => [{ timestamp: timeOf(i), sampledValue: samples(i) }];

export const WORKLOADS: readonly Workload[] = [
  { what: 'Heartbeat', action: 'Heartbeat', payload: () => ({}) },
  {
    what: 'MeterValues of three samples',
    action: 'MeterValues',
    payload: (i) => ({ evseId: 1, meterValue: meterValue(i) }),
  },
  {
    what: 'TransactionEvent with the same',
    action: 'TransactionEvent',
    payload: (i) => ({
      eventType: i === 0 ? 'Started' : 'Updated',
      timestamp: timeOf(i),
      triggerReason: i === 0 ? 'Authorized' : 'MeterValuePeriodic',
      seqNo: i,
      transactionInfo: { transactionId: '5b8f0a5e-6f0e-4c1b-9f3e-2b7d1c9a4e10', chargingState: 'Charging' },
      evse: { id: 1, connectorId: 1 },
      idToken: { idToken: '04AABBCCDDEE80', type: 'ISO14443' },
      meterValue: meterValue(i),
    }),
  },
];
