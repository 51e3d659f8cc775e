/** A tester and a SUT on a wire in memory, with something between them. */
import { createVirtualHost } from '../../../harness/doors/host.js';
import { type Clock } from '../../../harness/doors/clock.js';
import { type Connection, type Wire, type WireMessage } from '../../../harness/doors/wire.js';
import { createMemoryWire } from '../../../harness/wire/memory.js';

export const EPOCH = Date.UTC(2026, 0, 5, 12);

export interface Meeting {
  /** What each side received, in order. */
  readonly tester: WireMessage[];
  readonly sut: string[];
  /** Set once the connection is gone. */
  readonly closed: { by?: number };
}

export interface Sides {
  readonly tester: Connection;
  readonly sut: Connection;
  readonly clock: Clock;
}

/** The tester listens; `between` wraps its wire. `script` speaks for both sides; the meeting lasts an hour. */
export async function meet(
  between: (wire: Wire, clock: Clock) => Wire,
  script: (sides: Sides) => void,
): Promise<Meeting> {
  const host = createVirtualHost(EPOCH);
  const meeting: Meeting = { tester: [], sut: [], closed: {} };
  const work = async (): Promise<Meeting> => {
    const wire = createMemoryWire(host);
    let tester: Connection | undefined;
    const listener = await between(wire, host).listen({
      host: 'localhost',
      port: 0,
      decide: () => ({ accept: true, subprotocol: 'ocpp1.6' }),
      onConnection(connection) {
        tester = connection;
        connection.onMessage((message) => meeting.tester.push(message));
        connection.onClose((code) => (meeting.closed.by = code));
      },
    });
    const opened = await wire.open({
      url: `ws://localhost:${listener.port}/CS001`,
      protocols: ['ocpp1.6'],
      timeout: 1000,
    });
    if (!opened.ok || !tester) throw new Error('no connection');
    opened.connection.onMessage(({ text }) => meeting.sut.push(text));
    script({ tester, sut: opened.connection, clock: host });
    await new Promise<void>((resolve) => host.at(EPOCH + 3_600_000, resolve));
    return meeting;
  };
  return host.run(work());
}

export const heardBy = (messages: readonly WireMessage[]): readonly unknown[] =>
  messages.map(({ text }): unknown => JSON.parse(text));
