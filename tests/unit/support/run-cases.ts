/** Runs cases by their ids in virtual time, without the sanity case, and gives what the record holds. */
import { type EmbeddedOptions, runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { type Role, type Version } from '../../../harness/doors/protocol.js';
import { type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { catalogue } from '../../../testcases/index.js';

export async function runCases(
  role: Role,
  version: Version,
  select: readonly string[],
  extra: Partial<EmbeddedOptions> = {},
) {
  const recorder = createMemoryRecorder();
  const conclusion = await runInVirtualTime({
    role,
    version,
    catalogue: { ...catalogue, sanity: () => undefined },
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 1,
    select,
    ...extra,
  });
  const of = <T extends RecordEvent['type']>(type: T) =>
    recorder.events.filter((event): event is EventOf<T> => event.type === type);
  const ends = of('case-end');
  return {
    conclusion,
    events: recorder.events,
    of,
    ends,
    verdicts: Object.fromEntries(ends.map(({ case: id, verdict }) => [id, verdict])),
    red: of('check').filter(({ verdict }) => verdict !== 'pass'),
  };
}
