/** When a station says that something happened, by what it is about: a connector, a sensor, a transaction. */
import { type FrameSeen } from './rule.js';
import { field, instantOf, integerOf, listOf, textOf } from './values.js';

export interface Dated {
  /** What the times belong to; of one of these they go forward. */
  readonly series: string;
  /** In words, for people. */
  readonly about: string;
  /** Milliseconds since the epoch, by the station's clock. */
  readonly at: number;
  /** 2.x: the number of a transaction's event; one that was sent again later comes with its old number. */
  readonly seqNo?: number;
}

/** Items of one message that are looked at. */
const MOST = 200;

/** The latest of the times of a list; what is bundled may be in any order. */
const latest = (items: readonly unknown[]): number | undefined => {
  const times = items.slice(0, MOST).flatMap((item) => instantOf(item) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
};

const one = (series: string, about: string, at: number | undefined, seqNo?: number): readonly Dated[] =>
  at === undefined ? [] : [{ series, about, at, ...(seqNo !== undefined && { seqNo }) }];

function meterValues(payload: unknown, place: 'connectorId' | 'evseId'): readonly Dated[] {
  const [id, transaction] = [integerOf(payload, place) ?? 0, integerOf(payload, 'transactionId') ?? ''];
  const about = `a reading of ${place === 'evseId' ? 'EVSE' : 'connector'} ${id}`;
  return one(`readings ${id} ${transaction}`, about, latest(listOf(payload, 'meterValue')));
}

function events(payload: unknown): readonly Dated[] {
  return listOf(payload, 'eventData')
    .slice(0, MOST)
    .flatMap((event) => {
      const [component, variable] = [field(event, 'component'), field(event, 'variable')];
      const name = `${textOf(component, 'name') ?? ''}.${textOf(variable, 'name') ?? ''}`.slice(0, 100);
      const evse = field(component, 'evse');
      const parts = [
        textOf(component, 'instance'),
        integerOf(evse, 'id'),
        integerOf(evse, 'connectorId'),
        textOf(variable, 'instance'),
        integerOf(event, 'variableMonitoringId'),
      ];
      const series = `event ${name} ${parts.map((part) => String(part ?? '').slice(0, 50)).join(' ')}`;
      return one(series, `an event of ${name}`, instantOf(event));
    });
}

/** Every time in a CALL of the station that belongs to a series. */
export function datedIn({ version, message }: FrameSeen): readonly Dated[] {
  if (message.kind !== 'call') return [];
  const { action, payload } = message;
  // The statuses of 1.6 are dated in the rule that follows them.
  if (version === '1.6') return action === 'MeterValues' ? meterValues(payload, 'connectorId') : [];
  switch (action) {
    case 'MeterValues':
      return meterValues(payload, 'evseId');
    case 'StatusNotification': {
      const [evse, connector] = [integerOf(payload, 'evseId') ?? 0, integerOf(payload, 'connectorId') ?? 0];
      const about = `a status of connector ${connector} of EVSE ${evse}`;
      return one(`status ${evse} ${connector}`, about, instantOf(payload));
    }
    case 'TransactionEvent': {
      const id = (textOf(field(payload, 'transactionInfo'), 'transactionId') ?? '').slice(0, 40);
      return one(`transaction ${id}`, `an event of transaction ${id}`, instantOf(payload), integerOf(payload, 'seqNo'));
    }
    case 'NotifyEvent':
      return events(payload);
    default:
      return [];
  }
}
