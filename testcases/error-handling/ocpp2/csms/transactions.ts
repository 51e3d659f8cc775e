/** E04, E11, E12, E13: a CSMS takes the events of a transaction late, again, and in an order of their own. */
import { csmsCase, idTokenOf, type OnCsms, type Request } from '../../../../harness/peers/ocpp2.js';

type Event = Request<'TransactionEvent'>;

const HOUR = 3_600_000;
const time = (at: number) => new Date(Math.trunc(at)).toISOString();

/** The whole of a transaction that began and ended without a connection: Started, readings and Ended. */
function eventsOf({ parameters, now, station }: OnCsms, updates: number): readonly Event[] {
  const { lane } = station.conversation;
  const transactionId = `${Math.trunc(now()).toString(36)}-${lane.id}-${lane.entropy.id().slice(0, 8)}`;
  const began = now() - 5 * HOUR;
  const evse = { id: parameters.evses[0]?.id ?? 1, connectorId: 1 };
  const idToken = idTokenOf(parameters.tokens.valid);
  const reading = (at: number, value: number, context: 'Transaction.Begin' | 'Sample.Periodic' | 'Transaction.End') => [
    {
      timestamp: time(at),
      sampledValue: [
        { value, context, measurand: 'Energy.Active.Import.Register' as const, unitOfMeasure: { unit: 'Wh' } },
      ],
    },
  ];
  const common = { offline: true, evse };
  return [
    {
      ...common,
      ...{ eventType: 'Started', timestamp: time(began), triggerReason: 'Authorized', seqNo: 0, idToken },
      transactionInfo: { transactionId, chargingState: 'Charging' },
      meterValue: reading(began, 40_000, 'Transaction.Begin'),
    },
    ...Array.from({ length: updates }, (_, index): Event => {
      const at = began + ((index + 1) * 4 * HOUR) / (updates + 1);
      return {
        ...common,
        ...{ eventType: 'Updated', timestamp: time(at), triggerReason: 'MeterValuePeriodic', seqNo: index + 1 },
        transactionInfo: { transactionId },
        meterValue: reading(at, 40_000 + (index + 1) * 900, 'Sample.Periodic'),
      };
    }),
    {
      ...common,
      ...{ eventType: 'Ended', timestamp: time(began + 4 * HOUR), triggerReason: 'EVDeparted', seqNo: updates + 1 },
      transactionInfo: { transactionId, chargingState: 'Idle', stoppedReason: 'EVDisconnected' },
      meterValue: reading(began + 4 * HOUR, 40_000 + (updates + 1) * 900, 'Transaction.End'),
    },
  ];
}

export const takesALateTransaction = csmsCase({
  id: 'CHAOS_2X_CSMS_07',
  versions: ['2.0.1', '2.1'],
  block: 'Error handling',
  title: 'A CSMS takes the events of a transaction late, again and out of order',
  purpose: 'Every event of a queue is answered, whatever was lost on the way and however often it comes.',
  profiles: {},
  requirements: ['J02.FR.19', 'E01.FR.12', 'Part 4 §3.1.1'],
  steps: [
    'The tester drops the connection and connects again, without a boot.',
    'The tester sends the start of a transaction of five hours ago, cuts the connection before the answer, and sends it again.',
    'The tester sends its readings, two in the wrong order and one twice; the CSMS answers each.',
    'The tester sends the end, cuts the connection before the answer, and sends it again; the CSMS answers.',
  ],
  operator: [],
  async run(context) {
    const { station, pass } = context;
    const back = async () => {
      station.drop();
      await pass(2_000);
      await station.connect('Part 4 §3.1.1');
    };
    const takes = (event: Event, id: string, deliberate?: string) =>
      station.call(
        'TransactionEvent',
        event,
        event.idToken ? { idTokenInfo: { status: 'Accepted' } } : {},
        event.idToken ? ['J02.FR.19', 'E01.FR.12'] : 'J02.FR.19',
        { id, ...(deliberate !== undefined && { deliberate }) },
      );
    const cutOff = async (event: Event) => {
      const outcome = station.attempt('TransactionEvent', event);
      await back();
      await outcome;
    };
    await back();
    const [start, first, second, third, ...rest] = eventsOf(context, 4);
    const end = rest.at(-1);
    if (!start || !first || !second || !third || !end) return;
    await cutOff(start);
    await takes(start, 'start-again');
    for (const [index, event] of [second, first, third, third, ...rest.slice(0, -1)].entries())
      await takes(event, `reading-${index + 1}`, index === 3 ? 'it was answered already' : undefined);
    await cutOff(end);
    await takes(end, 'end-again');
  },
});
