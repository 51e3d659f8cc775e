/** What a station said of the status of its connectors, as a line of time for each. */
import { fieldsOf, listOf, momentOf, numberOf, payloadOf, textOf } from './payloads.js';
import { type Frame } from './run-model.js';
import { oneLine } from './visible.js';

export interface StatusChange {
  /** Milliseconds of the run. */
  readonly t: number;
  readonly status: string;
  readonly n: number;
  /** 1.6: the error code, where it is another than NoError. */
  readonly error?: string;
}

export interface StatusLine {
  /** `connector 1`, `EVSE 1 connector 2`, `station`. */
  readonly place: string;
  readonly changes: StatusChange[];
}

const MOST_LINES = 24;
const MOST_CHANGES = 5_000;

function placeOf(payload: Readonly<Record<string, unknown>>): string {
  const [evse, connector] = [numberOf(payload['evseId']), numberOf(payload['connectorId'])];
  if (evse !== undefined) return `EVSE ${evse}${connector === undefined ? '' : ` connector ${connector}`}`;
  return connector === 0 || connector === undefined ? 'station' : `connector ${connector}`;
}

type Add = (place: string, change: StatusChange) => void;

function read(frame: Frame, epoch: number, add: Add): void {
  const payload = payloadOf(frame)?.payload ?? {};
  if (frame.action === 'StatusNotification') {
    const status = textOf(payload['connectorStatus']) ?? textOf(payload['status']);
    const error = textOf(payload['errorCode']);
    if (status === undefined) return;
    const t = momentOf(payload['timestamp'], frame.t, epoch);
    const told = error !== undefined && error !== 'NoError' ? { error: oneLine(error, 40) } : {};
    return add(placeOf(payload), { t, status: oneLine(status, 24), n: frame.n, ...told });
  }
  for (const event of listOf(payload['eventData'])) {
    if (fieldsOf(event['variable'])['name'] !== 'AvailabilityState') continue;
    const { evse } = fieldsOf(event['component']);
    const { id, connectorId } = fieldsOf(evse);
    const place = id === undefined ? 'station' : placeOf({ evseId: id, connectorId });
    const t = momentOf(event['timestamp'], frame.t, epoch);
    add(place, { t, status: oneLine(textOf(event['actualValue']) ?? '?', 24), n: frame.n });
  }
}

/** Gathers statuses out of frames that come one by one. */
export interface Statuses {
  take(frame: Frame): void;
  /** By place, in the order of their own times. */
  lines(): readonly StatusLine[];
}

export function createStatuses(epoch: number, station: Frame['dir']): Statuses {
  const lines = new Map<string, StatusLine>();
  const add: Add = (place, change) => {
    if (!lines.has(place) && lines.size >= MOST_LINES) return;
    const line = lines.get(place) ?? { place, changes: [] };
    lines.set(place, line);
    if (line.changes.length < MOST_CHANGES) line.changes.push(change);
  };
  return {
    take(frame) {
      if (frame.dir !== station || frame.kind !== 'call') return;
      if (frame.action === 'StatusNotification' || frame.action === 'NotifyEvent') read(frame, epoch, add);
    },
    lines: () =>
      [...lines.values()]
        .map(({ place, changes }) => ({ place, changes: [...changes].sort((a, b) => a.t - b.t) }))
        .sort((a, b) => a.place.localeCompare(b.place, 'en', { numeric: true })),
  };
}

/** The statuses in these frames. */
export function statusesOf(frames: readonly Frame[], epoch: number, station: Frame['dir']): readonly StatusLine[] {
  const statuses = createStatuses(epoch, station);
  for (const frame of frames) statuses.take(frame);
  return statuses.lines();
}
