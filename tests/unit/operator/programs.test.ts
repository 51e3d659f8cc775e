import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createOperator } from '../../../harness/operator/index.js';
import { ask, planWith } from './support.js';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'operator-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const NODE = process.execPath;
const script = (code: string) => ({
  kind: 'command',
  run: NODE,
  args: ['-e', code, '{{action}}', '{{args.evseId}}'],
  cwd: folder,
});
const run = async (code: string, within = 5000, action = 'plugIn', args: object = { evseId: 2 }) => {
  const operator = await createOperator(planWith('station', script(code)));
  return operator.ask(ask('station', action, args, within));
};

test('a command gets the request on its input and the arguments of its template, and ends with 0 when it is done', async () => {
  const code = `process.stdin.on('data', (d) => { const r = JSON.parse(d); console.log([...process.argv.slice(1), r.action, r.args.evseId, r.why].join('|')) })`;
  assert.deepEqual(await run(code), { status: 'done', note: 'plugIn|2|plugIn|2|TC_X_01: a step' });
});

test('exit code 75 means unavailable, another one failed with what was written to the error output', async () => {
  assert.deepEqual(await run('process.exit(75)'), { status: 'unavailable', reason: 'the command does not do this' });
  assert.deepEqual(await run('console.error("door  stuck"); process.exit(3)'), {
    status: 'failed',
    reason: 'the command ended with exit code 3: door stuck',
  });
});

test('an answer as JSON on the output is taken over, one with a wrong status has failed, and other JSON is a note', async () => {
  assert.deepEqual(await run('console.log(JSON.stringify({ value: { a: 1 }, note: "n" }))'), {
    status: 'done',
    value: { a: 1 },
    note: 'n',
  });
  assert.deepEqual(await run('console.log(JSON.stringify({ status: "failed", reason: "r" }))'), {
    status: 'failed',
    reason: 'r',
  });
  assert.deepEqual(await run('console.log(JSON.stringify({ status: "maybe" }))'), {
    status: 'failed',
    reason: 'the command wrote JSON that is no answer',
  });
  assert.deepEqual(await run('console.log(JSON.stringify({ result: "ok" }))'), {
    status: 'done',
    note: '{"result":"ok"}',
  });
});

test('arguments are never read by a shell', async () => {
  const code = 'console.log(process.argv[1])';
  const operator = await createOperator(
    planWith('station', {
      kind: 'command',
      actions: { prompt: { run: NODE, args: ['-e', code, '{{args.instruction}}'] } },
      cwd: folder,
    }),
  );
  assert.deepEqual(await operator.ask(ask('station', 'prompt', { instruction: '$(touch x); `id` "' })), {
    status: 'done',
    note: '$(touch x); `id` "',
  });
  assert.deepEqual(await operator.ask(ask('station', 'reboot')), {
    status: 'unavailable',
    reason: 'the plan names no command for reboot',
  });
});

test('a command that runs too long is ended, with what it started', async () => {
  const marker = join(folder, 'alive');
  const child = `setInterval(() => require("fs").writeFileSync(${JSON.stringify(marker)}, String(Date.now())), 20)`;
  const code = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}]); setInterval(() => {}, 1000)`;
  assert.deepEqual(await run(code, 700), { status: 'failed', reason: 'no answer within 1 second' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await rm(marker, { force: true });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await assert.rejects(rm(marker), { code: 'ENOENT' });
});

test('a command that cannot be started is unavailable', async () => {
  const operator = await createOperator(planWith('station', { kind: 'command', run: 'no-such-command', cwd: folder }));
  assert.deepEqual(await operator.ask(ask('station', 'reboot')), {
    status: 'unavailable',
    reason: 'no-such-command cannot be started (ENOENT)',
  });
});

async function moduleWith(name: string, text: string) {
  const file = join(folder, name);
  await writeFile(file, text);
  return createOperator(planWith('station', { kind: 'module', file }));
}

test('a TypeScript module with a function per action is an operator', async () => {
  const operator = await moduleWith(
    'table.ts',
    `interface Args { evseId?: number }
     export default {
       plugged: 0,
       plugIn(args: Args, request: { why: string }) { this.plugged++; return { status: 'done', note: \`\${args.evseId} \${request.why} \${this.plugged}\` }; },
       async plugOut() { return false; },
       reboot() { throw new Error('fuse blown'); },
       emergencyStop: () => 42,
       evStopsCharging() {},
     };`,
  );
  assert.deepEqual(await operator.ask(ask('station', 'plugIn', { evseId: 3 })), {
    status: 'done',
    note: '3 TC_X_01: a step 1',
  });
  assert.deepEqual(await operator.ask(ask('station', 'plugOut')), {
    status: 'failed',
    reason: 'the module answered false',
  });
  assert.deepEqual(await operator.ask(ask('station', 'reboot')), {
    status: 'failed',
    reason: 'the module failed: fuse blown',
  });
  assert.deepEqual(await operator.ask(ask('station', 'emergencyStop', { pressed: true })), {
    status: 'failed',
    reason: 'the module returned something that is no answer',
  });
  assert.deepEqual(await operator.ask(ask('station', 'evStopsCharging')), { status: 'done' });
  assert.deepEqual(await operator.ask(ask('station', 'powerCycle')), {
    status: 'unavailable',
    reason: 'the module has no function powerCycle',
  });
});

test('a module may export one function, or an object with ask, by name', async () => {
  const one = await moduleWith(
    'one.mjs',
    `export const operator = (request) => ({ status: 'done', value: request.action });`,
  );
  assert.deepEqual(await one.ask(ask('station', 'reboot')), { status: 'done', value: 'reboot' });
  const object = await moduleWith(
    'two.js',
    `module.exports = { operator: { ask: async () => new Promise(() => {}) } };`,
  );
  assert.deepEqual(await object.ask(ask('station', 'reboot', {}, 50)), {
    status: 'failed',
    reason: 'no answer within 1 second',
  });
});

test('a module that is not there, does not parse or has no operator is an error with its file and a hint', async () => {
  const code = 'OPERATOR_MODULE';
  const missing = join(folder, 'missing.ts');
  await assert.rejects(createOperator(planWith('station', { kind: 'module', file: missing })), {
    code,
    file: missing,
    hint: 'Check the path in the plan; it counts from the plan file.',
  });
  await assert.rejects(moduleWith('broken.ts', 'export default {'), { code });
  await assert.rejects(moduleWith('empty.ts', 'export const other = 1;'), {
    code,
    headline: `The operator module ${join(folder, 'empty.ts')} exports no operator`,
  });
  await assert.rejects(moduleWith('slip.ts', 'export default { plugin() {} };'), {
    code,
    headline: `The operator module ${join(folder, 'slip.ts')} has plugin, which is not an action at a station`,
    hint: /^Did you mean "plugIn"\?/,
  });
});
