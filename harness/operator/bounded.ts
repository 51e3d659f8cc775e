/** Keeps every operator within the time that it was given; what comes later is dropped. */
import { type OperatorAnswer } from '../doors/operator.js';
import { timeText } from './instructions.js';

/**
 * Runs `act` for at most `within` milliseconds. The signal fires when the time is over; an answer after that is
 * dropped, and so is a rejection.
 */
export async function bounded(
  within: number,
  act: (signal: AbortSignal) => Promise<OperatorAnswer>,
): Promise<OperatorAnswer> {
  const control = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<OperatorAnswer>((resolve) => {
    // A longer time would overflow the timer and fire at once.
    timer = setTimeout(
      () => {
        resolve({ status: 'failed', reason: `no answer within ${timeText(within)}` });
        control.abort();
      },
      Math.min(within, 2 ** 31 - 1),
    );
  });
  const answer = act(control.signal);
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
