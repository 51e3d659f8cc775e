/**
 * A small honest CSMS for 1.6 and 2.0.1 on top of the RPCServer of ocpp-rpc in strict mode. All framing, checking of
 * payloads, queueing and refusing is the library's; what is here knows tokens, transactions and what stations report,
 * and sends what its operator tells it to send.
 */
import { type AddressInfo } from 'node:net';
import { createRPCError, RPCServer } from 'ocpp-rpc';
import { type Clock, iso } from '../../../harness/doors/clock.js';
import { type Operator, type OperatorAnswer, type OperatorRequest } from '../../../harness/doors/operator.js';
import { SUBPROTOCOL, type Version } from '../../../harness/doors/protocol.js';
import { handlers16 } from './csms-handlers-16.js';
import { handlers2 } from './csms-handlers-2.js';
import { TOKENS } from './plan.js';
import { type Json } from './rpc-link.js';
import { type Desk, type StationFile } from './csms-desk.js';

export interface RpcCsmsOptions {
  readonly version: Version;
  readonly identities: readonly string[];
  readonly password: string;
  readonly clock: Clock;
}

/** The part of the library's server client that is used; its own types ask for options that it does not need. */
interface Client {
  readonly identity: string;
  call(action: string, payload: unknown): Promise<unknown>;
  close(options?: { code?: number }): Promise<unknown>;
  handle(action: string, handler: (options: { params: Json }) => Json): void;
  on(event: string, listener: (fact: { outbound?: boolean }) => void): void;
  off(event: string, listener: (fact: { outbound?: boolean }) => void): void;
}

export interface RpcCsms {
  readonly url: string;
  readonly operator: Operator;
  stop(): Promise<void>;
}

const HEARTBEAT = 60;
const failed = (reason: string): OperatorAnswer => ({ status: 'failed', reason });

function openDesk({ clock }: RpcCsmsOptions): Desk & { readonly learn: (token: string, status: string) => void } {
  const known = new Map(
    Object.entries({
      [TOKENS.valid]: 'Accepted',
      [TOKENS.groupMember]: 'Accepted',
      [TOKENS.second]: 'Accepted',
      [TOKENS.masterPass]: 'Accepted',
      [TOKENS.blocked]: 'Blocked',
      [TOKENS.expired]: 'Expired',
    }).map(([token, status]) => [token.toLowerCase(), status]),
  );
  let transactions = 0;
  return {
    now: () => iso(clock.now()),
    tokenStatus: (token) => known.get(token.toLowerCase()) ?? 'Invalid',
    groupOf: (token) =>
      [TOKENS.valid, TOKENS.groupMember].some((member) => member.toLowerCase() === token.toLowerCase())
        ? TOKENS.group
        : undefined,
    nextTransaction: () => ++transactions,
    learn: (token, status) => void known.set(token.toLowerCase(), status),
  };
}

/** Sends a request and says whether it went out; what the station answers is for the wire to show. */
async function send(client: Client, action: string, payload: unknown): Promise<OperatorAnswer> {
  let listener: (fact: { outbound?: boolean }) => void = () => undefined;
  const out = new Promise<OperatorAnswer>((resolve) => {
    listener = ({ outbound }) => {
      if (outbound === true) resolve({ status: 'done' });
    };
    client.on('call', listener);
  });
  const refused = client.call(action, payload).then(
    (): OperatorAnswer => ({ status: 'done' }),
    (error: unknown) => failed(error instanceof Error ? error.message : String(error)),
  );
  const answer = await Promise.race([out, refused]);
  client.off('call', listener);
  return answer;
}

export async function createRpcCsms(options: RpcCsmsOptions): Promise<RpcCsms> {
  const { version, identities, password } = options;
  const desk = openDesk(options);
  const handlers = version === '1.6' ? handlers16(desk) : handlers2(desk);
  const clients = new Map<string, Client>();
  const files = new Map(
    identities.map((identity): [string, StationFile] => [
      identity,
      { status: 'none', pending: false, connectors: new Map(), transactions: new Map() },
    ]),
  );
  const server = new RPCServer({ protocols: [SUBPROTOCOL[version]], strictMode: true, callTimeoutMs: 5000 });
  server.auth((accept, reject, handshake) => {
    if (!files.has(handshake.identity)) reject(404, 'Not Found');
    else if (handshake.password?.toString('utf8') !== password) reject(401, 'Unauthorized');
    else accept();
  });
  server.on('client', (client: Client) => {
    const file = files.get(client.identity)!;
    clients.set(client.identity, client);
    client.handle('BootNotification', () => {
      file.status = file.pending ? 'Pending' : 'Accepted';
      return { status: file.status, currentTime: desk.now(), interval: HEARTBEAT };
    });
    for (const [action, handler] of Object.entries(handlers)) {
      client.handle(action, ({ params }) => {
        // A station that is not accepted has nothing to say but its boot (OCPP-J 1.6 §5.6, B02.FR.09).
        const asked = action === 'NotifyReport' && file.status === 'Pending';
        if (file.status !== 'Accepted' && !asked) throw createRPCError('SecurityError') as Error;
        return handler(params, file);
      });
    }
  });
  const http = await server.listen(0, '127.0.0.1');

  const act = async ({ action, args }: OperatorRequest): Promise<OperatorAnswer> => {
    const identity = String(args['station']);
    const file = files.get(identity);
    const client = clients.get(identity);
    if (action === 'createToken') {
      desk.learn(String(args['idToken']), String(args['status']));
      return { status: 'done' };
    }
    if (!file) return failed(`there is no station ${identity}`);
    if (action === 'setPendingBoot') {
      file.pending = args['pending'] === true;
      return { status: 'done' };
    }
    if (action === 'sendRequest') {
      return client ? send(client, String(args['action']), args['payload']) : failed(`${identity} is not connected`);
    }
    if (action === 'readBack' && args['what'] === 'connectorStatus') {
      const { evseId = 1, connectorId = 1 } = args;
      const place = version === '1.6' ? String(connectorId) : `${evseId as number}.${connectorId as number}`;
      return { status: 'done', value: file.connectors.get(place) };
    }
    return { status: 'unavailable', reason: `this CSMS cannot do ${action}` };
  };
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/ocpp`,
    operator: { name: 'stranger', dictates: true, ask: act },
    stop: () => server.close({ force: true }),
  };
}
