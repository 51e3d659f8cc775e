/** What a mutant costs against its case: the proof of some cases, and the same cases as often as it has mutants. */
import { performance } from 'node:perf_hooks';
import { prove } from '../cli/prove/prove.js';
import { runAlone } from '../cli/prove/run-alone.js';
import { productChooser } from '../cli/embedded/products.js';
import { embeddedPki } from '../cli/embedded/run-embedded.js';
import { type Version } from '../harness/doors/protocol.js';
import { catalogue } from '../testcases/index.js';
import { type Row } from './row.js';

const VERSION: Version = '1.6';
/** Short cases and long ones, of both sides. */
const CASES: readonly string[] = [
  ...['TC_003_CS', 'TC_010_CS', 'TC_012_CS', 'TC_019_CS', 'TC_026_CS', 'TC_056_CS'],
  ...['TC_001_CSMS', 'TC_003_CSMS', 'TC_010_CSMS', 'TC_031_CSMS', 'OFF_16_CSMS_01'],
];

const timed = async <T>(work: () => Promise<T>): Promise<readonly [T, number]> => {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
};

export async function measureProof(): Promise<readonly Row[]> {
  const pki = await embeddedPki();
  const items = catalogue.cases.filter(({ id }) => CASES.includes(id));
  const ask = () =>
    prove({ catalogue, versions: [VERSION], accepts: ({ id }) => CASES.includes(id), share: { index: 0, of: 1 } });
  // The first pass compiles the schemas, which every process does once.
  const proof = await ask();
  const runs =
    proof.cases.reduce((sum, each) => sum + each.runs, 0) + proof.impostors.reduce((sum, each) => sum + each.cases, 0);
  const [, whole] = await timed(ask);
  const rounds = 20;
  const [, plain] = await timed(async () => {
    for (let round = 0; round < rounds; round++)
      for (const item of items) {
        const product = productChooser(item.role, VERSION)(item);
        await runAlone(
          { role: item.role, version: VERSION, cases: [item], revision: catalogue.revision },
          { pki, ...(product && { variant: product.variant }) },
        );
      }
  });
  const perMutant = whole / runs;
  const perCase = plain / (rounds * items.length);
  const ratio = perMutant / perCase;
  return [
    {
      what: `the proof of ${items.length} cases in ${runs} runs, of mutants and impostors`,
      value: `${perMutant.toFixed(1)} ms a run; a case alone ${perCase.toFixed(1)} ms`,
      ratio: `${ratio.toFixed(1)} times a case`,
      aim: '2 times',
      met: ratio <= 2,
    },
  ];
}
