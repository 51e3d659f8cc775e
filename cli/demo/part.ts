/** One part of `laddprov demo`: the cases of one embedded reference product, their record and their reports. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { wallClock } from '../../harness/doors/machine.js';
import { type Role, type Version } from '../../harness/doors/protocol.js';
import { keepIn } from '../../harness/files/keep.js';
import { type Pki } from '../../harness/pki/authority.js';
import { type RecordEvent } from '../../harness/record/events.js';
import { createFileRecorder } from '../../harness/record/recorder.js';
import { createRedaction } from '../../harness/record/redact.js';
import { type Conclusion } from '../../harness/run/conclude.js';
import { catalogue } from '../../testcases/index.js';
import { PASSWORD } from '../embedded/plan.js';
import { type Share, runName } from '../embedded/products.js';
import { runOverWebSockets, runSkipping } from '../embedded/run-embedded.js';
import { RECORD } from '../output.js';
import { readTool } from '../tool.js';
import { writeReports } from '../write-reports.js';

export interface Part extends Share {
  readonly role: Role;
  readonly version: Version;
}

/** How all parts of a demo run. */
export interface Manner {
  readonly out: string;
  readonly seed: number;
  readonly lanes: number;
  /** How much faster than the wall the clocks are; undefined for clocks that skip. */
  readonly speed?: number | undefined;
}

export interface Surroundings {
  readonly pki: Pki;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RecordEvent) => void;
}

/** What a part came to. */
export interface PartConclusion extends Pick<Conclusion, 'exitCode' | 'conclusion' | 'counts'> {
  /** Milliseconds of the wall clock from its beginning until its reports were written. */
  readonly took: number;
}

/** What the product of a part is called where it is not the usual one of its role and version. */
export const otherName = ({ product }: Part): string | undefined =>
  product.name === 'usual' ? undefined : product.name;

/** What a part is called: `station 1.6`, `csms 1.6 tls`. */
export const nameOf = (part: Part): string =>
  [part.role, part.version, otherName(part)].filter((each) => each !== undefined).join(' ');

export const folderOf = ({ role, version, product }: Part, out: string): string =>
  join(out, runName(role, version, product));

/** Runs the part and writes its record and its reports. */
export async function runPart(
  part: Part,
  manner: Manner,
  { pki, signal, onEvent }: Surroundings,
): Promise<PartConclusion> {
  const began = wallClock();
  const { role, version, product, select } = part;
  const { out, lanes, seed, speed } = manner;
  const { variant, security } = product;
  const folder = folderOf(part, out);
  mkdirSync(folder, { recursive: true });
  const record = join(folder, RECORD);
  const recorder = createFileRecorder(record, createRedaction([PASSWORD]));
  const options = {
    ...{ role, version, catalogue, lanes, recorder, tool: readTool(), seed, select, signal, variant, pki, onEvent },
    ...(security !== undefined && { security }),
    keep: keepIn(folder),
  };
  const { exitCode, conclusion, counts } =
    speed === undefined ? await runSkipping(options) : await runOverWebSockets(options, speed);
  await writeReports(record, folder, ['html', 'junit', 'json']);
  return { exitCode, conclusion, counts, took: wallClock() - began };
}
