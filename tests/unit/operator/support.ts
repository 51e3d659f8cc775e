/** What the operator tests share: requests, plans, and a server that remembers what it was asked. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type OperatorRequest } from '../../../harness/doors/operator.js';
import { readPlan } from '../../../harness/plan/reading/load.js';
import { type Plan } from '../../../harness/plan/plan.js';

export function ask(role: 'station' | 'csms', action: string, args: object = {}, within = 5000): OperatorRequest {
  return { role, action: action as OperatorRequest['action'], args: { ...args }, why: 'TC_X_01: a step', within };
}

export function planWith(
  role: 'station' | 'csms',
  operator: unknown,
  version = '2.0.1',
  env: Record<string, string> = {},
): Plan {
  const security = version === '1.6' ? { profile: 0 } : { profile: 1, password: 'pppppppppppppppp' };
  const connection = role === 'station' ? { listen: { port: 0 } } : { url: 'ws://h/' };
  const sut = role === 'station' ? { role, version, identity: 'CS1' } : { role, version, identities: ['CS1'] };
  const statement = { profiles: ['Core'], features: [] };
  return readPlan(JSON.stringify({ sut, ...connection, security, statement, operator }), '/plans/plan.yaml', env).plan;
}

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface TestServer {
  readonly url: string;
  readonly seen: Seen[];
  /** How many connections were made. */
  connections(): number;
  close(): Promise<void>;
}

/** A real HTTP server on loopback; `answer` gets each request when its body is there. */
export async function serve(answer: (seen: Seen, response: ServerResponse) => void): Promise<TestServer> {
  const seen: Seen[] = [];
  let connections = 0;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      seen.push(one);
      answer(one, response);
    });
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const status =
  (code: number, body = '') =>
  (_seen: Seen, response: ServerResponse) => {
    response.writeHead(code).end(body);
  };
