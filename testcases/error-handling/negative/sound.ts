/**
 * The sound message that a generated request is made from: the SUT is first seen to understand it, or what it makes of
 * the wrong ones shows nothing. What was seen is remembered on the conversation; a case that stands alone sees for itself.
 */
import { type Outcome } from '../../../harness/peers/conversation/conversation.js';
import { basePayload } from '../../../harness/peers/for-cases/negatives.js';
import { ABSENT } from '../../../harness/peers/for-cases/wrong.js';
import { is2x, type Version } from '../../../harness/peers/for-cases/versions.js';
import { type OnEither } from './alive.js';
import { harmless, NOBODY, NOWHERE } from './base.js';

/** What a SUT makes of the sound message. `unseen`: it is not sent, since whoever takes it acts upon it. */
export type Seen =
  { readonly kind: 'understood' | 'unseen' } | { readonly kind: 'absent' | 'refused'; readonly reason: string };

/** Whoever takes these does something that is felt later, and there is no sound form of them that is about nothing. */
const NEVER: readonly string[] = [
  ...['Reset', 'UpdateFirmware', 'SignedUpdateFirmware', 'PublishFirmware', 'GetDiagnostics', 'GetLog'],
  ...['SendLocalList', 'ClearCache', 'SetMonitoringBase', 'SetMonitoringLevel', 'AFRRSignal', 'RequestBatterySwap'],
  ...['InstallCertificate', 'ClearDERControl', 'ClearTariffs'],
];

/** Messages that are about a connector that no station has, so that nothing comes of them. */
const ELSEWHERE: readonly string[] = ['RemoteStartTransaction', 'RequestStartTransaction'];

/** What puts back what the sound message may have done. */
const UNDO: Readonly<Record<string, (version: Version) => readonly [action: string, payload: object]>> = {
  ReserveNow: () => ['CancelReservation', { reservationId: NOWHERE }],
  SetChargingProfile: (version) => [
    'ClearChargingProfile',
    is2x(version) ? { chargingProfileId: NOWHERE } : { id: NOWHERE },
  ],
  SetDisplayMessage: () => ['ClearDisplayMessage', { id: NOWHERE }],
  SetDefaultTariff: () => ['ClearTariffs', { tariffIds: [NOBODY] }],
  SetDERControl: () => ['ClearDERControl', { isDefault: false, controlId: NOBODY }],
};

/** What an accepted message is followed by: the message, and whether this one is the last. */
const FOLLOWED: Readonly<
  Record<string, readonly [action: string, last: (payload: Readonly<Record<string, unknown>>) => boolean]>
> = {
  GetBaseReport: ['NotifyReport', ({ requestId, tbc }) => requestId === NOWHERE && tbc !== true],
  TriggerMessage: ['Heartbeat', () => true],
  ExtendedTriggerMessage: ['Heartbeat', () => true],
};

const WHY = 'a sound message, to see whether it is understood before wrong ones are sent';

function payloadOf(version: Version, action: string, now: string): object {
  const payload = basePayload(version, action, 'request', '', { ...harmless(version, action), now });
  if (ELSEWHERE.includes(action)) payload[is2x(version) ? 'evseId' : 'connectorId'] = NOWHERE;
  return payload;
}

function seenBy(action: string, outcome: Outcome, sut: string): Seen {
  if (outcome.kind === 'result') return { kind: 'understood' };
  if (outcome.kind !== 'error')
    return {
      kind: 'refused',
      reason: `the ${sut} did not answer a sound ${action} (frame ${outcome.n}): ${outcome.kind}`,
    };
  const { code, answer } = outcome;
  if (ABSENT.includes(code)) return { kind: 'absent', reason: absence(action, code, answer) };
  // It read the message, and has no such thing.
  if (code === 'PropertyConstraintViolation') return { kind: 'understood' };
  return { kind: 'refused', reason: `the ${sut} answered a sound ${action} with ${code} (frame ${answer})` };
}

/** Why wrong forms of the action do not apply. */
export const absence = (action: string, code: string, frame: number): string =>
  `${action} is not implemented: ${code} in frame ${frame}`;

/** Waits until what an accepted message sets off is through, so that the next case need not tell it from its own. */
async function settle(context: OnEither, action: string, outcome: Outcome): Promise<void> {
  const peer = 'csms' in context ? context.csms : context.station;
  if (outcome.kind !== 'result') return;
  const undo = UNDO[action]?.(context.version);
  if (undo) await peer.attempt(undo[0], undo[1], { deliberate: 'what the sound message may have done is undone' });
  if (action === 'StartTransaction') {
    const { transactionId = NOWHERE } = outcome.payload;
    const now = 'csms' in context ? context.csms.now() : context.station.now();
    const payload = { transactionId, meterStop: 1, timestamp: now };
    await peer.attempt('StopTransaction', payload, { deliberate: 'what the sound message may have done is undone' });
  }
  const followed = FOLLOWED[action];
  if (!followed || outcome.payload['status'] !== 'Accepted') return;
  const [name, last] = followed;
  const { action: within } = context.parameters.limits;
  for (let next = await peer.next(name as never, { within }); next !== undefined && !last(next.payload);)
    next = await peer.next(name as never, { within });
}

/** What the SUT makes of the sound form of `action`; asks it where nobody has yet. */
export async function seeSound(context: OnEither, action: string): Promise<Seen> {
  const peer = 'csms' in context ? context.csms : context.station;
  const { memory } = peer.conversation;
  const key = `sound ${action}`;
  const known = memory.get(key) as Seen | undefined;
  if (known) return known;
  // The tester itself booted with one over this very connection.
  if (NEVER.includes(action) || action === 'BootNotification') return { kind: 'unseen' };
  const now = 'csms' in context ? context.csms.now() : context.station.now();
  const outcome = await peer.attempt(action, payloadOf(context.version, action, now), { deliberate: WHY });
  const seen = seenBy(action, outcome, 'csms' in context ? 'station' : 'CSMS');
  memory.set(key, seen);
  await settle(context, action, outcome);
  return seen;
}

/** Takes note that the SUT does not have the action: seen in its answer to a wrong form. */
export function rememberAbsence(context: OnEither, action: string, reason: string): void {
  const { memory } = ('csms' in context ? context.csms : context.station).conversation;
  memory.set(`sound ${action}`, { kind: 'absent', reason } satisfies Seen);
}
