/** What the 1.6 station cases of the Security Whitepaper share: passwords, restarts, and security events. */
import { type OnStation } from '../../../harness/peers/ocpp16.js';
import { everyConnector, statusWithin } from './connector.js';

/** Conditions on the security profile in which the SUT starts. */
export const WITH_PASSWORD = 'SecurityProfile = 1 or SecurityProfile = 2';
export const WITH_TLS = 'SecurityProfile >= 2';
export const WITH_CERTIFICATE = 'SecurityProfile = 3';

/** An AuthorizationKey as it stands in ChangeConfiguration: hexadecimal (A00.FR.205). */
export const hexOf = (password: string | Uint8Array): string => Buffer.from(password).toString('hex');

/**
 * Gives the station another password and judges that it takes it and connects with it; the tester lets it in with no
 * other. It gets the plan's back when the case is over; where it refuses, the tester keeps to the new one.
 */
export async function changesPassword(
  context: OnStation,
  password: Uint8Array,
  requirements: readonly string[],
): Promise<void> {
  const { csms, parameters, afterwards } = context;
  const before = parameters.passwordOf(csms.identity);
  csms.security({ password });
  await csms.call(
    'ChangeConfiguration',
    { key: 'AuthorizationKey', value: hexOf(password) },
    { status: 'Accepted' },
    requirements,
  );
  afterwards(async () => {
    csms.keepSecurity({ password });
    if (before === undefined) return;
    const value = hexOf(before);
    const outcome = await csms.attempt('ChangeConfiguration', { key: 'AuthorizationKey', value });
    if (outcome.kind !== 'result' || outcome.payload['status'] !== 'Accepted') return;
    csms.security({ password: before });
    csms.keepSecurity({ password: before });
    await csms.expectConnection([]);
  });
  await csms.expectConnection(requirements, { title: 'the station connects with the new password' });
}

/** Restarts the station and judges that it connects, registers, and reports every connector. */
export async function startsAgain(context: OnStation, requirements: readonly string[]): Promise<void> {
  const { csms, parameters } = context;
  await csms.call('Reset', { type: 'Hard' }, { status: 'Accepted' }, '1.6 §5.14');
  await csms.expectConnection(requirements);
  const boot = await csms.expect('BootNotification', {}, '1.6 §4.2', { within: parameters.limits.reboot });
  await csms.expectAll(
    everyConnector(context).map((connectorId) =>
      csms.message('StatusNotification', {}, ['1.6 §4.9', 'errata 3.22'], {
        where: { connectorId },
        after: boot.n,
        id: `StatusNotification-${connectorId}`,
      }),
    ),
    { within: statusWithin(context) },
  );
}

/**
 * Looks whether the station pushes a security event that is not critical (§8): it need not, since only critical ones
 * are pushed for sure (A04.FR.01), but the official cases wait for it.
 */
export async function adviseOnEvent(
  context: OnStation,
  types: readonly string[],
  clause: string,
  frames: readonly number[] = [],
): Promise<void> {
  const { csms, parameters, advise } = context;
  const seen = csms.conversation
    .unconsumed()
    .some(({ action, payload }) => action === 'SecurityEventNotification' && types.includes(String(payload['type'])));
  if (seen) return;
  const end = csms.conversation.lane.clock.now() + parameters.limits.action;
  for (let left = parameters.limits.action; left > 0; left = end - csms.conversation.lane.clock.now()) {
    const event = await csms.next('SecurityEventNotification', { within: left });
    if (event && types.includes(event.payload.type)) return;
  }
  advise(
    `no-${types[0] ?? 'event'}`,
    `legal, but the official tool refuses it: the station did not push the security event ${types.join(' or ')}`,
    clause,
    frames,
  );
}
