/** Sends an HTTP request that is no opening handshake over a socket of its own, and reads the head of the answer. */
import { connect, type Socket } from 'node:net';
import { type Clock } from '../doors/clock.js';
import { type KnockOptions, type KnockResult } from '../doors/wire.js';
import { headOf } from './opening.js';
import { connectTls } from './tls-connect.js';

/** More of an answer is not read, in bytes. */
const MOST_READ = 64 * 1024;
const INTERIM = /^HTTP\/1\.[01] 1(?!01)\d\d [^]*?\r\n\r\n/;

/** What the answer says so far; undefined while its head is not complete. */
function answerIn(received: string): KnockResult | undefined {
  const text = received.replace(INTERIM, '');
  const end = text.indexOf('\r\n\r\n');
  if (end < 0 && text.length < MOST_READ) return undefined;
  const [first = '', ...lines] = text.slice(0, end < 0 ? undefined : end).split('\r\n');
  const [, status, reason = ''] = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(first) ?? [];
  if (status === undefined) return { code: 'NOT_HTTP', reason: 'the answer is no HTTP' };
  const versions = lines.flatMap((line) => /^sec-websocket-version:\s*(.*)$/i.exec(line)?.[1]?.trim() ?? []);
  return {
    status: Number(status),
    code: `HTTP_${status}`,
    reason,
    ...(versions.length > 0 && { versions: versions.join(', ').slice(0, 100) }),
  };
}

function exchange(socket: Socket, options: KnockOptions, clock: Clock, connected: boolean): Promise<KnockResult> {
  return new Promise((resolve) => {
    let received = '';
    let there = connected;
    const end = (result: KnockResult) => {
      cancel();
      socket.destroy();
      resolve(result);
    };
    const cancel = clock.at(clock.now() + options.timeout, () =>
      end({ code: 'TIMEOUT', reason: `neither an answer nor an end within ${options.timeout} ms` }),
    );
    const ended = (how: string) => end({ code: 'CLOSED', reason: `the connection ended without an answer${how}` });
    const speak = () => {
      there = true;
      socket.write(headOf(options));
      if (options.request.body !== undefined) socket.write(options.request.body);
    };
    socket.on('error', ({ code = 'ERROR', message }: NodeJS.ErrnoException) =>
      there ? ended(`: ${code}`) : end({ code, reason: message }),
    );
    socket.once('close', () => ended(''));
    socket.on('data', (data: Buffer) => {
      received += data.toString('latin1');
      const answer = answerIn(received);
      if (answer) end(answer);
    });
    if (connected) speak();
    else socket.once('connect', speak);
  });
}

/** Limits are those of `clock`. Never rejects. */
export async function knock(options: KnockOptions, clock: Clock): Promise<KnockResult> {
  const url = new URL(options.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol !== 'wss:') return exchange(connect({ host, port: Number(url.port || 80) }), options, clock, false);
  if (!options.tls) return { code: 'NO_TLS', reason: 'a wss: URL needs roots to trust' };
  const { tls: wanted, timeout } = options;
  const secured = await connectTls({ host, port: Number(url.port || 443), tls: wanted, timeout, clock });
  if (!secured.ok) {
    const { code, reason, tls } = secured;
    return { code, reason, tls };
  }
  return { ...(await exchange(secured.socket, options, clock, true)), tls: secured.tls };
}
