/** Runs cases by themselves in virtual time, against the embedded reference peer, and returns the record. */
import { type Role, type Version } from '../../harness/doors/protocol.js';
import { type Case } from '../../harness/peers/case.js';
import { type RecordEvent } from '../../harness/record/events.js';
import { createMemoryRecorder } from '../../harness/record/recorder.js';
import { type EmbeddedOptions, runInVirtualTime } from '../embedded/run-embedded.js';

/** The moment at which every simulated run begins. */
export const START = Date.UTC(2026, 0, 5, 12);

export interface Alone {
  readonly role: Role;
  readonly version: Version;
  readonly cases: readonly Case[];
  /** The catalogue's revision. */
  readonly revision: string;
}

/** Runs the cases one after the other, without the sanity case around them. */
export async function runAlone(
  { role, version, cases, revision }: Alone,
  extra: Partial<EmbeddedOptions> = {},
): Promise<readonly RecordEvent[]> {
  const recorder = createMemoryRecorder(undefined, false);
  await runInVirtualTime(
    {
      role,
      version,
      catalogue: { revision, cases, sanity: () => undefined, generated: () => [], generator: '' },
      lanes: 1,
      recorder,
      tool: { name: 'laddprov', version: 'proof' },
      seed: 1,
      select: [],
      ...extra,
    },
    START,
  );
  return recorder.events;
}

/** What `run` gives, or undefined where the embedded plan lets none of the cases run. */
export async function unlessInapplicable<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if ((error as { code?: string }).code === 'NOTHING_TO_RUN') return undefined;
    throw error;
  }
}
