/** Messages on one line, without what says nothing to people: brackets, types and ids. */
import { type Excerpt } from './run-model.js';

/** Message type, id, and what follows, where the text is a whole frame. */
const FRAME = /^\s*\[\s*([23456])\s*,\s*("[^"]{0,200}")\s*,\s*(.*?)\s*\]\s*$/s;
const ACTION = /^"([^"]{1,80})"\s*,\s*(.*)$/s;

interface Short {
  readonly type: string;
  readonly id: string;
  readonly words: string;
}

function read(text: string): Short | undefined {
  const [, type, id, rest] = FRAME.exec(text) ?? [];
  if (type === undefined) return undefined;
  const [, name, payload] = ACTION.exec(rest!) ?? [];
  if (type === '3' || name === undefined) return { type, id: id!, words: rest! };
  const call = type === '2' || type === '6';
  return { type, id: id!, words: call ? `${name} ${payload!}` : `CALLERROR ${name} ${payload!}` };
}

/** `Reset {"type":"Hard"} → {"status":"Rejected"}`, or the last message of the SUT; undefined where there is none. */
export function inShort(excerpt: readonly Excerpt[]): string | undefined {
  const best = excerpt.findLast(({ dir }) => dir === 'rx') ?? excerpt.at(-1);
  if (best === undefined) return undefined;
  const answer = read(best.text);
  if (answer === undefined) return best.text;
  const asked = excerpt
    .filter(({ dir }) => dir !== best.dir)
    .map(({ text }) => read(text))
    .find((each) => each !== undefined && each.id === answer.id && each.type === '2');
  return asked && answer.type !== '2' ? `${asked.words} → ${answer.words}` : answer.words;
}
