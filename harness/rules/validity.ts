/** Every payload is what the official schema of its message says, and means what the documents let it mean. */
import { type Role, type Version } from '../doors/protocol.js';
import { isSend } from '../schema/directions.js';
import { stepsOf } from '../schema/path.js';
import { type CallMessage } from '../wire/ocpp-j.js';
import { MANY, fingerprint, keep, quote, short } from './bounded.js';
import { nameOf, part2, rpc } from './clauses.js';
import { type Problems, actionOf, judgeCall, judgePayload } from './judged.js';
import { defineRule, type Finding, type FrameSeen } from './rule.js';

/** Findings for one frame; the first ones say it all. */
const MAX_FINDINGS = 8;

/** `path` leads to what is wrong, where that is a value. */
type Judgement = Pick<Finding, 'severity' | 'message' | 'clause'> & { readonly path?: string };

interface State {
  /** Who was the first to send a value that may not be there, by station, field and value. */
  readonly wrong: Map<string, Role>;
  /** What is wrong with CALLs that are wrong on purpose, by their frame: their answers may repeat it. */
  readonly provoked: Map<number, ReadonlySet<string>>;
}

/** 1.6 took its schemas up by errata 3.6 of OCPP-J; they are Part 3 of 2.x. */
const schemaClause = (version: Version, name: string): string =>
  version === '1.6' ? `OCPP-J 1.6 §4.2.4 (errata 3.6), schema ${name}` : `OCPP ${version} Part 3, schema ${name}`;

function fromProblems(version: Version, name: string, { schema, semantic }: Problems): readonly Judgement[] {
  const place = (path: string): string => (path === '' ? name : `${name} ${path}`);
  return [
    ...schema.map(({ path, detail }): Judgement => ({
      severity: 'fail',
      message: `${place(path)}: ${detail}`,
      clause: schemaClause(version, name),
      path,
    })),
    ...semantic.map(({ path, detail, clause, severity }): Judgement => ({
      severity,
      message: `${place(path)}: ${detail}`,
      clause,
      path,
    })),
  ];
}

function ofCall(version: Version, sender: Role, message: CallMessage): readonly Judgement[] {
  const action = actionOf(version, message.action);
  const judged = judgeCall(version, sender, message);
  if (!judged.known) {
    const clause = rpc(version, version === '1.6' ? '4.2.1' : '4.1.6');
    return [{ severity: 'fail', message: `OCPP ${version} has no message ${quote(message.action)}`, clause }];
  }
  const found: Judgement[] = [];
  if (judged.rightSide === false) {
    found.push({
      severity: 'fail',
      message: `${nameOf(sender)} sent ${action}, which is the other side's`,
      clause: directionClause(version),
    });
  }
  if (isSend(version, action) !== (message.kind === 'send')) {
    const clause = `${rpc(version, '4.2.4')}; ${part2(version, 'N15.FR.01')}`;
    const how = message.kind === 'send' ? 'a SEND, and takes a CALL' : 'a CALL, and takes a SEND';
    found.push({ severity: 'fail', message: `${action} went as ${how}`, clause });
  }
  return [...found, ...fromProblems(version, `${action}Request`, judged)];
}

const directionClause = (version: Version): string =>
  version === '1.6' ? 'OCPP 1.6 §4, §5; Security Whitepaper §5' : `OCPP ${version} Part 2, messages (chapter 1)`;

function ofResult(version: Version, action: string, payload: unknown): readonly Judgement[] {
  // A signed answer is an envelope; an unknown action has no answer that could be judged.
  if (actionOf(version, action) !== action) return [];
  const problems = judgePayload(version, action, 'response', payload);
  if (problems.schema.some(({ rule }) => rule === 'action')) return [];
  return fromProblems(version, `${action}Response`, problems);
}

function judge({ message, version, sender, answers, rivals = [] }: FrameSeen): readonly Judgement[] {
  if (message.kind === 'call' || message.kind === 'send') return ofCall(version, sender, message);
  if (message.kind !== 'result' || answers === undefined) return [];
  const found = ofResult(version, answers.action, message.payload);
  // With the same id went other CALLs: what is right for one of them may be the answer to that one.
  const failed = (judgements: readonly Judgement[]) => judgements.some(({ severity }) => severity === 'fail');
  const isOfRival = failed(found) && rivals.some((action) => !failed(ofResult(version, action, message.payload)));
  return isOfRival ? [] : found;
}

/** The name and the value of the field that `path` leads to. */
function fieldAt(payload: unknown, path: string): { readonly field: string; readonly value: unknown } | undefined {
  const steps = stepsOf(path);
  let value = payload;
  for (const step of steps ?? [])
    value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined;
  const field = steps?.findLast((step) => typeof step === 'string');
  return field === undefined ? undefined : { field: String(field), value };
}

/** The field at `path` with its value, as a key; undefined where there is no text and no number. */
function valueKey(identity: string, payload: unknown, path: string): string | undefined {
  const { field, value } = fieldAt(payload, path) ?? {};
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return short(JSON.stringify([identity, field, value]));
}

/** The same of any value, also one that is missing: within one exchange nothing else is meant by it. */
function provokedKey({ message }: FrameSeen, { path }: Judgement): string | undefined {
  const at = path === undefined || !('payload' in message) ? undefined : fieldAt(message.payload, path);
  return at === undefined ? undefined : `${at.field} ${fingerprint(at.value)}`;
}

/** Takes note of what is wrong on purpose in a CALL. */
function provokes({ provoked }: State, seen: FrameSeen): void {
  if (seen.message.kind !== 'call') return;
  const keys = judge(seen).flatMap((judgement) => provokedKey(seen, judgement) ?? []);
  if (keys.length > 0) keep(provoked, seen.n, new Set(keys), MANY.exchanges);
}

/**
 * Whether a side only repeats what the other one gave it: an id of a transaction, a token. Who has to answer in terms
 * of a wrong value is not to blame for it.
 */
function repeats({ wrong }: State, { message, identity, sender }: FrameSeen, { path }: Judgement): boolean {
  const key = path === undefined || !('payload' in message) ? undefined : valueKey(identity, message.payload, path);
  if (key === undefined) return false;
  const first = wrong.get(key);
  if (first === undefined) keep(wrong, key, sender, MANY.exchanges);
  return first !== undefined && first !== sender;
}

export const validity = defineRule<State>({
  id: 'validity',
  title: 'Every payload is what the official schema of its message says, from the side that sends this message.',
  clauses: {
    '1.6': 'OCPP-J 1.6 §4.2.4 (errata 3.6)',
    '2.0.1': 'OCPP 2.0.1 Part 4 §4.1.7, Part 3',
    '2.1': 'OCPP 2.1 Part 4 §4.1.7, Part 3',
  },
  init: () => ({ wrong: new Map(), provoked: new Map() }),
  on(seen, state) {
    if (seen.kind !== 'frame') return [];
    if (seen.deliberate === true) {
      provokes(state, seen);
      return [];
    }
    const echoed = seen.answers === undefined ? undefined : state.provoked.get(seen.answers.n);
    const frames = seen.answers === undefined ? [seen.n] : [seen.answers.n, seen.n];
    return judge(seen)
      .filter((judgement) => !(echoed?.has(provokedKey(seen, judgement) ?? '') ?? false))
      .filter((judgement) => !repeats(state, seen, judgement))
      .slice(0, MAX_FINDINGS)
      .map(({ severity, message, clause }) => ({ severity, message, clause, by: seen.sender, frames }));
  },
});
