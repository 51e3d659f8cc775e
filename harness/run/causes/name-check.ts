/** Says what a red check has in common with others: by what was asked, what was due, and what came. */
import { type CheckEvent } from '../../record/events.js';
import { type FrameFacts, type FrameMemory } from './frame-facts.js';
import { ruleKey } from './name-finding.js';
import { type Name, sentence } from './red.js';
import { fieldOf, isName, placeOf, shapeOf, valuesAt } from './shape.js';

/** What came where an answer was due. */
type Came = { readonly kind: 'nothing' | 'closed' | 'result' } | { readonly kind: 'error'; readonly code: string };

const NOTHING = /^(?:no answer|none|no result|no value|nothing|timeout)\b/;
const CLOSED = /\bconnection (?:was|is) closed\b|^closed\b|^another connection\b/;

/** Whether the check is red because something did not come, or because the connection went. */
export const isAbsence = ({ kind, actual }: CheckEvent): boolean =>
  kind !== 'absence' && (NOTHING.test(actual) || CLOSED.test(actual));

function cameIn({ actual, awaited }: CheckEvent, frames: FrameMemory): Came {
  const frame = awaited?.came === undefined ? undefined : frames.at(awaited.came);
  if (frame?.kind === 'error') return { kind: 'error', code: frame.code };
  if (CLOSED.test(actual)) return { kind: 'closed' };
  const code = /^CALLERROR (\w{1,60})/.exec(actual)?.[1];
  if (code !== undefined) return { kind: 'error', code };
  return { kind: NOTHING.test(actual) ? 'nothing' : 'result' };
}

/** The request that the check speaks of. */
const requestOf = ({ frames: numbers }: CheckEvent, frames: FrameMemory): FrameFacts | undefined =>
  numbers.map((n) => frames.at(n)).find((frame) => frame?.dir === 'tx');

/** A value as part of a key: a name stays, of anything else only that it is there. */
const worth = (value: string): string => {
  const bare = value.replace(/^"(.*)"$/, '$1');
  return isName(bare) ? bare : 'another value';
};

interface Wrong {
  readonly key: string;
  readonly words: string;
}

/** What is wrong in what came: each field, with its value where that is a name. */
function wrongOf({ actual, expected, asserts }: CheckEvent): Wrong | undefined {
  const values = [...valuesAt(actual, asserts)];
  if (values.length === 0) return undefined;
  const due = valuesAt(expected.replace(/^.*? with /, ''), asserts);
  const parts = values.map(([path, value]) => `${placeOf(path)} ${worth(value)}`);
  const words = values.map(([path, value]) => {
    const wanted = due.get(path);
    return `${path} ${value}${wanted === undefined ? '' : `, where ${wanted} is due`}`;
  });
  return { key: [...new Set(parts)].join(', '), words: words.join('; ') };
}

/** A field that is not there at all, whatever was looked for in it. */
const ABSENT = /(?:^|, )([A-Za-z]\w{0,60}) is absent\b/g;

/** The fields that a red check found wrong, by their names alone. */
export const wrongFields = ({ actual, asserts }: CheckEvent): readonly string[] => [
  ...[...valuesAt(actual, asserts).keys()].map(fieldOf),
  ...[...actual.matchAll(ABSENT)].map(([, field]) => field!),
];

const about = (action: string, request: FrameFacts | undefined): string =>
  request?.action === action && request.subject !== '' ? `${action} ${request.subject}` : action;

/** A request that is right was answered wrongly. */
function nameAnswer(check: CheckEvent, action: string, frames: FrameMemory): Name {
  const came = cameIn(check, frames);
  const request = requestOf(check, frames);
  if (came.kind === 'nothing') return { key: `unanswered ${action}`, title: `${action} is not answered` };
  if (came.kind === 'closed')
    return { key: `closed ${action}`, title: `The connection is closed where an answer to ${action} is due` };
  if (came.kind === 'error')
    return {
      key: `error ${action} ${came.code}`,
      title: `${action} is answered with CALLERROR ${came.code}, where a result is due`,
    };
  const wrong = wrongOf(check);
  const what = about(action, request);
  return wrong
    ? { key: `answer ${what}: ${wrong.key}`, title: `${what} is answered with ${wrong.words}` }
    : { key: `answer ${what}: ${shapeOf(check.actual)}`, title: `${what} is answered with ${check.actual}` };
}

/** What is wrong on purpose in a request, without the place: `left out, although it is required`. */
const problemOf = (deliberate: string): string => shapeOf(deliberate.replace(/^\S+(?: payload)? has /, ''));

/** The first of the codes that would have been right. */
const dueCode = ({ expected }: CheckEvent): string => /CALLERROR (\w{1,60})/.exec(expected)?.[1] ?? 'none';

/** Codes for what is wrong before anybody looks into the payload: whoever does not look there accepts all of it. */
const OF_FRAMES: readonly string[] = ['NotImplemented', 'NotSupported', 'RpcFrameworkError', 'MessageTypeNotSupported'];

