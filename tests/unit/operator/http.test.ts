import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOperator } from '../../../harness/operator/index.js';
import { ask, planWith, serve, status } from './support.js';

test('a station is acted on through the endpoints that the official tool calls', async () => {
  const server = await serve(status(204));
  const operator = await createOperator(planWith('station', { kind: 'http', url: `${server.url}/rig/` }));
  const requests = [
    ask('station', 'plugIn', { evseId: 1, connectorId: 2 }),
    ask('station', 'plugOut', { connectorId: 1 }),
    ask('station', 'evStopsCharging'),
    ask('station', 'presentIdToken', { idToken: 'A&B =1', type: 'ISO14443', connectorId: 2 }),
    ask('station', 'reboot'),
  ];
  for (const request of requests) assert.deepEqual(await operator.ask(request), { status: 'done' });
  assert.deepEqual(
    server.seen.map(({ method, url }) => `${method} ${url}`),
    [
      'GET /rig/plugin?connector_id=2&evse_id=1',
      'GET /rig/plugout?connector_id=1',
      'GET /rig/end',
      'GET /rig/authorize?id=A%26B+%3D1&connector_id=2',
      'GET /rig/reboot',
    ],
  );
  await server.close();
});

test('501 means that the station does not automate it, another status that it failed', async () => {
  const server = await serve(({ url }, response) => response.writeHead(url === '/plugin' ? 501 : 500).end('no\nluck'));
  const operator = await createOperator(planWith('station', { kind: 'http', url: server.url }));
  assert.deepEqual(await operator.ask(ask('station', 'plugIn')), {
    status: 'unavailable',
    reason: 'HTTP 501: no luck',
  });
  assert.deepEqual(await operator.ask(ask('station', 'plugOut')), { status: 'failed', reason: 'HTTP 500: no luck' });
  assert.deepEqual(await operator.ask(ask('station', 'network', { up: false })), {
    status: 'unavailable',
    reason: 'there is no endpoint for network',
  });
  await server.close();
});

test('a server that is not there, breaks off or never answers is told apart', async () => {
  const server = await serve(({ url }, response) => (url === '/plugin' ? response.socket?.destroy() : undefined));
  const operator = await createOperator(planWith('station', { kind: 'http', url: server.url }));
  assert.deepEqual(await operator.ask(ask('station', 'plugIn')), {
    status: 'failed',
    reason: 'the connection broke (ECONNRESET)',
  });
  assert.deepEqual(await operator.ask(ask('station', 'plugOut', {}, 100)), {
    status: 'failed',
    reason: 'no answer within 1 second',
  });
  await server.close();
  assert.deepEqual(await operator.ask(ask('station', 'plugIn')), {
    status: 'unavailable',
    reason: 'no connection (ECONNREFUSED)',
  });
});

test('a CSMS is triggered with POST, a Content-Length and a connection for each request', async () => {
  const server = await serve(status(200, '{"result":"ok"}'));
  const operator = await createOperator(planWith('csms', { kind: 'http', url: server.url }));
  const station = 'CS 1';
  const requests = [
    ask('csms', 'sendRequest', { station, action: 'Reset', payload: { type: 'Immediate' } }),
    ask('csms', 'sendRequest', { station, action: 'TriggerMessage', payload: { requestedMessage: 'Heartbeat' } }),
    ask('csms', 'sendRequest', {
      station,
      action: 'TriggerMessage',
      payload: { requestedMessage: 'Heartbeat', evse: { id: 1 } },
    }),
    ask('csms', 'sendRequest', { station, action: 'GetVariables', payload: { getVariableData: [] } }),
    ask('csms', 'sendRequest', { station, action: 'SetVariables', payload: { setVariableData: [] } }),
    ask('csms', 'setItemsPerMessage', { station, getVariables: 2, setVariables: 3 }),
    ask('csms', 'setPendingBoot', { station, pending: true }),
    ask('csms', 'updateBasicAuthPassword', { station }),
    ask('csms', 'setSecurityProfile', { station, securityProfile: 2 }),
    ask('csms', 'setBasicAuthPassword', { station, password: 'ü' }),
    ask('csms', 'createToken', { station, idToken: 'T', status: 'Blocked' }),
  ];
  for (const request of requests) assert.deepEqual(await operator.ask(request), { status: 'done' });
  assert.deepEqual(
    server.seen.map(({ method, url, body }) => `${method} ${url} ${body}`),
    [
      'POST /api/octt/2.0.1/CS%201/call/Reset {"type":"Immediate"}',
      'POST /api/octt/2.0.1/CS%201/trigger-message {"requestedMessage":"Heartbeat"}',
      'POST /api/octt/2.0.1/CS%201/call/TriggerMessage {"requestedMessage":"Heartbeat","evse":{"id":1}}',
      'POST /api/octt/2.0.1/CS%201/get-variables {"getVariableData":[]}',
      'POST /api/octt/2.0.1/CS%201/set-variables {"setVariableData":[]}',
      'POST /api/octt/2.0.1/CS%201/set-items-per-message {"get_variables":2,"set_variables":3}',
      'POST /api/octt/2.0.1/CS%201/set-pending-boot {"pending":true}',
      'POST /api/octt/2.0.1/CS%201/update-basic-auth-password ',
      'POST /api/octt/2.0.1/CS%201/set-security-profile {"security_profile":2}',
      'POST /api/octt/set-basic-auth-password {"station_id":"CS 1","password":"ü"}',
      'POST /api/octt/create-token {"token_id":"T","status":"Blocked"}',
    ],
  );
  for (const { headers, body } of server.seen) {
    assert.equal(headers['content-length'], String(Buffer.byteLength(body)));
    assert.equal(headers['transfer-encoding'], undefined);
    assert.equal(headers.connection, 'close');
  }
  assert.equal(server.connections(), requests.length);
  assert.equal(operator.dictates, true);
  await operator.close?.();
  await server.close();
});

