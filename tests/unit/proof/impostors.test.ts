/** Impostors pass nothing by the cases' own means, and no legal product is taken for one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { productChooser } from '../../../cli/embedded/products.js';
import { embeddedPki } from '../../../cli/embedded/run-embedded.js';
import { startImpostor } from '../../../cli/prove/impostors.js';
import { prove } from '../../../cli/prove/prove.js';
import { runAlone, START } from '../../../cli/prove/run-alone.js';
import { type Version } from '../../../harness/doors/protocol.js';
import { type Case, factsOf } from '../../../harness/peers/case.js';
import { IMPOSTORS, type ImpostorKind } from '../../../fixtures/impostors/impostor.js';
import { type Heard, type Transform } from '../../../fixtures/mutants/named-mutant.js';
import { catalogue } from '../../../testcases/index.js';
import { meet } from '../catalogue/meet.js';

const pki = await embeddedPki(START);

async function verdictOf(item: Case, version: Version, kind: ImpostorKind): Promise<string | undefined> {
  const product = productChooser(item.role, version)(item);
  const events = await runAlone(
    { role: item.role, version, cases: [item], revision: catalogue.revision },
    {
      pki,
      ...(product && { variant: product.variant }),
      ...(product?.security !== undefined && { security: product.security }),
      impostor: (options) => startImpostor(kind, options),
    },
  );
  return events.find((event) => event.type === 'case-end')?.verdict;
}

const resting = catalogue.cases.filter(({ restsOn, id }) => restsOn !== undefined && !id.startsWith('SEQ_'));

void describe('no impostor passes a case whose pass rests on a product that tells right from wrong', () => {
  for (const version of ['1.6', '2.1'] as const)
    for (const kind of IMPOSTORS)
      void it(`${kind}, ${version}`, async () => {
        const passed: string[] = [];
        for (const item of resting.filter(({ versions }) => versions.includes(version)))
          if ((await verdictOf(item, version, kind)) === 'pass') passed.push(item.id);
        assert.deepEqual(passed, []);
      });
});

void describe('the proof', () => {
  void it('tries every impostor but the silent one on no sanity case, and says so', async () => {
    const { impostors } = await prove({
      catalogue,
      versions: ['1.6'],
      accepts: ({ id }) => id === 'SANITY_16_CSMS',
    });
    assert.deepEqual(
      impostors.map(({ kind, cases, aside }) => [kind, cases, aside]),
      IMPOSTORS.map((kind) => (kind === 'silent' ? [kind, 1, []] : [kind, 0, ['SANITY_16_CSMS']])),
    );
  });

  void it('says in the facts of a case what its pass rests on', () => {
    const item = catalogue.cases.find(({ id }) => id === 'TC_001_CSMS');
    assert.ok(item);
    assert.match(factsOf(item).precondition ?? '', /tells right from wrong/);
  });
});

const NO_SUCH = 'LaddprovNoSuchAction';
const isAnswer = ({ kind }: Heard): boolean => kind === 'result' || kind === 'error';
const isUnknown = (heard: Heard): boolean => isAnswer(heard) && heard.action === NO_SUCH;
const isMalformed = (heard: Heard): boolean =>
  isAnswer(heard) && heard.action === 'StatusNotification' && Object.keys(heard.asked).length === 0;
const accepts = (heard: Heard) => [
  3,
  heard.id,
  'idTag' in heard.asked ? { idTagInfo: { status: 'Accepted' } } : { idTokenInfo: { status: 'Accepted' } },
];

/** CSMSs that are unlike the reference, and none of them an impostor. */
const CSMSS: Readonly<Record<string, Transform>> = {
  'answers an unknown action with InternalError': (heard) =>
    isUnknown(heard) ? [[4, heard.id, 'InternalError', '', {}]] : undefined,
  'drops an unknown action': (heard) => (isUnknown(heard) ? [] : undefined),
  'hangs up on an unknown action': (heard, line) => {
    if (!isUnknown(heard)) return undefined;
    line.drop(0);
    return [];
  },
  'serves an unknown action, and refuses what lacks its fields': (heard) =>
    isUnknown(heard) ? [[3, heard.id, {}]] : undefined,
  'serves whatever it is sent, and tells its tokens apart': (heard) =>
    isUnknown(heard) || isMalformed(heard) ? [[3, heard.id, {}]] : undefined,
  'lets everybody charge': (heard) => (isAnswer(heard) && heard.action === 'Authorize' ? [accepts(heard)] : undefined),
};

