/** What the record holds of a case that is over: what is found late, what became of the SUT, and what lies behind reds. */
import { z } from 'zod';
import { caseVerdictSchema, lane, t, verdictSchema } from './event-parts.js';

export const caseEndSchema = z.object({
  type: z.literal('case-end'),
  case: z.string(),
  lane,
  t,
  verdict: caseVerdictSchema,
  reason: z.string(),
  /** Milliseconds of the tester's clock. */
  duration: z.number(),
  attempt: z.number().int().optional(),
  /** What happened to the SUT that was not the case's doing: this attempt counts for nothing, and there is another. */
  disturbed: z.string().optional(),
});

/** A case that is over gets a worse verdict: what it caused was found later. The last one counts. */
export const caseAmendSchema = z.object({
  type: z.literal('case-amend'),
  case: z.string(),
  lane,
  t,
  attempt: z.number().int().optional(),
  verdict: verdictSchema,
  reason: z.string(),
  /** The frames of what was found. */
  frames: z.array(z.number().int()),
});

/** What happened to the SUT as a whole, in words that a person understands. */
export const incidentSchema = z.object({
  type: z.literal('incident'),
  lane,
  t,
  /**
   * `restarted`: it came back and booted though nobody asked for it. `hung-up`: it closed the connection. `silent`: it is
   * connected and answers nothing. `gone`: it does not come back. `unregistered`: it never boots again. `returned`: it
   * answers again.
   */
  kind: z.enum(['restarted', 'hung-up', 'silent', 'gone', 'unregistered', 'returned']),
  text: z.string(),
  /** The case whose traffic came last before it. */
  case: z.string().optional(),
  /** Where that is not certain: the cases in which its cause lies. */
  span: z.array(z.string()).optional(),
  /** The last frame of the tester before it, where there is one. */
  frames: z.array(z.number().int()),
});

/** What a case left at the SUT when it was over. */
export const leftSchema = z.object({
  type: z.literal('left'),
  lane,
  t,
  case: z.string(),
  /** What it is of. */
  kind: z.enum([
    'connection',
    'registration',
    'transaction',
    'remote-start',
    'vehicle',
    'reservation',
    'availability',
    'charging-profile',
    'local-list',
    'monitor',
    'setting',
    'trigger',
    'report',
    'display-message',
    'certificate',
  ]),
  /** What exactly, such as `transaction 4711 on connector 1`. */
  subject: z.string(),
  /** `restored`: the tester put it back. `standing`: it could not, and cases that it bears on are inconclusive. */
  state: z.enum(['restored', 'standing']),
  text: z.string(),
  frames: z.array(z.number().int()),
});

/** One fault of the SUT behind one or many reds, found from what was seen. */
export const causeSchema = z.object({
  type: z.literal('cause'),
  lane,
  t,
  /** What the reds have in common, such as `rule validity StatusNotification timestamp`: the same in every run. */
  key: z.string(),
  title: z.string(),
  clause: z.string(),
  /** The first and clearest red. */
  first: z.object({
    case: z.string().optional(),
    check: z.string().optional(),
    rule: z.string().optional(),
    reason: z.string(),
  }),
  frames: z.array(z.number().int()),
  /** Every case that is red by it, the first one's first. */
  cases: z.array(z.string()),
  /** How many red checks and findings it stands for. */
  reds: z.number().int(),
});
