/** A serial number for the station that the tester plays: an identity may hold what a serial number may not. */
export function serialOf(identity: string): string {
  return identity.replace(/[^\x20-\x7e]/g, '?').slice(0, 25);
}
