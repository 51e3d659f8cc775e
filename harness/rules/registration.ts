/** Where a station stands with its CSMS, as far as its BootNotifications have shown it. */
import { MANY, entry, short } from './bounded.js';
import { type FrameSeen } from './rule.js';
import { field, integerOf, textOf } from './values.js';

/**
 * `unknown`: no BootNotification was seen, so it may have been accepted before, and need not boot again to reconnect
 * (OCPP-J §5.4). `waiting`: one was sent and not answered with a status.
 */
export type RegistrationStatus = 'unknown' | 'waiting' | 'Accepted' | 'Pending' | 'Rejected';

export interface Registration {
  status: RegistrationStatus;
  /** The status before the BootNotification that is waiting. */
  before: RegistrationStatus;
  /** The connection of the last BootNotification. */
  conn: number;
  /** The frame of the last BootNotification. */
  boot: number;
  /** The frame of the last answer with a status, its connection, when it came, and its interval in seconds (0: none). */
  answer: number;
  answeredOn: number;
  since: number;
  interval: number;
}

export type Registrations = Map<string, Registration>;

const fresh = (): Registration => ({
  status: 'unknown',
  before: 'unknown',
  conn: -1,
  boot: 0,
  answer: 0,
  answeredOn: -1,
  since: 0,
  interval: 0,
});

/** The station's registration, before `seen` changes it. */
export const registrationOf = (all: Registrations, seen: FrameSeen): Registration =>
  entry(all, short(seen.identity), MANY.identities, fresh);

/** Takes note of a BootNotification or of its answer; every other frame changes nothing. */
export function follow(registration: Registration, seen: FrameSeen): void {
  const { message, answers } = seen;
  if (seen.sender === 'station' && message.kind === 'call' && message.action === 'BootNotification') {
    if (registration.status !== 'waiting') registration.before = registration.status;
    Object.assign(registration, { status: 'waiting', conn: seen.conn, boot: seen.n });
    return;
  }
  if (seen.sender !== 'csms' || answers?.action !== 'BootNotification') return;
  // An error registers nothing: a station that had a status stands as it did.
  if (message.kind === 'error' && registration.status === 'waiting' && registration.before !== 'unknown')
    registration.status = registration.before;
  if (message.kind !== 'result') return;
  const status = textOf(message.payload, 'status');
  if (status !== 'Accepted' && status !== 'Pending' && status !== 'Rejected') return;
  const interval = Math.max(
    0,
    integerOf(message.payload, 'interval') ?? Number(field(message.payload, 'interval') ?? 0),
  );
  Object.assign(registration, {
    status,
    answer: seen.n,
    answeredOn: seen.conn,
    since: seen.t,
    interval: Number.isFinite(interval) ? interval : 0,
  });
}
