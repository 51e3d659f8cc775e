import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { createOperator } from '../../../harness/operator/index.js';
import { terminalOperator } from '../../../harness/operator/terminal.js';
import { ask, planWith, serve, status } from './support.js';

function terminal(isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY });
  let shown = '';
  output.on('data', (chunk: Buffer) => (shown += chunk.toString('utf8')));
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    input,
    output,
    shown: () => shown,
    /** Waits until something was shown that has `text`. */
    async until(text: string) {
      while (!shown.includes(text)) await turn();
    },
    type: (line: string) => input.write(`${line}\n`),
  };
}

test('a person is told what to do, where, how long there is and why', async () => {
  const streams = terminal();
  const operator = terminalOperator(streams);
  const answer = operator.ask(
    ask('station', 'presentIdToken', { idToken: 'AB', type: 'ISO14443', evseId: 1, connectorId: 2 }, 180_000),
  );
  await streams.until('>');
  assert.match(
    streams.shown(),
    /► Present the token "AB" \(ISO14443\)\.\n {4}at EVSE 1, connector 2\n {4}why: TC_X_01: a step\n {4}time: 3 minutes\n/,
  );
  streams.type('');
  assert.deepEqual(await answer, { status: 'done' });
  await operator.close?.();
});

test('done, cannot and failed may carry a comment; anything else is asked again', async () => {
  const streams = terminal();
  const operator = terminalOperator(streams);
  const reply = async (...lines: string[]) => {
    const prompts = () => streams.shown().split('Connect the EV').length;
    const before = prompts();
    const answer = operator.ask(ask('station', 'plugIn'));
    while (prompts() === before) await new Promise((resolve) => setImmediate(resolve));
    for (const line of lines) streams.type(line);
    return answer;
  };
  assert.deepEqual(await reply('d second try'), { status: 'done', note: 'second try' });
  assert.deepEqual(await reply('what', 'C'), {
    status: 'unavailable',
    reason: 'the person at the terminal cannot do it',
  });
  assert.deepEqual(await reply('f door is stuck'), { status: 'failed', reason: 'door is stuck' });
  assert.match(streams.shown(), /Enter, c or f/);
  await operator.close?.();
});

test('what is read back has to be typed in', async () => {
  const streams = terminal();
  const operator = terminalOperator(streams);
  const answer = operator.ask(ask('csms', 'readBack', { station: 'A', what: 'connectorStatus', connectorId: 1 }));
  for (const line of ['', 'd', 'd Faulted since 8']) streams.type(line);
  assert.deepEqual(await answer, { status: 'done', value: 'Faulted since 8' });
  assert.match(streams.shown(), /Look up in the CSMS the status of the connector of station A\./);
  await operator.close?.();
});

test('requests of several lanes are shown one after the other', async () => {
  const streams = terminal();
  const operator = terminalOperator(streams);
  const first = operator.ask(ask('station', 'prompt', { instruction: 'FIRST' }));
  const second = operator.ask(ask('station', 'prompt', { instruction: 'SECOND' }));
  await streams.until('FIRST');
  assert.ok(!streams.shown().includes('SECOND'));
  streams.type('d one');
  assert.deepEqual(await first, { status: 'done', note: 'one' });
  await streams.until('SECOND');
  streams.type('d two');
  assert.deepEqual(await second, { status: 'done', note: 'two' });
  await operator.close?.();
});

test('time that is over ends a request, and the next reply belongs to the next request', async () => {
  const streams = terminal();
  const operator = terminalOperator(streams);
  const late = await operator.ask(ask('station', 'reboot', {}, 20));
  assert.deepEqual(late, { status: 'failed', reason: 'no answer within 1 second' });
  assert.match(streams.shown(), /time is over/);
  const next = operator.ask(ask('station', 'plugIn'));
  await streams.until('Connect the EV');
  streams.type('d yes');
  assert.deepEqual(await next, { status: 'done', note: 'yes' });
  await operator.close?.();
});

test('without a terminal, or after it was closed, the operator is unavailable', async () => {
  const none = terminalOperator(terminal(false));
  assert.deepEqual(await none.ask(ask('station', 'plugIn')), {
    status: 'unavailable',
    reason: 'there is no terminal to ask at',
  });
  const streams = terminal();
  const operator = terminalOperator(streams);
  const answer = operator.ask(ask('station', 'plugIn'));
  streams.input.end();
  assert.deepEqual(await answer, { status: 'unavailable', reason: 'the terminal was closed' });
  assert.deepEqual(await operator.ask(ask('station', 'plugIn')), {
    status: 'unavailable',
    reason: 'the terminal was closed',
  });
});

test('texts cannot steer the terminal', async () => {
  const streams = terminal();
  const operator = terminalOperator(streams);
  const answer = operator.ask(ask('station', 'prompt', { instruction: 'a\u001b[2Jb\u0007\u009b' }));
  await streams.until('>');
  // eslint-disable-next-line no-control-regex
  assert.ok(!/[\u0007\u001b\u009b]/.test(streams.shown()));
  streams.type('');
  await answer;
  await operator.close?.();
});

test('what an HTTP interface does not automate is asked at the terminal', async () => {
  const server = await serve(status(501));
  const streams = terminal();
  const operator = await createOperator(
    planWith('station', [{ kind: 'http', url: server.url }, { kind: 'terminal' }]),
    {
      terminal: streams,
    },
  );
  assert.equal(operator.name, 'http+terminal');
  const answer = operator.ask(ask('station', 'plugIn'));
  await streams.until('Connect the EV');
  streams.type('d by hand');
  assert.deepEqual(await answer, { status: 'done', note: 'by hand' });
  await operator.close?.();
  await server.close();
});
