/** What a station tells unasked while it is probed: who made it, and which connectors it has. */
import { type Version } from '../../harness/doors/protocol.js';
import { type ProbeFound } from '../../harness/plan/probed/probe-found.js';
import { type RecordEvent } from '../../harness/record/events.js';
import { parseMessage } from '../../harness/wire/ocpp-j.js';

/** Nothing has more connectors than this. */
const MOST = 1000;

type Group = Readonly<Record<string, unknown>>;
const group = (value: unknown): Group => (typeof value === 'object' && value !== null ? (value as Group) : {});
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.slice(0, 255) : undefined;

export interface ToldCollector {
  on(event: RecordEvent): void;
  all(): Pick<ProbeFound, 'boot' | 'connectors'>;
}

export function createToldCollector(version: Version): ToldCollector {
  const connectors = new Map<number, number>();
  let boot: ProbeFound['boot'];
  return {
    on(event) {
      if (event.type !== 'frame' || event.dir !== 'rx' || !/"(Boot|Status)Notification"/.test(event.text.slice(0, 200)))
        return;
      const message = parseMessage(event.text, version);
      if (message.kind !== 'call') return;
      const payload = group(message.payload);
      if (message.action === 'BootNotification') {
        const station = version === '1.6' ? payload : group(payload['chargingStation']);
        const vendor = text(station['vendorName'] ?? station['chargePointVendor']);
        const model = text(station['model'] ?? station['chargePointModel']);
        const firmware = text(station['firmwareVersion']);
        boot = {
          ...(vendor !== undefined && { vendor }),
          ...(model !== undefined && { model }),
          ...(firmware !== undefined && { firmware }),
          frame: event.n,
        };
      } else {
        const { connectorId } = payload;
        const isOne = typeof connectorId === 'number' && Number.isInteger(connectorId) && connectorId > 0;
        if (isOne && version === '1.6' && connectors.size < MOST && !connectors.has(connectorId))
          connectors.set(connectorId, event.n);
      }
    },
    all: () => ({ ...(boot && { boot }), connectors }),
  };
}
