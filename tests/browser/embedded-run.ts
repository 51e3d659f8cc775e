/** Events of a run of the embedded reference station in virtual time, by the build. */
import type * as EmbeddedModule from '../../cli/embedded/run-embedded.js';
import type * as EventsModule from '../../harness/record/events.js';
import type * as RecorderModule from '../../harness/record/recorder.js';
import type * as CatalogueModule from '../../testcases/index.js';
import { compiled } from './pages.js';

export async function stationRun(select: readonly string[]): Promise<readonly EventsModule.RecordEvent[]> {
  const { runInVirtualTime } = await compiled<typeof EmbeddedModule>('cli/embedded/run-embedded.js');
  const { createMemoryRecorder } = await compiled<typeof RecorderModule>('harness/record/recorder.js');
  const { catalogue } = await compiled<typeof CatalogueModule>('testcases/index.js');
  const recorder = createMemoryRecorder();
  const tool = { name: 'laddprov', version: 'test' };
  await runInVirtualTime({ role: 'station', version: '2.0.1', catalogue, lanes: 1, recorder, tool, seed: 1, select });
  return recorder.events;
}
