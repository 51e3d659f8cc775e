/**
 * Where the impersonated station stands with the CSMS, by the answer to its last BootNotification: until it is accepted
 * it may send nothing that it was not asked for, and it boots again only when it is told to (1.6 §4.2; B01.FR.08,
 * B02.FR.02, B02.FR.04, B03.FR.02, B03.FR.06).
 */
import { sleep } from '../../doors/clock.js';
import { type Connecting } from './connecting.js';
import { type Conversation, type Outcome } from '../conversation/conversation.js';

export interface OwnRegistration {
  /** Takes note of what came of a BootNotification. */
  booted(outcome: Outcome): void;
  /** Why the station may not send this now; undefined when it may. */
  forbids(action: string): string | undefined;
}

/** What the station waits where the CSMS leaves it the choice (B02.FR.07, B03.FR.06), in milliseconds. */
const OWN_CHOICE = 10_000;
/** Reports that the CSMS has asked for with another message than a trigger. */
const REPORTS = /^Notify|StatusNotification$/;
const TRIGGERS: readonly string[] = ['TriggerMessage', 'ExtendedTriggerMessage'];
/** Under this name a conversation remembers that its station was accepted. */
const ACCEPTED = 'accepted';

/** Whether the station of this conversation booted on it and was accepted. */
export const isAccepted = ({ memory }: Conversation): boolean => memory.get(ACCEPTED) === true;

/** How long the answer to a boot has the station wait, in milliseconds; undefined when it is no such answer. */
function heldBackBy(outcome: Outcome): number | undefined {
  if (outcome.kind !== 'result') return undefined;
  const { status, interval } = outcome.payload;
  if (status !== 'Pending' && status !== 'Rejected') return undefined;
  return typeof interval === 'number' && interval > 0 ? interval * 1000 : OWN_CHOICE;
}

export function createRegistration(conversation: Conversation, connecting: Connecting): OwnRegistration {
  const { clock } = conversation.lane;
  let status = isAccepted(conversation) ? 'Accepted' : 'unknown';
  let stopWatching: (() => void) | undefined;
  const asked = new Set<string>();

  /** While the boot is not accepted, the CSMS may ask for messages. */
  const watch = () => {
    asked.clear();
    stopWatching ??= conversation.watch(({ action, payload }) => {
      if (TRIGGERS.includes(action)) asked.add(String(payload['requestedMessage']));
      return false;
    });
  };
  return {
    booted(outcome) {
      // An error registers nothing: a station that had a status stands as it did.
      if (outcome.kind === 'error' && status !== 'unknown') return;
      status = outcome.kind === 'result' ? String(outcome.payload['status']) : 'waiting';
      conversation.memory.set(ACCEPTED, status === 'Accepted');
      connecting.heldBack = clock.now() + (heldBackBy(outcome) ?? -1);
      if (status === 'Pending') return watch();
      stopWatching?.();
      stopWatching = undefined;
    },
    forbids(action) {
      if (asked.has(action) && status === 'Pending') return undefined;
      if (action === 'BootNotification')
        return clock.now() < connecting.heldBack ? `the CSMS lets the station boot again only later` : undefined;
      if (status === 'unknown' || status === 'Accepted') return undefined;
      if (status === 'Pending' && REPORTS.test(action)) return undefined;
      const why = status === 'Pending' || status === 'Rejected' ? `is ${status}` : 'got no answer';
      return `the boot of the station ${why}: it may not send ${action}`;
    },
  };
}

/** Waits until the station may boot; false where that is later than it is tried, in milliseconds from now. */
export async function waitsToBoot({ lane: { clock } }: Conversation, connecting: Connecting, left: number) {
  const rest = connecting.heldBack - clock.now();
  if (rest > Math.max(0, left)) return false;
  if (rest > 0) await sleep(clock, rest);
  return true;
}

/** Whether the answer to a boot has the station boot again later. */
export const isHeldBack = (outcome: Outcome): boolean => heldBackBy(outcome) !== undefined;
