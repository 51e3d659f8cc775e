/** Reads the payloads of frames for what reports draw. Everything in them is the SUT's and may be anything. */
import { type Frame } from './run-model.js';

type Fields = Readonly<Record<string, unknown>>;

/** Longer than this a message is not read again: what is drawn is in short ones. */
const READ = 200_000;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
export const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The message id and payload of a CALL or its result; nothing of what cannot be read. */
export function payloadOf({ text, kind }: Frame): { readonly id: string; readonly payload: Fields } | undefined {
  if (text.length > READ || (kind !== 'call' && kind !== 'result' && kind !== 'send')) return undefined;
  try {
    const frame: unknown = JSON.parse(text);
    if (!Array.isArray(frame)) return undefined;
    const payload: unknown = frame[kind === 'result' ? 2 : 3];
    return { id: String(frame[1]), payload: fieldsOf(payload) };
  } catch {
    return undefined;
  }
}

/** A number out of what carries numbers as texts too. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** When something was, in milliseconds of the run: by its own time where that is believable, else when it came. */
export function momentOf(time: unknown, came: number, epoch: number): number {
  const own = typeof time === 'string' ? Date.parse(time) - epoch : Number.NaN;
  // What was kept while offline comes late with its own time; a clock that is hours off would tear the picture.
  return own >= came - 3_600_000 && own <= came + 60_000 ? own : came;
}
