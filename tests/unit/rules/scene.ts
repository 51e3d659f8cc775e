/** Plays conversations to rules: from raw texts, through the joiner and the observer, as a run does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Role, VERSIONS, type Version } from '../../../harness/doors/protocol.js';
import { type RuleFinding, createObserver } from '../../../harness/rules/observe.js';
import { type Rule, type RuleSettings, type Seen } from '../../../harness/rules/rule.js';
import { type FrameFact, createJoiner } from '../../../harness/rules/seen.js';

export const SETTINGS: RuleSettings = { callTimeout: 30_000, actionTimeout: 60_000, minimumStatusDuration: 0 };

type Extra = Partial<Pick<FrameFact, 'binary' | 'oversize' | 'deliberate'>>;

/** A conversation in the making. Time goes on by 100 ms with every frame, and by what `wait` says. */
export interface Scene {
  readonly version: Version;
  /** Opens another connection of the same station, and goes on there. */
  open(identity?: string): void;
  closed(): void;
  station(frame: unknown, extra?: Extra): void;
  csms(frame: unknown, extra?: Extra): void;
  /** A CALL with an id of its own and its answer 100 ms later; returns the CALL's id. */
  asks(sender: Role, action: string, payload: unknown, answer?: unknown): string;
  wait(seconds: number): void;
  end(): void;
}

export interface Played {
  readonly findings: readonly RuleFinding[];
  readonly seen: readonly Seen[];
}

export function play(
  version: Version,
  rules: readonly Rule[],
  script: (scene: Scene) => void,
  settings: Partial<RuleSettings> = {},
): Played {
  const joiner = createJoiner();
  const observer = createObserver(rules, { ...SETTINGS, ...settings });
  const findings: RuleFinding[] = [];
  const seen: Seen[] = [];
  let [t, n, conn, id] = [0, 0, 0, 0];
  const take = (event: Seen | undefined): void => {
    assert.ok(event !== undefined);
    seen.push(event);
    findings.push(...observer.on(event));
  };
  const says = (sender: Role, frame: unknown, extra: Extra = {}): void => {
    t += 100;
    n += 1;
    const text = typeof frame === 'string' ? frame : JSON.stringify(frame);
    take(joiner.frame({ conn, n, t, sender, text, ...extra }));
  };
  const scene: Scene = {
    version,
    open(identity = 'CS001') {
      conn += 1;
      take(joiner.open({ conn, identity, version, t }));
    },
    closed: () => take(joiner.closed({ conn, t })),
    station: (frame, extra) => says('station', frame, extra),
    csms: (frame, extra) => says('csms', frame, extra),
    asks(sender, action, payload, answer = {}) {
      const unique = `m${++id}`;
      says(sender, [2, unique, action, payload]);
      says(sender === 'station' ? 'csms' : 'station', [3, unique, answer]);
      return unique;
    },
    wait(seconds) {
      t += seconds * 1_000;
    },
    end: () => take(joiner.end(t)),
  };
  scene.open();
  script(scene);
  scene.end();
  return { findings, seen };
}

/** What a conversation must lead to: nothing, or these findings and no others. */
export type Expected = 'silent' | readonly (readonly [severity: 'fail' | 'advisory', by: Role, message: RegExp])[];

export interface Row {
  /** The row of the table of products in the field that it stands for, where there is one. */
  readonly row?: string;
  /** Reads on after the rule's id: "a station that …". */
  readonly name: string;
  /** The versions to play it in; all that the rule has a clause for when not given. */
  readonly versions?: readonly Version[];
  readonly expect: Expected;
  readonly settings?: Partial<RuleSettings>;
  readonly script: (scene: Scene) => void;
}

/** One test per row and version. */
export function table<State>(rule: Rule<State>, rows: readonly Row[]): void {
  const judged = rule as unknown as Rule;
  for (const row of rows) {
    for (const version of row.versions ?? VERSIONS.filter((one) => judged.clauses[one] !== undefined)) {
      const verdict = row.expect === 'silent' ? 'finds nothing wrong with' : 'finds';
      test(`${row.row === undefined ? '' : `${row.row}: `}${judged.id} ${verdict} ${row.name} (${version})`, () => {
        const { findings } = play(version, [judged], row.script, row.settings);
        const expected = row.expect === 'silent' ? [] : row.expect;
        const found = findings.map(({ severity, by, message }) => `${severity} ${by}: ${message}`);
        assert.equal(findings.length, expected.length, `found ${JSON.stringify(found)}`);
        expected.forEach(([severity, by, message], i) => {
          const finding = findings[i];
          assert.ok(finding !== undefined);
          assert.deepEqual([finding.severity, finding.by], [severity, by], finding.message);
          assert.match(finding.message, message);
          assert.ok(finding.clause.includes(version), `the clause is of ${version}: ${finding.clause}`);
          assert.ok(finding.frames.length > 0 && finding.frames.every((frame) => frame > 0));
          assert.equal(finding.rule, judged.id);
        });
      });
    }
  }
}

/** A time of the station's clock: minutes (and seconds) after an arbitrary hour. */
export const at = (minutes: number): string => new Date(Date.UTC(2025, 0, 1, 12) + minutes * 60_000).toISOString();
