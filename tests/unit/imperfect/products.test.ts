/** Each imperfect product shows its fault where the fault is looked for, and is right otherwise. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imperfect } from '../../../cli/embedded/imperfect.js';
import { runAlone } from '../../../cli/prove/run-alone.js';
import { type Version } from '../../../harness/doors/protocol.js';
import { catalogue } from '../../../testcases/index.js';
import { IMPERFECT_PRODUCTS } from '../../../fixtures/imperfect/index.js';
import { type ImperfectProduct } from '../../../fixtures/imperfect/imperfect-product.js';

/** Cases in which the fault shows: the verdict is not pass. */
const SHOWS: Readonly<Record<string, Partial<Record<Version, string>>>> = {
  'takes-remote-start-for-0': { '1.6': 'TC_027_CS' },
  'never-registers-again': { '1.6': 'TC_001_CS', '2.0.1': 'TC_B_03_CS' },
  'refuses-remote-stop': { '1.6': 'TC_012_CS' },
  'starts-without-ev': { '1.6': 'TC_011_2_CS' },
  crashes: { '1.6': 'TC_031_CS' },
  wedges: { '1.6': 'TC_061_1_CS' },
  'answers-twice': {},
  'stays-away': { '1.6': 'TC_039_CS', '2.0.1': 'CHAOS_2X_CS_09' },
  'never-boots-after-drop': {},
  'triggers-first': {},
  'lacks-one-setting': { '1.6': 'TC_019_CS', '2.0.1': 'TC_B_12_CS' },
  'takes-abc': { '1.6': 'TC_040_2_CS' },
  'csms-ignores-payloads': {},
  'csms-frees-identity-late': {},
  'csms-without-status': {},
};

const SOUND = {
  station: { '1.6': 'TC_019_CS', '2.0.1': 'TC_G_03_CS', '2.1': 'TC_G_03_CS' },
  csms: { '1.6': 'TC_054_CSMS', '2.0.1': 'TC_E_03_CSMS', '2.1': 'TC_E_03_CSMS' },
} as const;

async function verdictOf(product: ImperfectProduct, version: Version, id: string): Promise<string> {
  const item = catalogue.cases.find((one) => one.id === id)!;
  const { role } = product;
  const events = await runAlone(
    { role, version, cases: [item], revision: catalogue.revision },
    { impostor: imperfect(product) },
  );
  return events.find((event) => event.type === 'case-end')!.verdict;
}

test('the imperfect products have names of their own', () => {
  assert.equal(new Set(IMPERFECT_PRODUCTS.map(({ id }) => id)).size, IMPERFECT_PRODUCTS.length);
});

for (const product of IMPERFECT_PRODUCTS)
  for (const version of product.versions) {
    const shows = SHOWS[product.id]?.[version];
    test(`T5: the product ${product.id} (${version}) speaks OCPP${shows ? `, and its fault shows in ${shows}` : ''}`, async () => {
      const sound = SOUND[product.role][version];
      if (shows !== sound && product.id !== 'csms-without-status' && product.id !== 'lacks-one-setting')
        assert.equal(await verdictOf(product, version, sound), 'pass');
      if (shows !== undefined) assert.notEqual(await verdictOf(product, version, shows), 'pass');
    });
  }

test('T5: the product csms-without-status (1.6) lacks a message of Core: no case fails by it, and the run does', async () => {
  const product = IMPERFECT_PRODUCTS.find(({ id }) => id === 'csms-without-status')!;
  const events = await runAlone(
    { role: 'csms', version: '1.6', cases: catalogue.cases.filter(({ id }) => id === 'TC_003_CSMS'), revision: '' },
    { impostor: imperfect(product) },
  );
  const red = events.flatMap((event) =>
    event.type === 'finding' && event.severity === 'fail' ? [`${event.rule} ${event.case ?? '-'}`] : [],
  );
  assert.deepEqual(red, ['refusal -']);
  const end = events.at(-1);
  assert.equal(end?.type === 'run-end' && end.exitCode, 1);
});
