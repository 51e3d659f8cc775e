/** What a station says of itself when it registers. */
import { type EventOf } from '../../harness/record/events.js';
import { part } from './statement.js';

export interface Told {
  readonly vendor: readonly string[];
  readonly model: readonly string[];
  readonly firmware: readonly string[];
  readonly serial: readonly string[];
}

type Part = keyof Told;

/** Where BootNotification has it: in 2.x under chargingStation. */
const PLACES: Readonly<Record<Part, readonly string[]>> = {
  vendor: ['chargePointVendor', 'vendorName'],
  model: ['chargePointModel', 'model'],
  firmware: ['firmwareVersion'],
  serial: ['chargePointSerialNumber', 'serialNumber'],
};

const BOOT = /^\s*\[\s*2\s*,\s*"[^"]{0,255}"\s*,\s*"BootNotification"/;
/** Longer than any that is valid; what is longer is not read. */
const LONGEST = 16_384;
/** Different values of one part that are kept: a firmware update gives two. */
const MOST = 5;

/** Listens for the registrations of a station under test. */
export function createTold(): { readonly told: Told; take(frame: EventOf<'frame'>): void } {
  const told = { vendor: [] as string[], model: [] as string[], firmware: [] as string[], serial: [] as string[] };
  return {
    told,
    take({ dir, text }) {
      if (dir !== 'rx' || text.length > LONGEST || !BOOT.test(text)) return;
      let payload: unknown;
      try {
        payload = (JSON.parse(text) as unknown[])[3];
      } catch {
        return;
      }
      const nested = part(payload, 'chargingStation');
      const boot = { ...part({ payload }, 'payload'), ...nested };
      for (const [name, places] of Object.entries(PLACES) as [Part, readonly string[]][]) {
        const value = places.map((place) => boot[place]).find((each) => typeof each === 'string' && each !== '');
        const known = told[name];
        if (typeof value === 'string' && known.length < MOST && !known.includes(value)) known.push(value);
      }
    },
  };
}
