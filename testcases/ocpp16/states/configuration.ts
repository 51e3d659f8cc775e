/** Configuration keys that a station case needs at a certain value (1.6 §5.3, §5.8); each is put back afterwards. */
import { type OnStation } from '../../../harness/peers/ocpp16.js';

export interface ConfigurationKey {
  readonly key: string;
  readonly readonly: boolean;
  readonly value?: string;
}

/** Keys are CiStrings: letter case does not matter (§7.17). */
export const sameKey = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** What a GetConfiguration result lists, as far as it has the right form. */
export function keysOf(payload: Readonly<Record<string, unknown>>): readonly ConfigurationKey[] {
  const list: readonly unknown[] = Array.isArray(payload['configurationKey']) ? payload['configurationKey'] : [];
  return list.flatMap((item): readonly ConfigurationKey[] => {
    if (typeof item !== 'object' || item === null) return [];
    const { key, readonly, value } = item as Readonly<Record<string, unknown>>;
    if (typeof key !== 'string' || typeof readonly !== 'boolean') return [];
    return [{ key, readonly, ...(typeof value === 'string' && { value }) }];
  });
}

/** The value of a key; undefined where the station has no such key, or does not tell. */
export async function readKey({ csms }: OnStation, key: string): Promise<string | undefined> {
  const outcome = await csms.attempt('GetConfiguration', { key: [key] });
  if (outcome.kind !== 'result') return undefined;
  return keysOf(outcome.payload).find((item) => sameKey(item.key, key))?.value;
}

/** Asks for another value without judging the answer; returns its status. */
export async function changeKey({ csms }: OnStation, key: string, value: string): Promise<string> {
  const outcome = await csms.attempt('ChangeConfiguration', { key, value });
  if (outcome.kind === 'result') return String(outcome.payload['status']);
  return outcome.kind === 'error' ? outcome.code : `no answer (${outcome.kind})`;
}

/** Tries to bring a key to a value for the case at hand; returns the answer's status, or `Accepted` when it has it. */
export async function tryConfigure(context: OnStation, key: string, value: string): Promise<string> {
  const before = await readKey(context, key);
  if (before === value) return 'Accepted';
  const status = await changeKey(context, key, value);
  if (before !== undefined && status !== 'Rejected' && status !== 'NotSupported')
    context.afterwards(() => changeKey(context, key, before));
  return status;
}

/** Brings a key to a value for the case at hand; where the station refuses, the case ends without a verdict on it. */
export async function configure(context: OnStation, key: string, value: string): Promise<void> {
  const status = await tryConfigure(context, key, value);
  if (status !== 'Accepted') context.stop(`the station does not take "${value}" for ${key} at once: ${status}`);
}
