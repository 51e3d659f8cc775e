/** What cases on booting share: a station that is not accepted at once, and what it may do meanwhile. */
import { type OnStation } from '../../../harness/peers/ocpp2.js';
import { connectorsOf, expectStatuses, type StatusOptions } from './connector-status.js';
import { type Logged, type MessageLog } from './message-log.js';

/** How much earlier or later than its interval a message may come, in milliseconds: clocks drift, networks wait. */
export const SLACK = 2_000;

/** Every connector is reported as Available. */
export const reportsEveryConnector = (
  context: OnStation,
  requirements: string | readonly string[],
  options?: StatusOptions,
): Promise<void> =>
  expectStatuses(
    context,
    connectorsOf(context.parameters).map((place) => ({ ...place, status: 'Available' })),
    requirements,
    options,
  );

/**
 * Answers BootNotification with `status` until `accept`, and with SecurityError what a station may not send meanwhile
 * (B02.FR.09, B03.FR.07). The station is accepted in any case when the case is over.
 */
export function holdBack(
  { csms, parameters, afterwards }: OnStation,
  status: 'Pending' | 'Rejected',
  interval: number,
): { accept(): void } {
  const allowed = status === 'Pending' ? ['BootNotification', 'NotifyReport'] : ['BootNotification'];
  let accepting = false;
  let held = false;
  const refuse = (...welcome: readonly string[]) =>
    csms.conversation.answer(({ action }) =>
      held && !welcome.includes(action)
        ? { error: 'SecurityError', description: `the station is ${status}` }
        : undefined,
    );
  refuse(...allowed);
  csms.answer('BootNotification', () => {
    held = !accepting;
    return accepting
      ? { status: 'Accepted', currentTime: csms.now(), interval: parameters.heartbeatInterval }
      : { status, currentTime: csms.now(), interval };
  });
  afterwards(async () => {
    if (!held) return;
    // The case is over, and so is what it answered; the station is accepted when it asks again.
    const stop = refuse('BootNotification');
    await csms.next('BootNotification', { within: interval * 2_000 + SLACK });
    stop();
  });
  return { accept: () => void (accepting = true) };
}

/** Judges that between two messages nothing was sent but `allowed`; a Heartbeat is what a station would send first. */
export function judgeSilence(
  { check }: OnStation,
  log: MessageLog,
  between: readonly [Pick<Logged, 'n'>, Pick<Logged, 'n'>],
  allowed: readonly string[],
  requirements: string,
  status: string,
): void {
  const [from, to] = between;
  const others = log.entries.filter(({ n, action }) => n > from.n && n < to.n && !allowed.includes(action));
  check(`silent-while-${status.toLowerCase()}`, others.length === 0, {
    title: `the station sends nothing of its own accord while it is ${status}`,
    requirements,
    frames: [from.n, ...others.slice(0, 5).map(({ n }) => n), to.n],
    expected: `nothing but ${allowed.join(', ')}`,
    actual: others.length === 0 ? 'nothing else' : others.map(({ action }) => action).join(', '),
    action: 'Heartbeat',
    absence: true,
  });
}