test('1.6 has actions in kebab case, and 2.1 the paths of 2.0.1 with its own number', async () => {
  const server = await serve(status(200));
  const of = (version: string) =>
    createOperator(planWith('csms', { kind: 'http', url: `${server.url}/api/octt/` }, version));
  const [old, young] = [await of('1.6'), await of('2.1')];
  const station = 'CS1';
  await old.ask(ask('csms', 'sendRequest', { station, action: 'RemoteStartTransaction', payload: { idTag: 'A' } }));
  await old.ask(ask('csms', 'sendRequest', { station, action: 'Reset', payload: { type: 'Soft' } }));
  await young.ask(ask('csms', 'sendRequest', { station, action: 'Reset', payload: { type: 'OnIdle' } }));
  assert.deepEqual(
    server.seen.map(({ url }) => url),
    ['/api/octt/1.6/CS1/remote-start-transaction', '/api/octt/1.6/CS1/reset', '/api/octt/2.1/CS1/call/Reset'],
  );
  assert.deepEqual(await old.ask(ask('csms', 'setPendingBoot', { station, pending: true })), {
    status: 'unavailable',
    reason: 'the trigger API has nothing for setPendingBoot in OCPP 1.6',
  });
  await server.close();
});

test('an endpoint of its own that is not there gives way to the call, which has the last word', async () => {
  const server = await serve(({ url }, response) => response.writeHead(url.includes('/call/') ? 200 : 404).end());
  const operator = await createOperator(planWith('csms', { kind: 'http', url: server.url }));
  const request = ask('csms', 'sendRequest', {
    station: 'A',
    action: 'GetVariables',
    payload: { getVariableData: [] },
  });
  assert.deepEqual(await operator.ask(request), { status: 'done' });
  assert.deepEqual(
    server.seen.map(({ url }) => url),
    ['/api/octt/2.0.1/A/get-variables', '/api/octt/2.0.1/A/call/GetVariables'],
  );
  await server.close();
});

test('a trigger that the server could not pass on has failed', async () => {
  const answers: Record<string, [number, string]> = {
    A: [200, '{"result":"timeout"}'],
    B: [409, 'busy'],
    C: [404, ''],
  };
  const server = await serve(({ url }, response) => {
    const [code, body] = answers[url.split('/')[4]!]!;
    response.writeHead(code).end(body);
  });
  const operator = await createOperator(planWith('csms', { kind: 'http', url: server.url }));
  const result = (station: string) =>
    operator.ask(ask('csms', 'sendRequest', { station, action: 'Reset', payload: {} }));
  assert.deepEqual(await result('A'), { status: 'failed', reason: 'the CSMS answered with the result "timeout"' });
  assert.deepEqual(await result('B'), { status: 'failed', reason: 'HTTP 409: busy' });
  assert.deepEqual(await result('C'), { status: 'unavailable', reason: 'HTTP 404' });
  await server.close();
});

test('a trigger API that answers only after the station did is not waited for, nor cut off', async () => {
  let finish: (() => void) | undefined;
  let cut = false;
  const server = await serve((_seen, response) => {
    response.on('close', () => (cut = !response.writableFinished));
    finish = () => response.end('{"result":"timeout"}');
  });
  const operator = await createOperator(planWith('csms', { kind: 'http', url: server.url, patience: 0.05 }));
  const answer = await operator.ask(ask('csms', 'sendRequest', { station: 'A', action: 'Reset', payload: {} }));
  assert.deepEqual(answer, { status: 'done', note: 'the trigger API has not answered yet' });
  assert.equal(cut, false);
  finish?.();
  await server.close();
});

