/** What a CSMS has asked of a station that it has not accepted, and what may come of it. */
import { type Version } from '../doors/protocol.js';
import { keep } from './bounded.js';
import { CONSEQUENCES } from './data/boot-consequences.js';
import { triggered } from './triggers.js';
import { textOf } from './values.js';

interface Request {
  readonly n: number;
  /** The messages that it asks for by name; `any` for a trigger of the vendor's own. */
  readonly triggers: readonly string[];
  readonly consequences: readonly string[];
}
/** The requests that were not refused, by frame. */
export type Requests = Map<number, Request>;

const MAX_REQUESTS = 64;
const ANY = 'any';

function triggersOf(action: string, payload: unknown): readonly string[] {
  if (action === 'GetBaseReport' || action === 'GetReport') return ['NotifyReport'];
  return textOf(payload, 'requestedMessage') === 'CustomTrigger' ? [ANY] : triggered(action, payload);
}

/** Notes a request of the CSMS's. */
export function request(requests: Requests, version: Version, n: number, action: string, payload: unknown): void {
  const table = CONSEQUENCES[version];
  const consequences = (Object.hasOwn(table, action) ? table[action] : undefined) ?? [];
  const triggers = triggersOf(action, payload);
  if (triggers.length + consequences.length > 0) keep(requests, n, { n, triggers, consequences }, MAX_REQUESTS);
}

/** Notes the station's answer to the request of frame `n`: what it refused, it may not send. */
export function reply(requests: Requests, n: number, payload: unknown): void {
  const status = textOf(payload, 'status');
  if (payload === undefined || status === 'Rejected' || status === 'NotImplemented' || status === 'NotSupported')
    requests.delete(n);
}

/** How a message of the station's was asked for: by name, as a consequence, or not. */
export function askedFor(requests: Requests, action: string): 'triggered' | 'consequence' | 'no' {
  const all = [...requests.values()];
  if (all.some(({ triggers }) => triggers.includes(action) || triggers.includes(ANY))) return 'triggered';
  return all.some(({ consequences }) => consequences.includes(action)) ? 'consequence' : 'no';
}
