/** A small 1.6 station on a bare WebSocket: correct by itself, and wrong wherever a test says so. */
import { type TestContext } from 'node:test';
import { WebSocket } from 'ws';

export interface Call {
  readonly id: string;
  readonly action: string;
  readonly payload: Record<string, unknown>;
}

export interface StationOptions {
  /** The endpoint without the identity. */
  readonly url: string;
  /** The path's last segment as it is sent; CP001 when absent. */
  readonly segment?: string;
  readonly protocols?: readonly string[];
  /** User and password of Basic authentication, joined by a colon. */
  readonly credentials?: string;
  /** Does not boot by itself. */
  readonly silent?: boolean;
  readonly vendor?: string;
  /** The id of the first request; the others count on. */
  readonly firstId?: number;
  /** Takes a CALL of the tester in place of the station; undefined leaves it to the station. */
  readonly onCall?: (call: Call, station: RawStation) => 'taken' | undefined;
}

export interface RawStation {
  readonly socket: WebSocket;
  /** Sends a request when none of its own is open, and resolves with the answer's frame. */
  request(action: string, payload: object): Promise<unknown[]>;
  answer(id: string, payload: object): void;
  refuse(id: string, code: string): void;
  /** Sends anything. */
  raw(data: string | Uint8Array): void;
  readonly closed: Promise<number>;
}

function ownAnswer({ id, action, payload }: Call, station: RawStation): void {
  if (action === 'GetConfiguration') {
    const asked = (payload['key'] as string[] | undefined) ?? ['NumberOfConnectors'];
    return station.answer(id, {
      configurationKey: asked
        .filter((key) => key === 'NumberOfConnectors')
        .map((key) => ({ key, readonly: true, value: '1' })),
      unknownKey: asked.filter((key) => key !== 'NumberOfConnectors'),
    });
  }
  if (action === 'ChangeConfiguration') return station.answer(id, { status: 'NotSupported' });
  if (action === 'DataTransfer') return station.answer(id, { status: 'UnknownVendorId' });
  station.refuse(id, /^Laddprov/.test(action) ? 'NotImplemented' : 'NotSupported');
}

async function boot(station: RawStation, vendor: string): Promise<void> {
  await station.request('BootNotification', { chargePointVendor: vendor, chargePointModel: 'raw' });
  for (const connectorId of [0, 1])
    await station.request('StatusNotification', { connectorId, errorCode: 'NoError', status: 'Available' });
}

/** Connects and, unless it is silent, boots. Rejects when the handshake is refused. */
export function connectStation(t: TestContext, options: StationOptions): Promise<RawStation> {
  const { url, segment = 'CP001', protocols = ['ocpp1.6'], credentials, onCall } = options;
  const socket = new WebSocket(`${url.replace(/\/$/, '')}/${segment}`, [...protocols], {
    ...(credentials !== undefined && {
      headers: { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    }),
  });
  t.after(() => socket.terminate());
  let next = options.firstId ?? 1;
  const answers = new Map<string, (frame: unknown[]) => void>();
  let turn: Promise<unknown> = Promise.resolve();
  const send = (frame: unknown[]) => socket.send(JSON.stringify(frame));
  const station: RawStation = {
    socket,
    request(action, payload) {
      const done = turn.then(
        () =>
          new Promise<unknown[]>((resolve) => {
            const id = `raw-${next++}`;
            answers.set(id, resolve);
            send([2, id, action, payload]);
          }),
      );
      turn = done;
      return done;
    },
    answer: (id, payload) => send([3, id, payload]),
    refuse: (id, code) => send([4, id, code, '', {}]),
    raw: (data) => socket.send(data),
    closed: new Promise((resolve) => socket.once('close', resolve)),
  };
  socket.on('message', (data) => {
    const frame = JSON.parse((data as Buffer).toString('utf8')) as [number, string, ...unknown[]];
    if (frame[0] !== 2) return answers.get(frame[1])?.(frame);
    const call: Call = { id: frame[1], action: String(frame[2]), payload: frame[3] as Call['payload'] };
    if (onCall?.(call, station) === undefined) ownAnswer(call, station);
  });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.once('open', () => {
      if (!options.silent) void boot(station, options.vendor ?? 'raw');
      resolve(station);
    });
  });
}

/** Connects again, with ids of its own. Where the run is over already, nothing listens any more. */
export function comeBack(t: TestContext, url: string): void {
  connectStation(t, { url, firstId: 100 }).catch(() => undefined);
}
