/** Reference peers that one large message is too much for: they die or hang, and come back after a while, or never. */
import { type EmbeddedPeer, embeddedCsms, embeddedStation, type PeerOptions } from '../../../cli/embedded/peer.js';
import { type EmbeddedOptions } from '../../../cli/embedded/run-embedded.js';
import { type Connection, type Wire } from '../../../harness/doors/wire.js';

export interface Weakness {
  /** A message of so many bytes is too much. */
  readonly of: number;
  /** It drops what is open and is down, or keeps its connections and says nothing any more. */
  readonly does: 'die' | 'hang';
  /** Milliseconds until it starts anew; for ever when absent. */
  readonly downFor?: number;
  /** It starts anew when the operator cycles its power. */
  readonly untilPowerCycle?: boolean;
}

interface Body {
  /** Its wire: what is open on it ends, or falls silent, with it. */
  readonly wire: Wire;
  readonly connections: Set<Connection>;
}

/** A wire on which the first large message strikes. */
function bodyOn(wire: Wire, { of, does }: Weakness, strike: (body: Body) => void): Body {
  let struck = false;
  const connections = new Set<Connection>();
  const body: Body = {
    connections,
    wire: {
      listen: (options) =>
        wire.listen({
          ...options,
          onConnection: (connection, request) => options.onConnection(watched(connection), request),
        }),
      async open(options) {
        const result = await wire.open(options);
        return result.ok ? { ...result, connection: watched(result.connection) } : result;
      },
      knock: (options) => wire.knock(options),
    },
  };
  const watched = (connection: Connection): Connection => {
    connections.add(connection);
    return {
      ...connection,
      send(data, as) {
        if (!struck) connection.send(data, as);
      },
      onMessage: (listener) =>
        connection.onMessage((message) => {
          if (struck) return;
          if ((message.oversize ?? message.text.length) < of) return listener(message);
          struck = true;
          if (does === 'die') for (const one of connections) one.terminate();
          strike(body);
        }),
    };
  };
  return body;
}

/** Plays a peer with a weakness in the place of the reference peer of a run. */
export const fragile =
  (weakness: Weakness): NonNullable<EmbeddedOptions['impostor']> =>
  async (options: PeerOptions & { readonly lanes: number; readonly role: 'station' | 'csms' }) => {
    const { role, wire, clock } = options;
    let url = '';
    let port = 0;
    let over = false;
    let peer: EmbeddedPeer | undefined;
    const start = async (): Promise<void> => {
      const body = bodyOn(wire, weakness, ({ connections }) => {
        if (weakness.does === 'die' || role === 'station') void peer?.stop();
        if (weakness.downFor === undefined) return;
        clock.at(clock.now() + weakness.downFor, () => {
          for (const connection of connections) connection.terminate();
          void peer?.stop().then(() => (over ? undefined : start()));
        });
      });
      if (role === 'csms') {
        const csms = await embeddedCsms({ ...options, wire: body.wire, port });
        ({ port } = csms);
        peer = csms;
        return;
      }
      peer = embeddedStation({ ...options, wire: body.wire });
      if (url !== '') peer.connect(url);
    };
    await start();
    return {
      port,
      operator: {
        name: 'embedded',
        dictates: role === 'csms',
        ask: async (request) => {
          if (weakness.untilPowerCycle && request.action === 'powerCycle') {
            await peer?.stop();
            await start();
            return { status: 'done' };
          }
          return peer?.operator.ask(request) ?? { status: 'failed', reason: 'it is down' };
        },
      },
      connect(to) {
        url = to;
        peer?.connect(to);
      },
      async stop() {
        over = true;
        await peer?.stop();
      },
    };
  };
