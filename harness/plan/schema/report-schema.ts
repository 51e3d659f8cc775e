/** The part of the plan that only the cover of a report needs: who tested, for whom, under which number. */
import { z } from 'zod';

/** One line for people; a report shows it and nothing acts on it. */
const line = z
  .string()
  .max(200)
  .regex(/^\P{Cc}+$/u, 'must be one line of text, without control characters');

export const reportSchema = z
  .strictObject({
    lab: line.optional().describe('The laboratory or company that tests.'),
    tester: line.optional().describe('The person who answers for the run.'),
    reference: line.optional().describe('The number of the order or of the report.'),
    contact: line.optional().describe('Where to ask: an address, a telephone number.'),
    note: line.optional().describe('What else belongs on the cover.'),
  })
  .describe('What the cover of a report says of the test itself; every part is optional.');
