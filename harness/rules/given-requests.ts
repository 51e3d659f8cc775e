/** Reports and the statuses of firmware and logs carry the id of the request that they came of. */
import { type Version, is2x } from '../doors/protocol.js';
import { keep } from './bounded.js';
import { part2 } from './clauses.js';
import { REPORTS } from './data/reports.js';
import { elapsed } from './elapsed.js';
import { type Judgement, isPlaceholder } from './given-ids-16.js';
import { type Finding, type FrameSeen, isProvoked } from './rule.js';
import { triggered } from './triggers.js';
import { integerOf, textOf } from './values.js';

/** Messages that carry the id of one of these requests. */
interface Kind {
  readonly message: string;
  readonly requests: readonly string[];
  /** It tells how far something is that began with its request. */
  readonly status: boolean;
  /** The statuses with which a process begins. */
  readonly begins: readonly string[];
  /** By what the id is carried, and by what it may not be left out. */
  readonly carried: string;
  readonly needed: string;
}
interface Given {
  readonly id: number;
  readonly n: number;
  readonly conn: number;
  /** When it was answered, and whether with Accepted alone: nothing else of the kind was under way. */
  readonly t: number;
  readonly refused: boolean;
  readonly alone: boolean;
  /** A message with its id came. */
  served: boolean;
  /** A message with an id that nobody gave came while this one was waited for. */
  doubt: { readonly n: number; readonly id: number } | undefined;
}
export interface GivenRequests {
  readonly byKind: Map<string, Map<number, Given>>;
  /** Triggers of a status, by message. */
  /** Messages whose last request had no id. */
  readonly unnumbered: Set<string>;
  readonly triggers: Map<string, number>;
}

const MAX_IDS = 64;

const WHITEPAPER: readonly Kind[] = [
  {
    message: 'LogStatusNotification',
    requests: ['GetLog'],
    status: true,
    begins: ['Uploading'],
    carried: 'N01.FR.07',
    needed: 'N01.FR.12',
  },
  {
    message: 'SignedFirmwareStatusNotification',
    requests: ['SignedUpdateFirmware'],
    status: true,
    begins: ['DownloadScheduled', 'Downloading'],
    carried: 'L01.FR.10',
    needed: 'L01.FR.21',
  },
];
const STATUSES_2X: readonly Kind[] = [
  {
    message: 'LogStatusNotification',
    requests: ['GetLog'],
    status: true,
    begins: ['Uploading'],
    carried: 'N01.FR.07',
    needed: 'N01.FR.13',
  },
  {
    message: 'FirmwareStatusNotification',
    requests: ['UpdateFirmware'],
    status: true,
    begins: ['DownloadScheduled', 'Downloading'],
    carried: 'L01.FR.10',
    needed: 'L01.FR.20',
  },
];
const KINDS_2X: readonly Kind[] = [
  ...STATUSES_2X,
  ...REPORTS.map(({ part, requests, carry }): Kind => ({
    message: part,
    requests,
    status: false,
    begins: [],
    carried: carry.join(', '),
    needed: carry.join(', '),
  })),
];

const kindsOf = (version: Version): readonly Kind[] => (is2x(version) ? KINDS_2X : WHITEPAPER);
const clauseOf = (version: Version, requirement: string): string =>
  is2x(version) ? part2(version, requirement) : `OCPP 1.6 Security Whitepaper ${requirement}`;

export const makeGivenRequests = (): GivenRequests => ({
  byKind: new Map(),
  triggers: new Map(),
  unnumbered: new Set(),
});

function idsOf(all: GivenRequests, kind: Kind): Map<number, Given> {
  const known = all.byKind.get(kind.message);
  if (known !== undefined) return known;
  const made = new Map<number, Given>();
  all.byKind.set(kind.message, made);
  return made;
}

function answered(all: GivenRequests, seen: FrameSeen): void {
  const { answers, message, conn, t, version } = seen;
  const kind = answers && kindsOf(version).find(({ requests }) => requests.includes(answers.action));
  const id = integerOf(answers?.payload, 'requestId');
  if (answers === undefined || kind === undefined || isProvoked(seen)) return;
  // Whoever was given no id can name none.
  if (id === undefined) return void all.unnumbered.add(kind.message);
  all.unnumbered.delete(kind.message);
  const status = message.kind === 'result' ? (textOf(message.payload, 'status') ?? '') : '';
  const refused = status !== 'Accepted' && status !== 'AcceptedCanceled';
  const alone = status === 'Accepted';
  const before = idsOf(all, kind).get(id);
  // An id that is given anew may still be used for the old request.
  const given: Given = {
    id,
    n: answers.n,
    conn,
    t,
    refused: refused && before === undefined,
    alone,
    served: false,
    doubt: undefined,
  };
  keep(idsOf(all, kind), id, given, MAX_IDS);
}

