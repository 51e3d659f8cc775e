import { type CaseRun } from '../model/run-model.js';
import { cutNoted, visible } from '../model/visible.js';

/** The most characters of one message, and the most messages, in an attachment; the record has the rest. */
const LONGEST = 20_000;
const MOST = 2_000;

/** The messages of a case as lines of text: number, seconds since the case began, direction, name, then the text. */
export function messagesText(run: CaseRun): string {
  const lines = run.frames.slice(0, MOST).map((frame) => {
    const at = ((frame.t - run.started) / 1000).toFixed(3);
    const from = frame.dir === 'rx' ? 'SUT > tester' : 'tester > SUT';
    const purpose = frame.deliberate === undefined ? '' : ` (wrong on purpose: ${frame.deliberate})`;
    const text = cutNoted(frame.text, LONGEST).replace(/[\r\n]+/g, ' ');
    return `${frame.n}  ${at} s  ${from}  ${frame.name}${purpose}\n    ${text}`;
  });
  if (run.frames.length > MOST) lines.push(`and ${run.frames.length - MOST} more in the record`);
  return visible(`${lines.join('\n') || 'no message in this case'}\n`);
}
