/** What became of the handshakes on a lane, in order, for cases that are about them. */
import { type TlsFacts } from '../../doors/tls.js';
import { type Lane } from '../../lane/lane.js';
import { type EventOf } from '../../record/events.js';

/** A connection that came about, was refused, or failed in TLS. */
export interface Handshake {
  readonly conn: number;
  readonly event: 'open' | 'refused' | 'tls-failed';
  readonly by: 'sut' | 'tester';
  readonly status?: number;
  readonly code?: string | number;
  readonly reason?: string;
  /** What the credentials were worth. */
  readonly auth?: 'none' | 'valid' | 'wrong';
  readonly tls?: TlsFacts;
}

export interface Handshakes {
  /** What came before is past: `next` does not find it any more. */
  forget(): void;
  /** The next one that nobody took yet; undefined when none comes within so many milliseconds. */
  next(within: number): Promise<Handshake | undefined>;
  /** The handshake of an open connection. */
  of(conn: number | undefined): Handshake | undefined;
}

/** More than anybody waits for; the oldest go first. */
const KEPT = 100;

function asHandshake(event: EventOf<'connection'>): Handshake | undefined {
  if (event.event === 'closed') return undefined;
  const { conn, by, status, code, reason, auth, tls } = event;
  return {
    conn,
    event: event.event,
    by,
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    ...(reason !== undefined && { reason }),
    ...(auth && { auth }),
    ...(tls && { tls }),
  };
}

/** Follows the lane for its whole life. */
export function createHandshakes(lane: Lane): Handshakes {
  const queue: Handshake[] = [];
  const open = new Map<number, Handshake>();
  const waiting: ((handshake: Handshake) => void)[] = [];
  lane.subscribe((event) => {
    if (event.type !== 'connection') return;
    const handshake = asHandshake(event);
    if (!handshake) return void open.delete(event.conn);
    if (handshake.event === 'open') open.set(handshake.conn, handshake);
    const taker = waiting.shift();
    if (taker) return taker(handshake);
    queue.push(handshake);
    if (queue.length > KEPT) queue.shift();
  });
  return {
    forget() {
      queue.length = 0;
    },
    next(within) {
      const first = queue.shift();
      if (first) return Promise.resolve(first);
      return new Promise((resolve) => {
        const take = (handshake: Handshake | undefined) => {
          cancel();
          resolve(handshake);
        };
        const cancel = lane.clock.at(lane.clock.now() + within, () => {
          waiting.splice(waiting.indexOf(take), 1);
          resolve(undefined);
        });
        waiting.push(take);
      });
    },
    of: (conn) => (conn === undefined ? undefined : open.get(conn)),
  };
}

/** A handshake in words: `TLSv1.3 TLS_AES_128_GCM_SHA256, CN=CS001`. */
export function describeTls(tls: TlsFacts | undefined): string {
  if (!tls) return 'no TLS';
  const agreed = tls.version === undefined ? 'no TLS version' : `${tls.version} ${tls.suite ?? ''}`;
  return tls.peer ? `${agreed}, ${tls.peer.subject}` : agreed;
}
