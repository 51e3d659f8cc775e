/** What boot conversations are made of. */
import { type Scene, at } from './scene.js';

export const bootPayload = (s: Scene, reason: string): unknown =>
  s.version === '1.6'
    ? { chargePointVendor: 'V', chargePointModel: 'M' }
    : { reason, chargingStation: { model: 'M', vendorName: 'V' } };

export function boots(s: Scene, status: string, interval = 60, reason = 'PowerUp'): void {
  s.asks('station', 'BootNotification', bootPayload(s, reason), { status, interval, currentTime: at(0) });
}
export const says = (s: Scene, action: string, payload: unknown = {}): unknown => s.asks('station', action, payload);
export function refused(s: Scene, action: string, code = 'SecurityError'): void {
  s.station([2, `r-${action}`, action, {}]);
  s.csms([4, `r-${action}`, code, '', {}]);
}
export const triggers = (s: Scene, requestedMessage: string, status = 'Accepted'): unknown =>
  s.asks('csms', 'TriggerMessage', { requestedMessage }, { status });
