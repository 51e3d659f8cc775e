import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { embeddedCsms, embeddedStation } from '../../../cli/embedded/peer.js';
import { type EmbeddedOptions } from '../../../cli/embedded/run-embedded.js';
import { type Clock } from '../../../harness/doors/clock.js';
import { type Connection, type Wire } from '../../../harness/doors/wire.js';
import { runCases } from '../support/run-cases.js';

const MB = 1024 * 1024;

interface Slow {
  /** Milliseconds that it takes to read a large message, before it ends the connection. */
  readonly reading: number;
  /** The close code; without one the connection breaks off. */
  readonly code?: number;
}

/** Whoever gets a message of more than 3 MB reads it for a while, says nothing meanwhile, and ends the connection. */
function slowly(connection: Connection, clock: Clock, { reading, code }: Slow): Connection {
  let busy = false;
  return {
    ...connection,
    get subprotocol() {
      return connection.subprotocol;
    },
    send(data, as) {
      if (!busy) connection.send(data, as);
    },
    onMessage: (listener) =>
      connection.onMessage((message) => {
        if (busy) return;
        if ((message.oversize ?? message.text.length) < 3 * MB) return listener(message);
        busy = true;
        clock.at(clock.now() + reading, () =>
          code === undefined ? connection.terminate() : connection.close(code, 'too large'),
        );
      }),
  };
}

const wireOf = (wire: Wire, clock: Clock, slow: Slow): Wire => ({
  listen: (options) =>
    wire.listen({
      ...options,
      onConnection: (connection, request) => options.onConnection(slowly(connection, clock, slow), request),
    }),
  async open(options) {
    const result = await wire.open(options);
    return result.ok ? { ...result, connection: slowly(result.connection, clock, slow) } : result;
  },
  knock: (options) => wire.knock(options),
});

const peerThat =
  (slow: Slow): NonNullable<EmbeddedOptions['impostor']> =>
  async (options) => {
    const wire = wireOf(options.wire, options.clock, slow);
    return options.role === 'csms'
      ? embeddedCsms({ ...options, wire, port: 0 })
      : { ...embeddedStation({ ...options, wire, variant: { bootsOnReconnect: true } }), port: 0 };
  };

describe('a product that closes the connection over a large message after a while', () => {
  it('U16: is right where it is a CSMS that hangs up with 1009', async () => {
    const { verdicts, red } = await runCases('csms', '1.6', ['RPC_16_CSMS_10'], {
      impostor: peerThat({ reading: 3_000, code: 1009 }),
    });
    assert.deepEqual([verdicts['RPC_16_CSMS_10'], red], ['pass', []]);
  });

  it('T21: is right where it is a station that breaks off and boots whenever it connects', async () => {
    const { verdicts, red } = await runCases('station', '1.6', ['RPC_16_CS_10'], {
      impostor: peerThat({ reading: 6_000 }),
    });
    assert.deepEqual([verdicts['RPC_16_CS_10'], red], ['pass', []]);
  });

  it('T21: is asked nothing more on the connection that is about to go', async () => {
    const { of } = await runCases('station', '1.6', ['RPC_16_CS_10'], { impostor: peerThat({ reading: 6_000 }) });
    const large = of('frame').find(({ dir, oversize, text }) => dir === 'tx' && (oversize ?? text.length) > 8 * MB);
    assert.ok(large);
    const closed = of('connection').find(({ event, conn }) => event === 'closed' && conn === large.conn);
    assert.ok(closed);
    const after = of('frame').filter(({ dir, conn, n }) => dir === 'tx' && conn === large.conn && n > large.n);
    assert.deepEqual(
      after.map(({ text }) => text.slice(0, 60)),
      [],
    );
  });
});
