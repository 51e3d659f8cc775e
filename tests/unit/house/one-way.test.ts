import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { objections } from './linter.js';

const RULE = 'house/one-way';
const use = (specifier: string) => `import { thing } from '${specifier}';\nexport const it = thing;\n`;
const typeOf = (specifier: string) => `import { type Thing } from '${specifier}';\nexport type It = Thing;\n`;

/** File, import: each must be refused. */
const refused: [string, string][] = [
  ['testcases/ocpp2/b-provisioning/station/boot.ts', use('../../../../harness/run/run.js')],
  ['testcases/ocpp2/b-provisioning/station/boot.ts', use('../../../../harness/doors/protocol.js')],
  ['testcases/ocpp2/b-provisioning/station/boot.ts', typeOf('../../../../harness/doors/wire.js')],
  ['testcases/ocpp2/b-provisioning/station/boot.ts', use('../../../../fixtures/reference-station/station.js')],
  ['testcases/ocpp2/b-provisioning/station/boot.ts', use('node:fs')],
  ['testcases/ocpp2/b-provisioning/station/boot.ts', use('zod')],
  ['reports/html/page.ts', use('../../harness/run/run.js')],
  ['reports/html/page.ts', use('../../testcases/catalogue.js')],
  ['reports/history/page.ts', use('../../harness/history/changes.js')],
  ['harness/history/entry.ts', use('../run/run.js')],
  ['fixtures/reference-station/station.ts', use('../../harness/schema/validate.js')],
  ['fixtures/reference-station/station.ts', typeOf('../../harness/peers/station-side/station.js')],
  ['harness/doors/clock.ts', use('../wire/websocket.js')],
  ['harness/wire/websocket.ts', use('../schema/validate.js')],
  ['harness/schema/validate.ts', use('../wire/ocpp-j.js')],
  ['harness/rules/framing.ts', use('../record/events.js')],
  ['harness/rules/framing.ts', use('../peers/csms-side/csms.js')],
  ['harness/peers/csms-side/csms.ts', use('../../rules/rule.js')],
  ['harness/peers/csms-side/csms.ts', use('../../run/run.js')],
  ['harness/run/run.ts', use('../../cli/main.js')],
  ['harness/run/run.ts', use('../../testcases/catalogue.js')],
  ['harness/run/run.ts', use('../../reports/html/page.js')],
  ['harness/run/run.ts', use('../../fixtures/reference-csms/csms.js')],
  ['cli/main.ts', use('../tests/unit/house/tools.js')],
  ['harness/elsewhere/thing.ts', 'export const it = 1;\n'],
];

/** File, import: each is the way it is meant to be. */
const allowed: [string, string][] = [
  ['testcases/ocpp2/b-provisioning/station/boot.ts', use('../../../../harness/peers/case.js')],
  ['testcases/ocpp2/b-provisioning/station/boot.ts', typeOf('../../../../harness/doors/protocol.js')],
  ['testcases/ocpp2/b-provisioning/station/boot.ts', use('../../states/booted.js')],
  ['reports/html/page.ts', use('../../harness/record/events.js')],
  ['reports/html/page.ts', use('preact')],
  ['reports/history/page.ts', typeOf('../../harness/history/changes.js')],
  ['fixtures/reference-station/station.ts', typeOf('../../harness/doors/clock.js')],
  ['harness/rules/framing.ts', typeOf('../record/events.js')],
  ['harness/rules/framing.ts', use('../wire/ocpp-j.js')],
  ['harness/peers/csms-side/csms.ts', use('../../schema/validate.js')],
  ['harness/run/run.ts', use('../peers/csms-side/csms.js')],
  ['cli/main.ts', use('../testcases/catalogue.js')],
  ['cli/main.ts', use('../fixtures/reference-csms/csms.js')],
  ['tests/unit/run/run.test.ts', use('../../../harness/run/run.js')],
];

/** Every other way to name a module must not be a way round. */
const ways: [string, string][] = [
  ['an export from', "export { thing } from '../../harness/run/run.js';\n"],
  ['an export of all', "export * from '../../harness/run/run.js';\n"],
  ['a dynamic import', "export const it = await import('../../harness/run/run.js');\n"],
  ['a type of an import', "export type It = typeof import('../../harness/run/run.js');\n"],
  ['an import for its effect', "import '../../harness/run/run.js';\n"],
  ['an import of what is computed', 'export const load = (name: string) => import(name);\n'],
];

describe('imports point one way', () => {
  for (const [path, text] of refused) {
    test(`${path} is refused: ${text.split('\n')[0]}`, async () => {
      assert.ok((await objections(path, text)).includes(RULE));
    });
  }
  for (const [path, text] of allowed) {
    test(`${path} is allowed: ${text.split('\n')[0]}`, async () => {
      assert.ok(!(await objections(path, text)).includes(RULE));
    });
  }
  for (const [what, text] of ways) {
    test(`${what} is no way round`, async () => {
      assert.ok((await objections('reports/html/page.ts', text)).includes(RULE));
    });
  }
});
