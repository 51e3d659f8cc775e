/** What is remembered of frames, to say what a red check or a finding speaks of. */
import { type EventOf } from '../../record/events.js';

export interface FrameFacts {
  readonly dir: 'rx' | 'tx';
  readonly kind: 'call' | 'result' | 'error' | 'other';
  /** The action of the CALL, or of the CALL that it answers; '' where that cannot be told. */
  readonly action: string;
  /** The code of a CALLERROR. */
  readonly code: string;
  /** Of a CALL: the one key or variable that it names, such as `MeterValueSampleInterval`. */
  readonly subject: string;
  /** Why the tester made it wrong, where it did. */
  readonly deliberate?: string;
}

export interface FrameMemory {
  take(frame: EventOf<'frame'>): void;
  at(n: number): FrameFacts | undefined;
  /** Whether the SUT sent such a request in this run. */
  sent(action: string): boolean;
}

/** Message type, message id, and the action of a CALL or the code of an error, as a message begins. */
const BEGINNING = /^\s*\[\s*([2346])\s*,\s*"([^"\\]{0,200})"\s*(?:,\s*"([^"\\]{0,60})")?/;
/** Frames that are remembered; checks and findings speak of the last ones. */
const MOST = 20_000;
const MOST_OPEN = 2_000;
/** Longer than any request of the tester that names a key. */
const LONGEST = 20_000;

/** Where a request names a configuration key. */
const KEYS = /"key"\s*:\s*(?:"([\w.-]{1,60})"|\[\s*"([\w.-]{1,60})"\s*\])/g;
const VARIABLE =
  /"component"\s*:\s*\{[^{}]*?"name"\s*:\s*"([\w.-]{1,60})"[^{}]*\}\s*,\s*"variable"\s*:\s*\{[^{}]*?"name"\s*:\s*"([\w.-]{1,60})"/g;
const VARIABLE_FIRST = /"variable"\s*:\s*\{[^{}]*?"name"\s*:\s*"([\w.-]{1,60})"/g;

/** The one key or variable that a request is about; '' where it is about several or none. */
function subjectOf(text: string): string {
  if (text.length > LONGEST) return '';
  const variables = [...text.matchAll(VARIABLE)].map(([, component, variable]) => `${component}.${variable}`);
  const named = variables.length > 0 ? variables : [...text.matchAll(VARIABLE_FIRST)].map(([, variable]) => variable!);
  if (named.length > 0) return named.length === 1 ? named[0]! : '';
  const found = [...text.matchAll(KEYS)].map(([, one, inList]) => one ?? inList!);
  return found.length === 1 ? found[0]! : '';
}

function forget<K, V>(map: Map<K, V>, most: number): void {
  if (map.size > most) map.delete(map.keys().next().value as K);
}

export function createFrameMemory(): FrameMemory {
  const frames = new Map<number, FrameFacts>();
  const open = new Map<string, string>();
  const sent = new Set<string>();
  const read = ({ conn, dir, text, binary }: EventOf<'frame'>): Omit<FrameFacts, 'deliberate' | 'dir'> => {
    const nothing = { kind: 'other', action: '', code: '', subject: '' } as const;
    const found = binary ? null : BEGINNING.exec(text.slice(0, 600));
    if (!found) return nothing;
    const [, type, id, third = ''] = found;
    if (type === '2' || type === '6') {
      open.set(`${conn} ${dir} ${id}`, third);
      forget(open, MOST_OPEN);
      if (dir === 'rx' && sent.size < MOST_OPEN) sent.add(third);
      return { kind: 'call', action: third, code: '', subject: dir === 'tx' ? subjectOf(text) : '' };
    }
    const action = open.get(`${conn} ${dir === 'rx' ? 'tx' : 'rx'} ${id}`) ?? '';
    return type === '3'
      ? { ...nothing, kind: 'result', action }
      : { ...nothing, kind: 'error', action, code: /^\w{1,60}$/.test(third) ? third : '' };
  };
  return {
    take(frame) {
      const { n, dir, deliberate } = frame;
      frames.set(n, { dir, ...read(frame), ...(deliberate !== undefined && { deliberate }) });
      forget(frames, MOST);
    },
    at: (n) => frames.get(n),
    sent: (action) => sent.has(action),
  };
}