test('a mapped request is filled in safely, and says itself what counts as done', async () => {
  const server = await serve(({ url }, response) => {
    const state = { result: { items: [{ state: url.includes('online') ? null : 'Charging' }] } };
    response.writeHead(url.includes('missing') ? 501 : 202).end(JSON.stringify(state));
  });
  const actions = {
    sendRequest: {
      url: 'cmd/{{args.station}}',
      headers: { 'X-Key': 'Key {{env.KEY}}' },
      body: {
        name: '{{args.action}}',
        text: 'do "{{args.action}}"',
        data: '{{args.payload}}',
        gone: '{{args.nothing}}',
        list: ['{{within}}'],
      },
      done: { status: [202], path: 'result.items[0].state', equals: 'Charging' },
    },
    readBack: { method: 'GET', url: 'state?w={{args.what}}&n={{args.name}}', value: 'result.items[0].state' },
    createToken: { url: 'tokens', body: '{{args.idToken}}={{args.status}}', done: { status: [201] } },
    prompt: { url: 'missing' },
  };
  const env = { KEY: 'k-123' };
  const operator = await createOperator(
    planWith('csms', { kind: 'http', url: `${server.url}/api/`, actions }, '2.0.1', env),
    { env },
  );
  const station = 'a/b?c';
  const payload = { x: '"},{"', n: [1, null] };
  assert.deepEqual(await operator.ask(ask('csms', 'sendRequest', { station, action: 'Reset"', payload })), {
    status: 'done',
  });
  assert.deepEqual(await operator.ask(ask('csms', 'readBack', { station, what: 'connectorStatus', name: 'a&b=c' })), {
    status: 'done',
    value: 'Charging',
  });
  assert.deepEqual(await operator.ask(ask('csms', 'createToken', { idToken: 'T', status: 'Blocked' })), {
    status: 'failed',
    reason: 'HTTP 202: {"result":{"items":[{"state":"Charging"}]}}',
  });
  assert.equal(server.seen[0]?.url, '/api/cmd/a%2Fb%3Fc');
  assert.equal(server.seen[0]?.headers['x-key'], 'Key k-123');
  assert.deepEqual(JSON.parse(server.seen[0].body), {
    name: 'Reset"',
    text: 'do "Reset""',
    data: payload,
    list: [5000],
  });
  assert.equal(server.seen[1]?.url, '/api/state?w=connectorStatus&n=a%26b%3Dc');
  assert.equal(server.seen[2]?.body, 'T=Blocked');
  assert.equal(operator.dictates, true);
  await server.close();
});

test('a mapped answer that has something else, or nothing, at the path has failed', async () => {
  const server = await serve(status(200, '{"result":"refused"}'));
  const actions = {
    prompt: { url: '/p', done: { path: 'result', equals: 'ok' } },
    readBack: { url: '/r', value: 'state' },
    setPendingBoot: { url: '/b', done: { path: 'result.deeper' } },
  };
  const operator = await createOperator(planWith('csms', { kind: 'http', url: server.url, actions }));
  assert.deepEqual(await operator.ask(ask('csms', 'prompt', { instruction: 'x' })), {
    status: 'failed',
    reason: 'the answer has "refused" at result, not "ok"',
  });
  assert.deepEqual(await operator.ask(ask('csms', 'readBack', { station: 'A', what: 'transaction' })), {
    status: 'failed',
    reason: 'the answer has nothing at state',
  });
  assert.deepEqual(await operator.ask(ask('csms', 'setPendingBoot', { station: 'A', pending: true })), {
    status: 'failed',
    reason: 'the answer has nothing at result.deeper, not a value',
  });
  await server.close();
});

test('a CSMS with a mapping that builds the payload itself is not dictated to', async () => {
  const actions = { sendRequest: { url: 'http://h/{{args.action}}' } };
  assert.equal((await createOperator(planWith('csms', { kind: 'http', actions }))).dictates, false);
});

test('what a server says does not carry secrets into the record', async () => {
  const server = await serve(({ headers }, response) =>
    response.writeHead(401).end(`bad ${headers['x-key'] as string}`),
  );
  const env = { KEY: 'k-123' };
  const settings = { kind: 'http', url: server.url, headers: { 'X-Key': '{{env.KEY}}' } };
  const operator = await createOperator(planWith('station', settings, '2.0.1', env), { env, secrets: ['k-123'] });
  assert.deepEqual(await operator.ask(ask('station', 'reboot')), {
    status: 'failed',
    reason: 'HTTP 401: bad [redacted]',
  });
  await server.close();
});

test('a flood of an answer is read up to a limit', async () => {
  const server = await serve((_seen, response) => {
    response.writeHead(500);
    const more = () => {
      while (response.write('x'.repeat(65_536)));
      response.once('drain', more);
    };
    more();
  });
  const operator = await createOperator(planWith('station', { kind: 'http', url: server.url }));
  const answer = await operator.ask(ask('station', 'reboot'));
  assert.equal(answer.status === 'failed' && answer.reason.length, 'HTTP 500: '.length + 201);
  await server.close();
});
