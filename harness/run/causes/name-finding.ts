/** Says what a finding of a rule has in common with others: by the rule, and by its message without the values. */
import { type EventOf } from '../../record/events.js';
import { type FrameMemory } from './frame-facts.js';
import { type Name, sentence } from './red.js';
import { fieldOf, shapeOf } from './shape.js';

/** Rules that judge the form of a frame, whatever it says. */
const OF_FORM: readonly string[] = ['framing', 'error-codes', 'message-id', 'unasked'];

/** Whether the rule judges the form of a frame. */
export const isOfForm = (rule: string): boolean => OF_FORM.includes(rule);

/** The field that a finding on validity speaks of: `StatusNotificationRequest timestamp: …`. */
export function fieldIn({ rule, message }: EventOf<'finding'>): string | undefined {
  const place = rule === 'validity' ? /^\w{1,80} ([^\s:]{1,120}): /.exec(message)?.[1] : undefined;
  return place === undefined ? undefined : fieldOf(place);
}

/** A text that is no time is one fault of whatever writes the times, in whichever message it stands. */
const TIME = /^\w{1,80} [^\s:]{1,120}: ("[^"]{0,80}") is not a date-time$/;

/** The form of a wrong time: `#.#.# #:#`. */
const formOf = (quoted: string): string =>
  quoted.replace(/\d+/g, '#').replace(/[A-Za-z]+/g, (word) => word.slice(0, 3));

/** Lists of whatever the tester happened to ask for, and a value that is no id: which it was says nothing of the fault. */
const LISTED: readonly RegExp[] = [
  /(?<=keys that were asked for come back neither as known nor as unknown: ).*/s,
  /(?<=not a frame: message id ).*(?= is not a string)/s,
];

/** What the findings of a rule have in common: its message without the values. */
export function ruleKey(rule: string, message: string): string {
  const time = rule === 'validity' ? TIME.exec(message)?.[1] : undefined;
  const bare = LISTED.reduce((text, list) => text.replace(list, '…'), message);
  return time === undefined ? `rule ${rule} ${shapeOf(bare)}` : `rule validity date-time ${formOf(time)}`;
}

/** The name of a finding against the SUT. */
export function nameFinding(finding: EventOf<'finding'>, frames: FrameMemory): Name {
  const { rule, message } = finding;
  const facts = finding.frames.map((n) => frames.at(n));
  const [first] = facts;
  const answer = facts.at(-1);
  if (rule === 'answered' && first?.kind === 'call')
    return { key: `unanswered ${first.action}`, title: `${first.action} is not answered` };
  if (rule === 'refusal' && answer?.kind === 'error' && answer.dir === 'rx')
    return { key: `error ${answer.action} ${answer.code}`, title: sentence(message) };
  return { key: ruleKey(rule, message), title: sentence(message) };
}
