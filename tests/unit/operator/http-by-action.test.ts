/** Requests that a plan maps by the OCPP action that is asked for, and several requests for one action. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOperator } from '../../../harness/operator/index.js';
import { readPlan } from '../../../harness/plan/reading/load.js';
import { type PlanError } from '../../../harness/plan/reading/problems.js';
import { ask, planWith, serve, status } from './support.js';

const send = (action: string, payload: object = {}) => ask('csms', 'sendRequest', { station: 'CS 1', action, payload });
const lines = (seen: readonly { method: string; url: string; body: string }[]) =>
  seen.map(({ method, url, body }) => `${method} ${url} ${body}`);

test('U10: each OCPP request has an address of its own, and every other the default', async () => {
  const server = await serve(status(200));
  const operator = await createOperator(
    planWith('csms', {
      kind: 'http',
      actions: {
        sendRequest: {
          byAction: {
            Reset: { url: `${server.url}/chargers/{{args.station}}/reboot`, body: { how: '{{args.payload.type}}' } },
            ClearCache: { method: 'DELETE', url: `${server.url}/chargers/{{args.station}}/cache` },
          },
          default: { url: `${server.url}/raw/{{args.action}}`, body: '{{args.payload}}' },
        },
      },
    }),
  );
  for (const request of [send('Reset', { type: 'Immediate' }), send('ClearCache'), send('GetLocalListVersion')])
    assert.deepEqual(await operator.ask(request), { status: 'done' });
  assert.deepEqual(lines(server.seen), [
    'POST /chargers/CS%201/reboot {"how":"Immediate"}',
    'DELETE /chargers/CS%201/cache ',
    'POST /raw/GetLocalListVersion {}',
  ]);
  assert.equal(operator.dictates, true);
  await server.close();
});

test('U10: a request that no mapping is for is left to the endpoints of the official tool, or to the next operator', async () => {
  const server = await serve(status(200));
  const mapping = { sendRequest: { byAction: { Reset: { url: `${server.url}/reboot` } } } };
  const alone = await createOperator(planWith('csms', { kind: 'http', actions: mapping }));
  assert.deepEqual(await alone.ask(send('ClearCache')), {
    status: 'unavailable',
    reason: 'the plan maps no request to sendRequest of ClearCache',
  });
  const based = await createOperator(planWith('csms', { kind: 'http', url: server.url, actions: mapping }));
  assert.deepEqual(await based.ask(send('ClearCache')), { status: 'done' });
  assert.deepEqual(lines(server.seen), ['POST /api/octt/2.0.1/CS%201/call/ClearCache {}']);
  await server.close();
});

test('U10: steps go out in order, and what the answer to one has is filled into the next, as text or as data', async () => {
  const server = await serve(({ url }, response) => {
    response.writeHead(200).end(url === '/login' ? '{"session":{"token":"a/b","user":7}}' : '{"state":"sent"}');
  });
  const operator = await createOperator(
    planWith('csms', {
      kind: 'http',
      url: server.url,
      actions: {
        sendRequest: {
          byAction: {
            Reset: {
              steps: [
                { url: '/login', body: { user: 'tester' }, keep: { token: 'session.token', user: 'session.user' } },
                {
                  method: 'PUT',
                  url: '/jobs/{{kept.token}}',
                  headers: { 'X-Session': '{{kept.token}}' },
                  body: { by: '{{kept.user}}', type: '{{args.payload.type}}' },
                  done: { path: 'state', equals: 'sent' },
                },
              ],
            },
          },
        },
      },
    }),
  );
  assert.deepEqual(await operator.ask(send('Reset', { type: 'OnIdle' })), { status: 'done' });
  assert.deepEqual(lines(server.seen), ['POST /login {"user":"tester"}', 'PUT /jobs/a%2Fb {"by":7,"type":"OnIdle"}']);
  assert.equal(server.seen[1]!.headers['x-session'], 'a/b');
  await server.close();
});

test('U10: the first step that is not done ends the rest and is named; nobody else begins anew after a first step', async () => {
  const server = await serve(({ url }, response) => response.writeHead(url === '/2' ? 501 : 200).end('{"a":1}'));
  const operatorOf = (second: object) =>
    createOperator(
      planWith('csms', [
        {
          kind: 'http',
          actions: {
            createToken: { steps: [{ url: `${server.url}/1`, keep: { a: 'a' } }, second, { url: `${server.url}/3` }] },
          },
        },
        { kind: 'none' },
      ]),
    );
  const request = ask('csms', 'createToken', { idToken: 'X', status: 'Accepted' });
  const stopped = await operatorOf({ url: `${server.url}/2` });
  assert.deepEqual(await stopped.ask(request), { status: 'failed', reason: 'request 2 of 3: HTTP 501: {"a":1}' });
  const empty = await operatorOf({ url: `${server.url}/x`, keep: { b: 'deep[0].b' } });
  assert.deepEqual(await empty.ask(request), {
    status: 'failed',
    reason: 'request 2 of 3: the answer has nothing at deep[0].b to keep as b',
  });
  assert.deepEqual(
    server.seen.map(({ url }) => url),
    ['/1', '/2', '/1', '/x'],
  );
  await server.close();
});

test('U10: steps at a station read a value back from the last of them', async () => {
  const server = await serve(({ url }, response) => response.writeHead(200).end(`{"at":"${url}"}`));
  const plan = planWith('csms', {
    kind: 'http',
    actions: { readBack: { steps: [{ url: `${server.url}/first` }, { url: `${server.url}/last`, value: 'at' }] } },
  });
  const operator = await createOperator(plan);
  const request = ask('csms', 'readBack', { station: 'CS1', what: 'stationOnline' });
  assert.deepEqual(await operator.ask(request), { status: 'done', value: '/last' });
  await server.close();
});

test('U10: a mapping that cannot work is an error with its place and what to do', () => {
  const problemsOf = (role: 'station' | 'csms', actions: object): readonly string[] => {
    try {
      planWith(role, { kind: 'http', actions });
      return [];
    } catch (error) {
      return (error as PlanError).problems.map(({ key, message, hint }) => `${key}: ${message}. ${hint}`);
    }
  };
  const url = 'http://h/';
  const bad: readonly (readonly [object, RegExp])[] = [
    [{}, /^operator\.actions\.sendRequest: has neither url nor steps\. Give the url/],
    [
      { byAction: { Rest: { url } } },
      /byAction\.Rest: is no request of a csms in OCPP 2\.0\.1\. Did you mean "Reset"\?/,
    ],
    [{ byAction: { Reset: {} } }, /byAction\.Reset: has neither url nor steps/],
    [{ byAction: { Reset: { urll: url } } }, /byAction\.Reset\.urll: is not a key of a plan\. Did you mean "url"\?/],
    [{ byAction: { Reset: { url } }, url }, /sendRequest\.url: does not go with byAction\. Put it under/],
    [{ default: { url } }, /sendRequest\.default: is for what byAction does not name/],
    [{ url, steps: [{ url }] }, /sendRequest\.url: does not go with steps\. Put it into the step/],
    [{ steps: [{ url: 'relative' }] }, /steps\[0\]\.url: is relative to nothing/],
    [{ steps: [] }, /steps: must not be empty/],
    [
      { steps: [{ url: `${url}{{kept.id}}`, keep: { id: 'id' } }] },
      /steps\[0\]\.url: uses \{\{kept\.id\}\}, which no step before it keeps\. A step before it has to keep it/,
    ],
    [
      {
        steps: [
          { url, keep: { ticket: 'id' } },
          { url, body: { a: ['{{kept.tiket}}'] } },
        ],
      },
      /steps\[1\]\.body: uses \{\{kept\.tiket\}\}.*Did you mean "ticket"\?/,
    ],
    [{ steps: [{ url, keep: { id: 'a..b' } }] }, /steps\[0\]\.keep\.id: must be a path such as/],
  ];
  for (const [sendRequest, says] of bad) {
    const problems = problemsOf('csms', { sendRequest });
    assert.ok(
      problems.some((problem) => says.test(problem)),
      `${JSON.stringify(sendRequest)}: ${problems.join('\n')}`,
    );
  }
  assert.match(
    problemsOf('station', { plugIn: { byAction: {} } }).join(),
    /plugIn\.byAction: is for sendRequest at a csms/,
  );
  assert.match(
    problemsOf('csms', { createToken: { default: { url } } }).join(),
    /createToken\.default: is for sendRequest/,
  );
});

test('a plan that maps one request to one action reads as it did', () => {
  const text = JSON.stringify({
    sut: { role: 'csms', version: '1.6', identities: ['A'] },
    url: 'ws://h/',
    security: { profile: 0 },
    statement: { profiles: ['Core'], features: [] },
    operator: { kind: 'http', url: 'http://h/', actions: { sendRequest: { url: 'x', body: '{{args.payload}}' } } },
  });
  const [operator] = readPlan(text, 'plan.yaml', {}).plan.operator;
  assert.ok(operator?.kind === 'http');
  assert.equal(operator.actions['sendRequest']?.url, 'x');
});
