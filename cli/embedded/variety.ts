/**
 * What of all that a station may say the tester says, in a run of the whole catalogue against the reference CSMS: the
 * optional fields and the enum values of every request. Generated cases, whose payloads are wrong, do not count.
 */
import { type Version } from '../../harness/doors/protocol.js';
import { type Pki } from '../../harness/pki/authority.js';
import { createMemoryRecorder } from '../../harness/record/recorder.js';
import { judgeCall } from '../../harness/rules/judged.js';
import { type Catalogue } from '../../harness/run/catalogue.js';
import { senderOf } from '../../harness/schema/directions.js';
import { placesOf } from '../../harness/schema/places.js';
import { actionsOf } from '../../harness/schema/schemas.js';
import { parseMessage } from '../../harness/wire/ocpp-j.js';
import { runInVirtualTime } from './run-embedded.js';

interface Count {
  readonly sent: number;
  readonly all: number;
}

/** One request that a station may send. */
export interface Variety {
  readonly action: string;
  /** Optional fields, at every depth. */
  readonly fields: Count;
  readonly values: Count;
  /** What was never sent: a field by its path, a value as `path=value`. What is inside such a field is left out. */
  readonly never: readonly string[];
}

/** customData is each maker's own; it stands everywhere. */
const CUSTOM = /(?:^|\.)customData(?:\.|$)/;

type Sent = Map<string, Set<unknown>>;

function note(sent: Sent, value: unknown, path: string): void {
  const values = sent.get(path) ?? new Set();
  sent.set(path, values.add(typeof value === 'object' ? undefined : value));
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    note(sent, inner, Array.isArray(value) ? `${path}[0]` : path === '' ? key : `${path}.${key}`);
}

function varietyOf(version: Version, action: string, sent: Sent): Variety {
  const never: string[] = [];
  const fields = { sent: 0, all: 0 };
  const values = { sent: 0, all: 0 };
  const within = (path: string) => never.some((field) => path.startsWith(`${field}.`) || path.startsWith(`${field}[`));
  for (const { path, schema, required } of placesOf(version, action, 'request')) {
    if (CUSTOM.test(path)) continue;
    const seen = sent.get(path);
    if (!required) {
      fields.all++;
      if (seen) fields.sent++;
      else if (!within(path)) never.push(path);
    }
    const members: readonly unknown[] = schema.enum ?? [];
    const told = members.filter((member) => seen?.has(member));
    values.all += members.length;
    values.sent += told.length;
    if (seen)
      never.push(...members.filter((member) => !told.includes(member)).map((member) => `${path}=${String(member)}`));
  }
  return { action, fields, values, never: sent.size === 0 ? ['the whole message'] : never };
}

/** Runs the hand-written cases for a CSMS once, and counts. */
export async function varietyIn(catalogue: Catalogue, version: Version, pki: Pki): Promise<readonly Variety[]> {
  const sent = new Map<string, Sent>();
  const recorder = createMemoryRecorder();
  const options = { role: 'csms', version, catalogue, lanes: 1, recorder, seed: 7, select: ['!NEG_*'], pki } as const;
  await runInVirtualTime({ ...options, tool: { name: 'laddprov', version: '0' } });
  for (const event of recorder.events) {
    if (event.type !== 'frame' || event.dir !== 'tx') continue;
    const message = parseMessage(event.text, version);
    if (message.kind !== 'call' && message.kind !== 'send') continue;
    const { action, payload } = message;
    const { valid, semantic } = judgeCall(version, 'station', message);
    if (!valid || semantic.length > 0) continue;
    const paths = sent.get(action) ?? new Map<string, Set<unknown>>();
    sent.set(action, paths);
    note(paths, payload, '');
  }
  return actionsOf(version)
    .filter((action) => ['station', 'both'].includes(senderOf(version, action) ?? ''))
    .map((action) => varietyOf(version, action, sent.get(action) ?? new Map<string, Set<unknown>>()));
}