const CASES = [
  ['TC_001_CSMS', '1.6'],
  ['TC_003_CSMS', '1.6'],
  ['TC_B_01_CSMS', '2.0.1'],
  ['TC_J_01_CSMS', '2.1'],
] as const;

void describe('a CSMS', () => {
  for (const [id, version] of CASES) {
    for (const [says, transform] of Object.entries(CSMSS))
      void it(`that ${says} passes ${id} in ${version}`, async () => {
        const { verdict, reason } = await meet(id, version, transform);
        assert.equal(verdict, 'pass', reason);
      });

    void it(`that shows nowhere that it tells right from wrong makes ${id} inconclusive in ${version}`, async () => {
      const agrees: Transform = (heard) =>
        isUnknown(heard) || isMalformed(heard)
          ? [[3, heard.id, {}]]
          : isAnswer(heard) && heard.action === 'Authorize'
            ? [accepts(heard)]
            : undefined;
      const { verdict, red } = await meet(id, version, agrees);
      assert.deepEqual([verdict, red], ['inconclusive', ['pre:tells-right-from-wrong']]);
    });

    // TC_001_CSMS asks for the Heartbeat itself.
    if (id === 'TC_001_CSMS') continue;
    void it(`that refuses whatever it is asked makes ${id} inconclusive in ${version}`, async () => {
      const refuses: Transform = (heard) =>
        isAnswer(heard) && heard.action === 'Heartbeat' ? [[4, heard.id, 'InternalError', '', {}]] : undefined;
      const { verdict, red } = await meet(id, version, refuses);
      assert.deepEqual([verdict, red], ['inconclusive', ['pre:tells-right-from-wrong']]);
    });
  }
});

void describe('a station', () => {
  const without: Transform = (heard) =>
    heard.kind === 'result' && heard.action === 'GetConfiguration' && heard.asked.key !== undefined
      ? [[3, heard.id, { unknownKey: heard.asked.key }]]
      : undefined;

  void it('that does not tell its keys apart, and refuses an unknown action, passes TC_017_1_CS', async () => {
    const { verdict, reason } = await meet('TC_017_1_CS', '1.6', without);
    assert.equal(verdict, 'pass', reason);
  });

  void it('that does neither does not pass it', async () => {
    const serves: Transform = (heard, line) => (heard.kind === 'error' ? [[3, heard.id, {}]] : without(heard, line));
    const { verdict, red } = await meet('TC_017_1_CS', '1.6', serves);
    // It answers what it was not asked for as well, which a rule finds.
    assert.deepEqual([verdict, red], ['fail', ['pre:tells-right-from-wrong']]);
  });
});

void describe('the question whether a CSMS tells right from wrong', () => {
  void it('is asked once on a connection that several cases keep', async () => {
    const kept = catalogue
      .generated('csms', '1.6')
      .filter((item) => item.role === 'csms' && item.operator.length === 0)
      .slice(0, 4);
    const events = await runAlone({ role: 'csms', version: '1.6', cases: kept, revision: catalogue.revision });
    const verdicts = events.flatMap((event) => (event.type === 'case-end' ? [event.verdict] : []));
    assert.deepEqual(verdicts, ['pass', 'pass', 'pass', 'pass']);
    const asked = events.filter(
      (event) => event.type === 'frame' && event.dir === 'tx' && event.text.includes(NO_SUCH),
    );
    assert.equal(asked.length, 1);
    const shown = events.filter((event) => event.type === 'check' && event.id === 'pre:tells-right-from-wrong');
    assert.equal(shown.length, 4);
  });
});
