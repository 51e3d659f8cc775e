/** An answer that comes from a program of the user's. */
import { z } from 'zod';

const text = z.string().max(2000);

export const answerSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('done'), value: z.unknown().optional(), note: text.optional() }),
  z.strictObject({ status: z.literal('unavailable'), reason: text }),
  z.strictObject({ status: z.literal('failed'), reason: text }),
]);
