import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { demands, objections } from './linter.js';

const RULE = 'house/doors';

/** Ways round a door, each on a line of its own. */
const refused = [
  'export const it = Date.now();',
  "export const it = Date['now']();",
  'export const it = new Date();',
  'export const it = Date();',
  'export const it = new Date(...[]);',
  'const { now } = Date; export const it = now();',
  'const clock = Date; export const it = clock.now();',
  'setTimeout(() => undefined, 5);',
  'setInterval(() => undefined, 5);',
  'setImmediate(() => undefined);',
  'globalThis.setTimeout(() => undefined, 5);',
  'const { setTimeout: later } = globalThis; later(() => undefined, 5);',
  'const later = setTimeout; later(() => undefined, 5);',
  'export const it = Math.random();',
  'const { random } = Math; export const it = random();',
  'export const it = crypto.randomUUID();',
  'export const it = performance.now();',
  'export const it = process.hrtime.bigint();',
  'export const it = AbortSignal.timeout(5);',
  "export const it = fetch('http://127.0.0.1');",
  "export const it = new WebSocket('ws://127.0.0.1');",
  "import { randomUUID } from 'node:crypto'; export const it = randomUUID();",
  "import { randomBytes } from 'crypto'; export const it = randomBytes(4);",
  "import * as all from 'node:crypto'; export const it = all.randomUUID();",
  "import all from 'node:crypto'; export const it = all.randomUUID();",
  "import { hrtime } from 'node:process'; export const it = hrtime();",
  "import { WebSocket as Socket } from 'ws'; export const it = Socket;",
  "import { connect } from 'node:net'; export const it = connect;",
  "import { connect } from 'node:tls'; export const it = connect;",
  "import { request } from 'http'; export const it = request;",
  "import { request } from 'node:https'; export const it = request;",
  "import { createSocket } from 'node:dgram'; export const it = createSocket;",
  "import { spawn } from 'node:child_process'; export const it = spawn;",
  "import { setTimeout as later } from 'node:timers/promises'; export const it = later;",
  "import { performance as clock } from 'node:perf_hooks'; export const it = clock;",
  "export const it = await import('ws');",
  "export { connect } from 'node:net';",
];

const allowed = [
  'export const it = new Date(0).toISOString();',
  "export const it = Date.parse('2026-01-01T00:00:00Z');",
  'export const it = (x: unknown) => x instanceof Date;',
  'export const it = (x: Date) => x.getTime();',
  'export const it = Math.floor(1.5);',
  "import { createHash } from 'node:crypto'; export const it = createHash('sha256');",
  "import { type WebSocket } from 'ws'; export type It = WebSocket;",
  'export const it = (clock: { setTimeout(ms: number): void }) => clock.setTimeout(5);',
  'const setTimeout = (ms: number) => ms; export const it = setTimeout(5);',
  'export const it = process.exitCode;',
];

const BEHIND = [
  'harness/run/run.ts',
  'testcases/ocpp16/core/station/boot.ts',
  'fixtures/mutants/late.ts',
  'reports/html/page.ts',
];
const AT = ['harness/doors/host.ts', 'harness/wire/websocket.ts', 'harness/operator/http.ts', 'cli/main.ts'];

describe('time, chance and sockets come through the doors', () => {
  for (const text of refused) {
    test(`refused: ${text}`, async () => {
      assert.ok((await objections('harness/run/run.ts', `${text}\n`)).includes(RULE));
    });
  }
  for (const text of allowed) {
    test(`allowed: ${text}`, async () => {
      assert.ok(!(await objections('harness/run/run.ts', `${text}\n`)).includes(RULE));
    });
  }
  for (const path of BEHIND) {
    test(`${path} stands behind the doors`, async () => {
      assert.ok((await objections(path, 'export const it = Date.now();\n')).includes(RULE));
    });
  }
  for (const path of AT) {
    test(`${path} may use what a door is made of`, async () => {
      assert.ok(!(await objections(path, 'export const it = Date.now();\n')).includes(RULE));
    });
  }
});

describe('the style of the house', () => {
  const style: [string, string][] = [
    ['no-restricted-exports', 'export default 1;'],
    ['no-restricted-syntax', 'export enum Colour { Red }'],
    ['no-restricted-syntax', 'export namespace Colour { export const red = 1; }'],
    ['@typescript-eslint/no-explicit-any', 'export const it = (x: any) => x;'],
    ['@typescript-eslint/consistent-type-imports', "import { Thing } from './thing.js'; export type It = Thing;"],
    ['max-lines', `export const it = 1;${'\n'.repeat(301)}`],
    ['no-console', "console.log('hello');"],
  ];
  for (const [rule, text] of style) {
    test(`${rule} objects to: ${text.trim()}`, async () => {
      assert.ok((await objections('harness/run/run.ts', `${text}\n`)).includes(rule));
    });
  }

  for (const rule of [
    'no-floating-promises',
    'no-misused-promises',
    'no-unsafe-assignment',
    'switch-exhaustiveness-check',
  ]) {
    test(`${rule} is demanded of the product`, async () => {
      assert.ok(await demands('harness/doors/entropy.ts', `@typescript-eslint/${rule}`));
    });
  }
});
