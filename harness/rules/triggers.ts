/** Which messages a CSMS asks for by TriggerMessage, or in 1.6 by ExtendedTriggerMessage. */
import { TRIGGERED } from './data/boot-consequences.js';
import { textOf } from './values.js';

const TRIGGERS: readonly string[] = ['TriggerMessage', 'ExtendedTriggerMessage'];

/**
 * The messages that fulfil the request, by name: one, or two where the documents leave open which (1.6 Security
 * Whitepaper: the firmware status is that of the signed update). None for a trigger of the vendor's own, and for other
 * requests.
 */
export function triggered(action: string, payload: unknown): readonly string[] {
  const requested = TRIGGERS.includes(action) ? textOf(payload, 'requestedMessage') : undefined;
  if (requested === undefined || requested === 'CustomTrigger') return [];
  if (action === 'ExtendedTriggerMessage' && requested === 'FirmwareStatusNotification')
    return ['SignedFirmwareStatusNotification', 'FirmwareStatusNotification'];
  return [(Object.hasOwn(TRIGGERED, requested) ? TRIGGERED[requested] : undefined) ?? requested.slice(0, 64)];
}
