/**
 * What a case left at the SUT, as far as the traffic shows it: an entry for each thing that the tester brought about
 * and that is not over. An entry names the case, and says how the thing is put back.
 */
import { type Place } from '../../doors/operator.js';
import { type TimeLimits } from '../../peers/for-cases/settings.js';
import { type EventOf } from '../../record/events.js';
import { type FrameSeen } from '../../rules/rule.js';

export type LeftKind = EventOf<'left'>['kind'];

export type Payload = Readonly<Record<string, unknown>>;

/** What it takes to end a transaction that the tester began as a station. */
export interface OwnTransaction {
  readonly transactionId: number | string;
  readonly place: Payload;
  /** The highest register that was told, in Wh. */
  readonly register: number;
  /** 2.x: the next seqNo. */
  readonly seqNo: number;
}

/** How a thing is put back. Times are milliseconds since the run's start. */
export type Undo =
  | { readonly by: 'call'; readonly action: string; readonly payload: object }
  /** A transaction: stopped remotely, or by the driver who takes the EV off. */
  | { readonly by: 'stopping'; readonly place: Place; readonly transactionId?: number | string }
  /** A remote start that waits for its EV: it times out, or a driver comes and goes. */
  | { readonly by: 'starting'; readonly place: Place }
  /** An EV, or its cable, is at a place that was free: the driver takes it off. */
  | { readonly by: 'leaving'; readonly place: Place }
  /** A station that is not accepted registers again at `due`. */
  | { readonly by: 'registering'; readonly status: string; readonly due: number }
  /** A transaction of the tester's own station, at a CSMS. */
  | { readonly by: 'ending'; readonly own: OwnTransaction }
  /** What was promised comes by itself, or never does. */
  | { readonly by: 'waiting' }
  /** Nobody knows what it was before. */
  | { readonly by: 'nobody' };

export interface Leftover {
  /** The same for the same thing. */
  readonly key: string;
  readonly kind: LeftKind;
  /** What exactly, in words. */
  readonly subject: string;
  /** The case that left it. */
  readonly case: string;
  readonly frames: readonly number[];
  readonly undo: Undo;
  /** When it is over by itself, in milliseconds since the run's start; left out where it is not. */
  readonly until?: number;
}

/** A setting: what it was when it was first read, undefined before that, and what it is by the latest word. */
interface Value {
  readonly before: string | undefined;
  readonly now: string;
}

/** What the traffic of one lane has shown so far. */
export interface Book {
  readonly limits: TimeLimits;
  readonly things: ReadonlyMap<string, Leftover>;
  /** Whoever left it first has left it, and by these frames. */
  add(thing: Omit<Leftover, 'case'>): void;
  drop(key: string): void;
  dropWhere(over: (thing: Leftover) => boolean): void;
  /** What was told of connectors last, by place. */
  readonly statuses: Map<string, string>;
  readonly values: Map<string, Value>;
  /** How long a connector waits for an EV, in milliseconds, once the SUT has told. */
  connectionTimeOut: number | undefined;
  /** The latest version of the local list that is known. */
  listVersion: number;
  /** Whether a CSMS did not accept the tester's last boot: until it boots again, it may say nothing else. */
  heldBack: boolean;
}

/** Takes up what one frame shows. */
export type Reader = (seen: FrameSeen, book: Book) => void;

/** Things that are remembered at once; a hostile SUT may make more. */
const MOST = 200;
/** Settings and connectors whose values are remembered; more are left out. */
const MOST_VALUES = 5_000;

/** Remembers what is known already, and more as long as there is room. */
function remember<V>(map: Map<string, V>, key: string, value: V): void {
  if (map.size < MOST_VALUES || map.has(key)) map.set(key, value);
}

/** `caseOf` gives the case that a thing belongs to; what begins outside of any is nobody's. */
export function createBook(limits: TimeLimits, caseOf: () => string | undefined, changed: () => void): Book {
  const things = new Map<string, Leftover>();
  return {
    limits,
    things,
    add(thing) {
      const known = things.get(thing.key);
      const owner = known?.case ?? caseOf();
      if (owner === undefined || (things.size >= MOST && !known)) return;
      things.set(thing.key, { ...thing, case: owner, frames: known?.frames ?? thing.frames });
      changed();
    },
    drop(key) {
      if (things.delete(key)) changed();
    },
    dropWhere(over) {
      for (const thing of [...things.values()]) if (over(thing)) things.delete(thing.key);
      changed();
    },
    statuses: new Map(),
    values: new Map(),
    connectionTimeOut: undefined,
    listVersion: 0,
    heldBack: false,
  };
}

/** Somebody is at the place, or is expected: `Occupied` in 2.x, and the statuses of 1.6 that it stands for. */
const isTaken = (status: string | undefined): boolean =>
  /^(Preparing|Charging|Suspended|Finishing|Occupied)/.test(status ?? '');

/** The status of a connector was told. Whoever was there when it was first told is none of the tester's. */
export function statusTold(book: Book, key: string, place: Place, words: string, status: string, n: number): void {
  const before = book.statuses.get(key);
  remember(book.statuses, key, status);
  if (!isTaken(status)) return book.drop(`vehicle ${key}`);
  if (before === undefined || isTaken(before)) return;
  const subject = `an EV or a cable at ${words}`;
  book.add({ key: `vehicle ${key}`, kind: 'vehicle', subject, frames: [n], undo: { by: 'leaving', place } });
}

/** A setting was read: what it is now, and what it was where nobody has changed it yet. */
export function settingRead(book: Book, name: string, now: string): void {
  const { before = now } = book.values.get(name) ?? {};
  remember(book.values, name, { before, now });
  if (before === now) book.drop(`setting ${name}`);
}

/** A setting was changed by the tester; `put` makes what changes it back. */
export function settingChanged(
  book: Book,
  name: string,
  now: string,
  n: number,
  put: (value: string) => Extract<Undo, { by: 'call' }>,
): void {
  const before = book.values.get(name)?.before;
  remember(book.values, name, { before, now });
  if (before === now) return book.drop(`setting ${name}`);
  book.add({
    key: `setting ${name}`,
    kind: 'setting',
    subject: `${name} at ${JSON.stringify(now.slice(0, 60))}${before === undefined ? '' : `, before ${JSON.stringify(before.slice(0, 60))}`}`,
    frames: [n],
    undo: before === undefined ? { by: 'nobody' } : put(before),
  });
}

export const objectOf = (value: unknown): Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : {};
export const listOf = (value: unknown): readonly Payload[] =>
  Array.isArray(value) ? (value as readonly unknown[]).map(objectOf) : [];
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const same = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();

/** A name or number as part of a key: short, and '' where it is neither. */
export const word = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 60) : '';
