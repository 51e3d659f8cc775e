/** What a station says of itself when it registers: its vendor, its model, its firmware. */
import { z } from 'zod';
import { type RecordEvent } from '../record/events.js';

export interface Told {
  readonly vendor?: string;
  readonly model?: string;
  readonly firmware?: string;
}

/** Text of a SUT: what is none, or is too long to be a name, counts as not told. */
const name = z.string().min(1).max(200).optional().catch(undefined);

/** BootNotification of OCPP 1.6 (§6.1), and of 2.0.1 and 2.1 (Part 2, 1.6.1). */
const payload = z.union([
  z
    .object({ chargingStation: z.object({ vendorName: name, model: name, firmwareVersion: name }) })
    .transform(({ chargingStation: { vendorName, model, firmwareVersion } }) => [vendorName, model, firmwareVersion]),
  z
    .object({ chargePointVendor: name, chargePointModel: name, firmwareVersion: name })
    .transform((boot) => [boot.chargePointVendor, boot.chargePointModel, boot.firmwareVersion]),
]);

const call = z.tuple([z.literal(2), z.string(), z.literal('BootNotification'), payload]);

function toldIn(text: string): Told | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = call.safeParse(value);
  if (!parsed.success) return undefined;
  const [vendor, model, firmware] = parsed.data[3];
  return {
    ...(vendor !== undefined && { vendor }),
    ...(model !== undefined && { model }),
    ...(firmware !== undefined && { firmware }),
  };
}

/** A message longer than this is no registration worth reading. */
const LONGEST = 20_000;

export interface Listening {
  on(event: RecordEvent): void;
  told(): Told;
}

/** Listens to a run, or to its record: the first registration of the SUT counts, before any case gave it new firmware. */
export function listenForRegistration(): Listening {
  let told: Told | undefined;
  return {
    on(event) {
      if (told !== undefined || event.type !== 'frame' || event.dir !== 'rx') return;
      if (event.text.length <= LONGEST && event.text.includes('BootNotification')) told = toldIn(event.text);
    },
    told: () => told ?? {},
  };
}