/** A status that names no request. */
function nameless(all: GivenRequests, kind: Kind, seen: FrameSeen, status: string | undefined): readonly Judgement[] {
  if (!kind.status || status === undefined || status === 'Idle' || all.unnumbered.has(kind.message)) return [];
  // The log's may lack it when it was triggered and nothing goes on, which Idle says.
  const doubtful = kind.message === 'LogStatusNotification' && all.triggers.has(kind.message);
  const message = `${kind.message} with status ${status.slice(0, 40)} names no request`;
  const clause = clauseOf(seen.version, kind.needed);
  return [{ severity: doubtful ? 'advisory' : 'fail', message, clause, frames: [seen.n] }];
}

function named(all: GivenRequests, kind: Kind, seen: FrameSeen, id: number, status: string): readonly Judgement[] {
  const ids = idsOf(all, kind);
  const clause = clauseOf(seen.version, kind.carried);
  const given = ids.get(id);
  if (given !== undefined) {
    given.served = true;
    // The rules on reports speak of these.
    if (!given.refused || !kind.status) return [];
    const message = `${kind.message} names request ${id}, which the station had refused`;
    return [{ severity: 'fail', message, clause, frames: [given.n, seen.n] }];
  }
  const waiting = [...ids.values()].filter(({ refused, conn }) => !refused && conn === seen.conn);
  // A station has one upload or update at a time, and any number of reports.
  const latest = waiting.at(-1);
  const last = kind.status
    ? latest?.served === false
      ? latest
      : undefined
    : waiting.filter((one) => !one.served).at(-1);
  const wanted = last ?? latest;
  if (wanted === undefined) return [];
  const begins = kind.begins.includes(status) && last !== undefined && last.alone;
  const what = `${kind.message} names request ${id}, which nobody gave; request ${wanted.id} is under way`;
  // Requests may be counted from 0: only what goes on under another id shows that it is none.
  const none = isPlaceholder(id) && (id !== 0 || (kind.status && wanted.served));
  if (none || begins) return [{ severity: 'fail', message: what, clause, frames: [wanted.n, seen.n] }];
  // What was asked for before the observation may come now, and what is waited for later.
  if (last !== undefined) last.doubt ??= { n: seen.n, id };
  return [];
}

/** What a frame shows of the ids of requests. */
export function judgeRequests(all: GivenRequests, seen: FrameSeen): readonly Judgement[] {
  const { message, version } = seen;
  if (seen.sender === 'csms') {
    if (message.kind !== 'call') return [];
    for (const name of triggered(message.action, message.payload)) keep(all.triggers, name, seen.n, MAX_IDS);
    return [];
  }
  answered(all, seen);
  if (message.kind !== 'call') return [];
  if (message.action === 'BootNotification') all.byKind.clear();
  const kind = kindsOf(version).find((one) => one.message === message.action);
  if (kind === undefined) return [];
  const id = integerOf(message.payload, 'requestId');
  const status = textOf(message.payload, 'status');
  return id === undefined ? nameless(all, kind, seen, status) : named(all, kind, seen, id, status ?? '');
}

/** What was waited for in vain while a message with an id that nobody gave came in its place; `t` is now. */
export function mistaken(all: GivenRequests, version: Version, t: number, timeout: number): readonly Finding[] {
  return kindsOf(version).flatMap((kind) =>
    [...(all.byKind.get(kind.message)?.values() ?? [])].flatMap((given): readonly Finding[] => {
      if (given.doubt === undefined || given.served || elapsed(given.t, t) < timeout) return [];
      const { doubt } = given;
      given.doubt = undefined;
      const message = `${kind.message} names request ${doubt.id}, which nobody gave, and request ${given.id} got none`;
      const clause = clauseOf(version, kind.carried);
      return [{ severity: 'fail', by: 'station', message, clause, frames: [given.n, doubt.n] }];
    }),
  );
}
