/**
 * The official JSON schemas of every OCPP message, read at run time from the package ocpp-rpc, which carries them
 * unchanged. Each version is read on first use and refused when it is not, byte for byte, the set that laddprov was
 * made for: a schema that someone edited would give wrong verdicts.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Version, VERSIONS } from '../doors/protocol.js';
import { schemaError } from './schema-error.js';
import { type Part } from './types.js';

/** A JSON schema (draft 07, the keywords that the OCPP schemas use), as far as laddprov reads it. */
export interface JsonSchema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly format?: 'date-time' | 'uri';
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** What each version's file must be: its name in the package, how many schemas it has, and its sha256. */
export const PINS: Readonly<Record<Version, { file: string; count: number; sha256: string }>> = {
  '1.6': {
    file: 'ocpp1_6.json',
    count: 78,
    sha256: 'bcef6a1779d7e729d88f604b18a27084b25e3f1d94e95c5c744f1b4a23c47ae5',
  },
  '2.0.1': {
    file: 'ocpp2_0_1.json',
    count: 128,
    sha256: 'bb3c94678892a15bea969666bda599cc342eb3c34b7b351ddcfa974da9765a60',
  },
  '2.1': {
    file: 'ocpp2_1.json',
    count: 181,
    sha256: '05ca95379552acf5de73d70566a063f44f6a1d4427072646605c5b352a05adb5',
  },
};

/** Annotations, and `additionalItems`, which does nothing beside a single `items`; dropped where they are keywords. */
const DROPPED: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  'comment',
  'javaType',
  'description',
  'additionalItems',
]);
/** Keywords whose value maps names to schemas: their keys are field and type names, and all of them stay. */
const MAPS: ReadonlySet<string> = new Set(['properties', 'definitions']);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function normalise(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(normalise);
  if (!isObject(node)) return node;
  const kept = Object.entries(node).filter(([key]) => !DROPPED.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, MAPS.has(key) ? normaliseMap(value) : normalise(value)]));
}

const normaliseMap = (map: unknown): unknown =>
  isObject(map) ? Object.fromEntries(Object.entries(map).map(([name, schema]) => [name, normalise(schema)])) : map;

const HINT = 'Install ocpp-rpc 2.2.1 exactly as published (npm ci); no other version carries these schemas unchanged.';

/** Throws SCHEMAS_CHANGED unless `bytes` are, to the last one, the file that verdicts for `version` rest on. */
export function assertPinned(version: Version, bytes: Uint8Array): void {
  const { file, sha256 } = PINS[version];
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest === sha256) return;
  throw schemaError(
    'SCHEMAS_CHANGED',
    `${file} of ocpp-rpc is not the file that laddprov was made for (sha256 ${digest})`,
    HINT,
  );
}

/** The bytes of a version's file, once they are known to be the pinned ones. */
function readPinned(version: Version): Buffer {
  const path = `ocpp-rpc/lib/schemas/${PINS[version].file}`;
  let bytes: Buffer;
  try {
    bytes = readFileSync(createRequire(import.meta.url).resolve(path));
  } catch {
    throw schemaError('SCHEMAS_MISSING', `the official schemas of OCPP ${version} cannot be read (${path})`, HINT);
  }
  assertPinned(version, bytes);
  return bytes;
}

interface Message {
  readonly action: string;
  readonly part: Part;
}

/** `urn:Reset.req`, `urn:Reset.conf`, `urn:ResetRequest`, `urn:ResetResponse`, or a SEND's name without a suffix. */
function messageOf(id: unknown): Message | undefined {
  const match = /^urn:(\w+?)(\.req|\.conf|Request|Response)?$/.exec(String(id));
  if (match?.[1] === undefined) return undefined;
  return { action: match[1], part: match[2] === '.conf' || match[2] === 'Response' ? 'response' : 'request' };
}

interface SchemaSet {
  readonly actions: readonly string[];
  readonly names: ReadonlySet<string>;
  readonly schemas: ReadonlyMap<string, JsonSchema>;
}

const keyOf = (action: string, part: Part): string => `${action}${part === 'request' ? 'Request' : 'Response'}`;

function load(version: Version): SchemaSet {
  const parsed = JSON.parse(readPinned(version).toString('utf8')) as readonly Readonly<Record<string, unknown>>[];
  const actions = new Set<string>();
  const schemas = new Map<string, JsonSchema>();
  for (const schema of parsed) {
    const message = messageOf(schema.$id);
    if (message === undefined) continue;
    const key = keyOf(message.action, message.part);
    actions.add(message.action);
    schemas.set(key, { $id: `ocpp:${version}:${key}`, ...(normalise(schema) as JsonSchema) });
  }
  if (schemas.size !== PINS[version].count) {
    throw schemaError(
      'SCHEMAS_CHANGED',
      `${schemas.size} schemas of OCPP ${version} where ${PINS[version].count} are known`,
      HINT,
    );
  }
  return { actions: [...actions].sort(), names: actions, schemas };
}

/** Parsed once per process: the files are immutable and large. */
const loaded = new Map<Version, SchemaSet>();

function setOf(version: Version): SchemaSet {
  let set = loaded.get(version);
  if (set === undefined) {
    set = load(version);
    loaded.set(version, set);
  }
  return set;
}

/**
 * The official schema of one message without its annotations, under an `$id` such as `ocpp:2.0.1:ResetRequest`.
 * Undefined for an unknown action, and for the response of the SEND message, which has none.
 * Throws SCHEMAS_CHANGED or SCHEMAS_MISSING when the package's files are not the pinned ones.
 */
export function schemaOf(version: Version, action: string, part: Part): JsonSchema | undefined {
  return setOf(version).schemas.get(keyOf(action, part));
}

/** The names of all messages of a version, sorted: 39 of 1.6, 64 of 2.0.1, 91 of 2.1. */
export function actionsOf(version: Version): readonly string[] {
  return setOf(version).actions;
}

/** Whether the version has a message of that name; names are case-sensitive. */
export function isKnownAction(version: Version, action: string): boolean {
  return setOf(version).names.has(action);
}

/** A sha256 (hex) over the three pinned files, read and compared, that says which schemas a run was judged by. */
export function schemaDigest(): string {
  if (digestOfAll !== undefined) return digestOfAll;
  const hash = createHash('sha256');
  for (const version of VERSIONS) hash.update(readPinned(version));
  digestOfAll = hash.digest('hex');
  return digestOfAll;
}
let digestOfAll: string | undefined;
