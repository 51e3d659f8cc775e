/** Makes the mutants that a check must catch, from what the check itself says that it rests on. */
import { type CheckEvent } from '../record/events.js';
import { alternatives } from '../schema/alternatives.js';
import { type Part } from '../schema/types.js';
import { ofConnection } from './derive-connections.js';
import { ofDiscernment } from './derive-discernment.js';
import { ofTransfer } from './derive-transfers.js';
import { ofTls } from './derive-tls.js';
import { type Mutant } from './mutant.js';
import { leafPaths, valueAt } from './paths.js';
import { ofAbsence, ofSilence } from './derive-silence.js';
import { limitText } from '../doors/durations.js';
import { parseFrame, type Reference } from './reference.js';

/** Far beyond every deadline of the embedded plan, in milliseconds. */
const TOO_LATE = 3_600_000;
/** Candidate values tried for one field. */
const VALUES = 6;

const show = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60));

/** Values for a field that is not there and should not be, whatever its type. */
const UNWANTED: readonly unknown[] = [['LaddprovMutant'], 'laddprov-mutant', 1, true, {}];

/** Values that a wrong product might say instead: legal ones first, then what the schema itself refuses. */
function candidatesFor(
  reference: Reference,
  action: string,
  part: Part,
  path: string,
  current: unknown,
): readonly unknown[] {
  const legal = alternatives(reference.version, action, part, path, current).slice(0, VALUES);
  if (current === undefined) return [...legal, ...UNWANTED];
  const removed = legal.includes(undefined) ? [] : [undefined];
  const strange =
    typeof current === 'string' ? ['laddprov-mutant'] : typeof current === 'number' ? [current + 987_654, -1] : [];
  return [...legal, ...removed, ...strange];
}

/** Mutants that say something else at one path of a frame, or at a leaf below it. */
function alterations(reference: Reference, n: number, path: string): readonly Mutant[] {
  const frame = reference.frames.get(n);
  const position = reference.positions.get(n);
  const action = reference.actions.get(n);
  if (!frame || position === undefined || action === undefined) return [];
  const parsed = parseFrame(frame.text);
  const part = parsed[0] === 3 ? 'response' : 'request';
  const payload = parsed[0] === 3 ? parsed[2] : parsed[3];
  const name = `${action}${part === 'response' ? ' answer' : ''}`;
  const current = valueAt(payload, path);
  const below =
    typeof current === 'object' && current !== null
      ? leafPaths(current).map((leaf) => `${path}${leaf.startsWith('[') ? '' : '.'}${leaf}`)
      : [];
  return [path, ...below].flatMap((target) => {
    const before = valueAt(payload, target);
    return candidatesFor(reference, action, part, target, before).flatMap((value): Mutant[] =>
      [false, true].map((lasting) => ({
        says: `${lasting ? 'always ' : ''}says ${show(value)} for ${target} in ${name}, not ${show(before)}`,
        fault: { kind: 'alter', frame: position, path: target, value, lasting },
      })),
    );
  });
}

function drops(reference: Reference, n: number, paths: readonly string[]): readonly Mutant[] {
  const position = reference.positions.get(n);
  const action = reference.actions.get(n) ?? 'frame';
  if (position === undefined) return [];
  const answer = ![2, 6].includes(Number(parseFrame(reference.frames.get(n)!.text)[0]));
  const what = answer ? `the answer to ${action}` : action;
  return [
    { says: `never sends ${what}`, fault: { kind: 'drop', frame: position, paths } },
    ...(paths.length > 0 && !answer
      ? [{ says: `never sends ${what} at all`, fault: { kind: 'drop' as const, frame: position, paths: [] } }]
      : []),
    { says: `sends ${what} an hour late`, fault: { kind: 'delay', frame: position, by: TOO_LATE } },
  ];
}

const received = (reference: Reference, check: CheckEvent) => check.frames.filter((n) => reference.positions.has(n));

function ofMessage(reference: Reference, check: CheckEvent): readonly Mutant[][] {
  return received(reference, check).flatMap((n) => [
    [...drops(reference, n, check.asserts)],
    ...check.asserts.map((path) => [...alterations(reference, n, path)]),
  ]);
}

