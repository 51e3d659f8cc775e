/** `laddprov verify RUN`: every case again on the recorded input, offline, without the SUT. */
import { catalogue } from '../../../testcases/index.js';
import { EXIT } from '../../run/conclude.js';
import { recordIn } from '../output.js';
import { verifyRecord } from '../../run/verify.js';

export async function verifyCommand(options: { readonly json?: boolean }, run: string): Promise<number> {
  const result = await verifyRecord(recordIn(run), catalogue);
  if (options.json) console.log(JSON.stringify(result, null, 2));
  else {
    for (const problem of result.problems) console.log(`✗ ${problem}`);
    for (const { case: id, lane, expected, actual } of result.divergences) {
      console.log(
        `✗ ${id ?? 'between cases'} (lane ${lane}): the record says\n    ${expected}\n  and the replay gives\n    ${actual}`,
      );
    }
    console.log(
      result.verified
        ? `verified: ${result.cases} case runs in ${result.lanes} lanes, ${result.frames} frames; digest right, every check and verdict came out again`
        : 'NOT verified',
    );
  }
  return result.verified ? 0 : EXIT.failures;
}
