/** A small 1.6 central system on a bare WebSocket server: correct by itself, and wrong wherever a test says so. */
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type TestContext } from 'node:test';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Call } from './raw-station.js';

export interface CsmsOptions {
  /** The HTTP status by which every handshake is refused. */
  readonly refuses?: number;
  /** The subprotocol that it picks; ocpp1.6 when absent, none when false. */
  readonly picks?: string | false;
  readonly onConnection?: (session: Session, request: IncomingMessage) => void;
  /** Takes a CALL of the tester in place of the central system; undefined leaves it to that. */
  readonly onCall?: (call: Call, session: Session) => 'taken' | undefined;
  /** What the tester answers. */
  readonly onAnswer?: (frame: readonly unknown[], session: Session) => void;
}

export interface Session {
  readonly socket: WebSocket;
  readonly identity: string;
  call(id: string, action: string, payload: object): void;
  answer(id: string, payload: object): void;
  refuse(id: string, code: string): void;
  raw(data: string | Uint8Array): void;
}

export interface RawCsms {
  /** The endpoint without the identity. */
  readonly url: string;
  readonly sessions: readonly Session[];
}

function ownAnswer({ id, action }: Call, session: Session): void {
  const currentTime = new Date().toISOString();
  if (action === 'BootNotification') return session.answer(id, { status: 'Accepted', currentTime, interval: 300 });
  if (action === 'Heartbeat') return session.answer(id, { currentTime });
  if (action === 'StatusNotification') return session.answer(id, {});
  if (action === 'Authorize') return session.answer(id, { idTagInfo: { status: 'Invalid' } });
  session.refuse(id, 'NotImplemented');
}

function serve(socket: WebSocket, request: IncomingMessage, options: CsmsOptions): Session {
  const send = (frame: unknown[]) => socket.send(JSON.stringify(frame));
  const session: Session = {
    socket,
    identity: decodeURIComponent((request.url ?? '').split('/').at(-1) ?? ''),
    call: (id, action, payload) => send([2, id, action, payload]),
    answer: (id, payload) => send([3, id, payload]),
    refuse: (id, code) => send([4, id, code, '', {}]),
    raw: (data) => socket.send(data),
  };
  socket.on('error', () => undefined);
  socket.on('message', (data) => {
    const frame = JSON.parse((data as Buffer).toString('utf8')) as [number, string, ...unknown[]];
    if (frame[0] !== 2) return options.onAnswer?.(frame, session);
    const call: Call = { id: frame[1], action: String(frame[2]), payload: frame[3] as Call['payload'] };
    if (options.onCall?.(call, session) === undefined) ownAnswer(call, session);
  });
  options.onConnection?.(session, request);
  return session;
}

/** Listens on a port that the system chooses; it does not outlive the test. */
export async function startCsms(t: TestContext, options: CsmsOptions = {}): Promise<RawCsms> {
  const { refuses, picks = 'ocpp1.6' } = options;
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => picks });
  const sessions: Session[] = [];
  server.on('upgrade', (request, socket, head) => {
    if (refuses !== undefined)
      return void socket.end(`HTTP/1.1 ${refuses} No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (webSocket) => sessions.push(serve(webSocket, request, options)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const client of sockets.clients) client.terminate();
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ocpp`, sessions };
}
