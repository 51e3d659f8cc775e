/** Holds every frame of a bench against the always-on rules. */
import { type Role, type Version } from '../../../harness/doors/protocol.js';
import { ALL_RULES } from '../../../harness/rules/index.js';
import { createObserver } from '../../../harness/rules/observe.js';
import { type FrameSeen, type Seen } from '../../../harness/rules/rule.js';
import { parseMessage } from '../../../harness/wire/ocpp-j.js';

export interface Watch {
  open(): void;
  closed(): void;
  frame(sender: Role, text: string): void;
  /** What the rules hold against the station. */
  readonly faults: string[];
}

export function createWatch(version: Version, now: () => number): Watch {
  const observer = createObserver(ALL_RULES, { callTimeout: 35_000, actionTimeout: 60_000, minimumStatusDuration: 0 });
  const faults: string[] = [];
  const calls = new Map<string, NonNullable<FrameSeen['answers']>>();
  let conn = 0;
  let n = 0;

  function on(seen: Seen): void {
    for (const finding of observer.on(seen)) {
      if (finding.by === 'station' && finding.severity === 'fail') faults.push(`${finding.rule}: ${finding.message}`);
    }
  }

  function frame(sender: Role, text: string): void {
    n += 1;
    const message = parseMessage(text, version);
    const peer = sender === 'station' ? 'csms' : 'station';
    const key = message.kind === 'malformed' ? undefined : message.id;
    const answers = message.kind === 'result' || message.kind === 'error' ? calls.get(`${peer} ${key}`) : undefined;
    if (message.kind === 'call') {
      calls.set(`${sender} ${key}`, { n, action: message.action, payload: message.payload, t: now() });
    } else if (answers) {
      calls.delete(`${peer} ${key}`);
    }
    const facts = {
      kind: 'frame',
      n,
      t: now(),
      conn,
      identity: 'CS 01',
      version,
      sender,
      message,
      size: text.length,
    } as const;
    on(answers ? { ...facts, answers } : facts);
  }

  const edge = (kind: 'open' | 'closed'): void => on({ kind, t: now(), conn, identity: 'CS 01', version });
  return {
    open() {
      conn += 1;
      calls.clear();
      edge('open');
    },
    closed: () => edge('closed'),
    frame,
    faults,
  };
}
