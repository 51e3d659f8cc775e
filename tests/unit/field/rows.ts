/** What products in the field did, as frames, with the verdict that is right: one row each. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../house/tools.js';

const row = z.strictObject({
  id: z.string(),
  version: z.enum(['1.6', '2.0.1', '2.1']),
  /** Whose product it is about: `in` is what it sent, `out` what was sent to it. */
  sut: z.enum(['station', 'csms']),
  what: z.string(),
  frames: z.array(z.tuple([z.enum(['in', 'out']), z.string()])),
  /** The frame in question. */
  judged: z.number(),
  /** What is right: no finding that fails, one that does, or an advisory alone. */
  right: z.enum(['pass', 'fail', 'advisory']),
  clause: z.string(),
  /** The frames after which the product waited in vain. */
  pauses: z.array(z.number()).default([]),
});
export type Row = z.infer<typeof row>;

export function fieldRows(): readonly Row[] {
  const text = readFileSync(join(ROOT, 'fixtures/field/reports.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => row.parse(JSON.parse(line)));
}
