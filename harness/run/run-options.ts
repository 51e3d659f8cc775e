/** What a run is given: the plan and the cases, the doors that it works through, and who is told of it. */
import { type Host } from '../doors/host.js';
import { type Operator } from '../doors/operator.js';
import { type FileServer } from '../doors/files.js';
import { type Wire } from '../doors/wire.js';
import { type FirmwareImage } from '../peers/csms-side/csms-files.js';
import { type Pki } from '../pki/authority.js';
import { type LoadedPlan } from '../plan/reading/load.js';
import { type RecordEvent } from '../record/events.js';
import { type Recorder } from '../record/recorder.js';
import { type Catalogue } from './catalogue.js';
import { type ChooseOptions } from './choose.js';

export interface RunOptions {
  readonly loaded: LoadedPlan;
  readonly catalogue: Catalogue;
  /** Every generated case that is selected, not a sample of them. */
  readonly all?: boolean;
  /** Patterns on top of the plan's selection. */
  readonly select: readonly string[];
  /** Only what an earlier run makes of the selection. */
  readonly only?: ChooseOptions['only'];
  /** Only this part of the chosen cases. */
  readonly shard?: ChooseOptions['shard'];
  /** How often a case that does not pass is tried again at most; 0 by default. */
  readonly retries?: number;
  readonly wire: Wire;
  readonly wireKind: 'websocket' | 'memory';
  readonly host: Host;
  readonly speed: number;
  readonly operator: Operator;
  readonly seed: number;
  readonly recorder: Recorder;
  readonly tool: { readonly name: string; readonly version: string };
  /** Advisories count as failures. */
  readonly strict?: boolean;
  /** Go on where the sanity case does not pass at the start. */
  readonly goOn?: boolean;
  readonly lanes?: number;
  /** The file server for a station under test; whoever started it closes it after the run. */
  readonly files?: { readonly server: FileServer; readonly firmware?: FirmwareImage };
  /** Stands for the plan's certificate authority, where the process itself made one. */
  readonly pki?: Pki;
  /** Called when the tester listens (a station is under test), with the endpoint that the station connects to. */
  readonly onListening?: (url: string) => void | Promise<void>;
  /** Told of every event, before redaction. */
  readonly onEvent?: (event: RecordEvent) => void;
  readonly onStranger?: (path: string, reason: string) => void;
  readonly signal?: AbortSignal;
}