/** A request that is wrong was not refused as it must be. */
function nameRefusal(check: CheckEvent, frames: FrameMemory): Name {
  const request = requestOf(check, frames);
  const came = cameIn(check, frames);
  const wrong = request?.deliberate === undefined ? '' : problemOf(request.deliberate);
  const what = wrong || about(check.action ?? '', request) || shapeOf(check.title);
  const shown = request?.deliberate ?? what;
  // Whatever is wrong with it, a CALL that can be read is to be refused with its id.
  const call = request?.kind === 'call' && wrong !== '';
  if (came.kind === 'nothing')
    return call
      ? { key: 'unanswered wrong requests', title: 'A request that is wrong gets no answer' }
      : { key: `unanswered: ${what}`, title: sentence(`${shown}: no answer comes`) };
  if (came.kind === 'closed')
    return { key: `closed: ${call ? 'wrong requests' : what}`, title: sentence(`${shown}: the connection is closed`) };
  if (came.kind === 'error') {
    const due = dueCode(check);
    const title = `${call ? 'A request that is wrong' : shown} is answered with CALLERROR ${came.code}, where ${due} or the like is due`;
    return { key: `error ${call ? 'wrong requests' : what} ${came.code} for ${due}`, title: sentence(title) };
  }
  if (call) {
    const due = dueCode(check);
    const key = `accepted${OF_FRAMES.includes(due) ? ` for ${due}` : `: ${what}`}`;
    return { key, title: `${request.action.trim() || 'A request'} is accepted although it is wrong: ${shown}` };
  }
  const values = wrongOf(check);
  return {
    key: `not refused: ${what}`,
    title: sentence(`${shown} is not refused${values ? `: ${values.words}` : ''}`),
  };
}

/** The names among what a message was to have: `StatusNotification status Charging`. */
function wanted({ expected, asserts }: CheckEvent, action: string): string {
  const values = valuesAt(expected.replace(/^.*? with /, ''), asserts);
  const names = [...values].flatMap(([path, value]) => {
    const words = [...value.matchAll(/"([^"]*)"/g)].map(([, word]) => word!).filter(isName);
    return words.length === 0 ? [] : [`${placeOf(path)} ${words.join(' or ')}`];
  });
  return [action, ...names].join(' ');
}

function nameMessage(check: CheckEvent, action: string): Name {
  if (isAbsence(check)) {
    const what = wanted(check, action);
    return {
      key: `missing ${what}`,
      title: `No ${what === action ? action : what.replace(action, `${action} with`)} comes`,
    };
  }
  const wrong = wrongOf(check);
  return wrong
    ? { key: `message ${action}: ${wrong.key}`, title: `${action}: ${wrong.words}` }
    : { key: `message ${action}: ${shapeOf(check.actual)}`, title: `${action}: ${check.actual}` };
}

/** What a check found where it is a rule that found it. */
const BY_RULE = /^rule ([\w-]{1,60}): (.*?)(?:; the shortest .*)?$/s;
/** Which connector or EVSE it was says nothing of the fault. */
const WHERE = /\b(connector|EVSE|evse) \d+/g;

/** Whatever was wrong with the message: what a SUT cannot read does not make it restart. */
const RESTARTED = /^the station booted after (.*), and the connection had ended without a close frame\b/s;

/** A value that no setting of its type can have: whoever does not look at types takes it for every one of them. */
const TAKEN = /^the station refuses ("[^"]*") for the (?:key|variable) /;
/** Which setting could not be read says nothing of why. */
const SETTING = /\b(variable|key) \S+/;

/** The title without what tells this turn of a repeated step from the others: `recovered-GroundFailure`. */
function stepOf({ id, title }: CheckEvent): string {
  const turn = /^[\w:]+?-([A-Za-z]\w+)/.exec(id)?.[1];
  return shapeOf(turn === undefined ? title : title.replaceAll(turn, '…'));
}

/** What the procedure's own judgement says, where none of the usual forms does. */
function nameJudgement(check: CheckEvent): Name {
  const [, rule, message] = BY_RULE.exec(check.actual) ?? [];
  const title = sentence(`${check.title}: expected ${check.expected}, received ${check.actual}`);
  const [, taken] = TAKEN.exec(check.title) ?? [];
  if (taken !== undefined && check.actual === 'Accepted') return { key: `taken for settings: ${taken}`, title };
  if (check.actual === 'no value') return { key: `no value: ${stepOf(check).replace(SETTING, '$1 …')}`, title };
  if (rule !== undefined) return { key: ruleKey(rule, message!), title };
  const restarted = RESTARTED.exec(check.actual)?.[1];
  if (restarted !== undefined)
    return { key: 'restarted after wrong messages', title: `The station restarts after ${restarted}` };
  const actual = shapeOf(check.actual.replace(WHERE, '$1'));
  // Where a value is the whole of what was found, two of them need not be the same fault.
  const sure = !/[#…]/.test(actual);
  return { key: `check ${stepOf(check)}: ${sure ? actual : `${check.case} ${placeOf(check.id)}`}`, title };
}

/** The name of a check that is red by the SUT. */
export function nameCheck(check: CheckEvent, frames: FrameMemory): Name {
  const { kind, action } = check;
  if (kind === 'response' && action !== undefined) return nameAnswer(check, action, frames);
  if (kind === 'error-response') return nameRefusal(check, frames);
  if (kind === 'message' && action !== undefined) return nameMessage(check, action);
  if (kind === 'absence' && action !== undefined) {
    const what = wanted(check, action);
    return { key: `unwanted ${what}`, title: sentence(`${check.title}, and one came: ${check.actual}`) };
  }
  return nameJudgement(check);
}
