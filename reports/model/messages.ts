/**
 * Names frames: reads each text as an OCPP-J array and joins answers to the calls that they answer, per connection.
 * It judges nothing; a text that cannot be read is `unreadable` and shown as it came.
 */
import { type EventOf } from '../../harness/record/events.js';
import { cut } from './visible.js';
import { type Frame } from './run-model.js';

/** A text longer than this is named by its beginning: more is not worth the time that a hostile SUT could make it cost. */
const PARSED = 20_000;
/** Message type, message id, and the action of a CALL or the code of an error, as a message begins. */
const BEGINNING = /^\s*\[\s*([2-6])\s*,\s*"([^"\\]{0,200})"\s*,\s*(?:"([^"\\]{0,200})")?/;
const NAME = 60;

/** Fields that tell messages of one action apart, the most telling first. */
const TELLING = ['status', 'eventType', 'connectorStatus', 'reason', 'type', 'requestedMessage', 'operationalStatus'];

type Parsed = Pick<Frame, 'kind' | 'action' | 'name' | 'detail'>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function detailOf(payload: unknown): string | undefined {
  if (!isObject(payload)) return undefined;
  const nested = [payload, payload['idTokenInfo'], payload['idTagInfo']].filter(isObject);
  for (const source of nested) {
    for (const key of TELLING) {
      const value = Object.hasOwn(source, key) ? source[key] : undefined;
      if (typeof value === 'string' && value !== '') return cut(value, 40);
    }
  }
  return undefined;
}

const unreadable: Parsed = { kind: 'unreadable', name: 'not an OCPP-J message' };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function beginningOf(text: string): readonly unknown[] | undefined {
  const [, type, id, third] = BEGINNING.exec(text.slice(0, 1000)) ?? [];
  return type === undefined ? undefined : [Number(type), id, third];
}

const withDetail = (parsed: Parsed, detail: string | undefined): Parsed =>
  detail === undefined ? parsed : { ...parsed, detail };

/** Written out: a long run has hundreds of thousands of them, and spread together each takes four times the memory. */
function named({ n, conn, t, dir, text }: EventOf<'frame'>, { kind, action, name, detail }: Parsed): Frame {
  if (action === undefined) return { n, conn, t, dir, text, kind, name, ...(detail !== undefined && { detail }) };
  if (detail === undefined) return { n, conn, t, dir, text, kind, action, name };
  return { n, conn, t, dir, text, kind, action, name, detail };
}

/** Gives frames their names in the order of the record; keeps the calls that are still open. */
export function createFrameReader(): (event: EventOf<'frame'>) => Frame {
  // Keyed by connection, caller and message id; the id is the SUT's, so this is a Map and never an object.
  const open = new Map<string, string>();

  const answered = (event: EventOf<'frame'>, id: unknown): string | undefined => {
    const key = `${event.conn} ${event.dir === 'rx' ? 'tx' : 'rx'} ${String(id)}`;
    const action = open.get(key);
    open.delete(key);
    return action;
  };

  const read = (event: EventOf<'frame'>): Parsed => {
    if (event.binary || event.oversize !== undefined) return unreadable;
    const value = event.text.length > PARSED ? beginningOf(event.text) : parsed(event.text);
    if (!Array.isArray(value)) return unreadable;
    const [type, id, third, fourth] = value as unknown[];
    if ((type === 2 || type === 6) && typeof third === 'string') {
      const action = cut(third, NAME);
      if (type === 2 && typeof id === 'string') open.set(`${event.conn} ${event.dir} ${id}`, action);
      const kind = type === 2 ? 'call' : 'send';
      return withDetail({ kind, action, name: type === 2 ? action : `${action} (send)` }, detailOf(fourth));
    }
    if (type === 3) {
      const action = answered(event, id);
      return withDetail(
        { kind: 'result', ...(action && { action }), name: `${action ?? 'unasked'} response` },
        detailOf(third),
      );
    }
    if (type === 4 || type === 5) {
      const action = answered(event, id);
      const kind = type === 4 ? 'error' : 'result-error';
      const word = type === 4 ? 'error' : 'result error';
      const code = typeof third === 'string' && third !== '' ? cut(third, 40) : undefined;
      return withDetail({ kind, ...(action && { action }), name: `${action ?? 'unasked'} ${word}` }, code);
    }
    return unreadable;
  };

  return (event) => {
    const { binary, oversize, deliberate } = event;
    const frame = named(event, read(event));
    if (binary === undefined && oversize === undefined && deliberate === undefined) return frame;
    return {
      ...frame,
      ...(binary && { binary }),
      ...(oversize !== undefined && { oversize }),
      ...(deliberate !== undefined && { deliberate }),
    };
  };
}