function ofResponse(reference: Reference, check: CheckEvent): readonly Mutant[][] {
  return received(reference, check).flatMap((n): Mutant[][] => {
    const position = reference.positions.get(n)!;
    const type = parseFrame(reference.frames.get(n)!.text)[0];
    const action = reference.actions.get(n) ?? 'a request';
    const dropped = [...drops(reference, n, [])];
    if (type === 4) {
      return [
        ...(check.expected.includes('no answer') ? [] : [dropped]),
        ...(/(?:^| )a result(?! with)/.test(check.expected)
          ? []
          : [
              [
                {
                  says: `answers ${action} with a result, not an error`,
                  fault: { kind: 'result' as const, frame: position },
                },
              ],
            ]),
        [
          {
            says: `answers ${action} with the error SecurityError`,
            fault: { kind: 'error-code', frame: position, code: 'SecurityError' },
          },
          {
            says: `answers ${action} with the error InternalError`,
            fault: { kind: 'error-code', frame: position, code: 'InternalError' },
          },
        ],
      ];
    }
    const error: Mutant[] = ['InternalError', 'GenericError', 'SecurityError'].map((code) => ({
      says: `answers ${action} with the error ${code}`,
      fault: { kind: 'error', frame: position, code },
    }));
    return [
      ...(check.expected.includes('no answer') ? [] : [dropped]),
      error,
      ...check.asserts.map((path) => [...alterations(reference, n, path)]),
    ];
  });
}

/** Faults that show in no frame: in what is read back, in the connection, in the handshake. */
function beyondFrames(reference: Reference, check: CheckEvent): readonly Mutant[] {
  const belief = reference.beliefs.findLastIndex((t) => t <= check.t);
  const moments = check.frames.flatMap((n) => {
    const t = reference.frames.get(n)?.t;
    return t === undefined ? [] : [t + 20, t + 500];
  });
  const attempts = check.frames.length === 0 ? Array.from({ length: reference.attempts }, (_, attempt) => attempt) : [];
  return [
    ...(belief < 0
      ? []
      : [{ says: 'believes something else than it was told', fault: { kind: 'belief' as const, answer: belief } }]),
    ...moments.map((at): Mutant => ({ says: 'drops the connection', fault: { kind: 'close', at } })),
    ...attempts.flatMap((attempt) => [
      {
        says: 'lets in whoever offers anything',
        fault: { kind: 'handshake' as const, attempt, does: 'accept' as const },
      },
      {
        says: 'takes the subprotocol that was offered first',
        fault: { kind: 'handshake' as const, attempt, does: 'first-offered' as const },
      },
      { says: 'refuses the connection', fault: { kind: 'handshake' as const, attempt, does: 'refuse' as const } },
    ]),
  ];
}

function ofJudgement(reference: Reference, check: CheckEvent): readonly Mutant[][] {
  const frames = received(reference, check).reverse();
  // A judgement may name fields of what the tester sent; only what the SUT said can be wrong.
  const holds = (n: number, path: string) => {
    const parsed = parseFrame(reference.frames.get(n)!.text);
    return valueAt(parsed[0] === 3 ? parsed[2] : parsed[3], path) !== undefined;
  };
  const asserted = check.asserts.map((path) =>
    frames.filter((n) => holds(n, path)).flatMap((n) => alterations(reference, n, path)),
  );
  const told = asserted.filter((list) => list.length > 0);
  if (told.length > 0) return told;
  const any = frames.flatMap((n): Mutant[] => {
    const position = reference.positions.get(n)!;
    const action = reference.actions.get(n) ?? 'a frame';
    const parsed = parseFrame(reference.frames.get(n)!.text);
    const payload = parsed[0] === 3 ? parsed[2] : parsed[3];
    return [
      { says: `sends ${action} twice`, fault: { kind: 'duplicate', frame: position } },
      ...[4_000, 20_000, 60_000].map((by): Mutant => ({
        says: `sends ${action} ${limitText(by)} late`,
        fault: { kind: 'delay', frame: position, by },
      })),
      ...leafPaths(payload).flatMap((path) => alterations(reference, n, path)),
      ...drops(reference, n, []),
    ];
  });
  return [[...any, ...beyondFrames(reference, check)]];
}

/**
 * The obligations of a check: of each list at least one mutant must turn exactly this check red. One list per field
 * that it asserts, and one for the message itself.
 */
export function obligationsOf(reference: Reference, check: CheckEvent): readonly (readonly Mutant[])[] {
  switch (check.kind) {
    case 'message':
      return ofMessage(reference, check);
    case 'response':
      return ofResponse(reference, check);
    case 'error-response':
      return received(reference, check).length > 0 ? ofResponse(reference, check) : ofSilence(reference, check);
    case 'absence':
      return ofAbsence(reference, check);
    case 'tls':
      return ofTls(reference.handshakes, reference.sut, check);
    case 'connection':
      return ofConnection(reference, check);
    case 'transfer':
      return ofTransfer(reference.transfers, check);
    case 'judgement':
      return (check.asserts.includes('right-from-wrong') ? ofDiscernment : ofJudgement)(reference, check);
    case 'operator':
      return [];
  }
}
