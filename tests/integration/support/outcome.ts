/** What a run left behind, and the assertions that hold of every run whatever the SUT did. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EventOf, type RecordEvent, type CaseVerdict } from '../../../harness/record/events.js';
import { checkDigest, readRecord } from '../../../harness/record/read.js';
import { verify } from './verifier.js';

export interface Outcome {
  readonly events: readonly RecordEvent[];
  readonly end: EventOf<'run-end'>;
  readonly verdicts: Readonly<Record<string, CaseVerdict>>;
  readonly reasons: Readonly<Record<string, string>>;
  readonly html: string;
  of<T extends RecordEvent['type']>(type: T): readonly EventOf<T>[];
  /** The findings of a rule. */
  findings(rule: string): readonly EventOf<'finding'>[];
}

export async function readEvents(folder: string): Promise<readonly RecordEvent[]> {
  const events: RecordEvent[] = [];
  for await (const event of readRecord(join(folder, 'record.jsonl'))) events.push(event);
  return events;
}

/**
 * Reads the run in `folder` and asserts that it is whole: the record has its footer and the right digest, every report
 * is there, `verify` accepts it, and no rule blames the tester. `said` is what the process printed, for the messages.
 */
export async function wholeRun(folder: string, said = ''): Promise<Outcome> {
  assert.ok(existsSync(join(folder, 'record.jsonl')), `there is no record: ${said}`);
  const events = await readEvents(folder);
  const end = events.at(-1);
  assert.equal(end?.type, 'run-end', 'the record has no footer');
  assert.equal(await checkDigest(join(folder, 'record.jsonl')), 'right');
  const html = readFileSync(join(folder, 'report.html'), 'utf8');
  assert.match(html, /<\/html>\s*$/);
  assert.match(readFileSync(join(folder, 'junit.xml'), 'utf8'), /<\/testsuites>\s*$/);
  JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
  const { verified, problems, divergences } = await verify(join(folder, 'record.jsonl'));
  assert.deepEqual([verified, problems, divergences], [true, [], []]);
  const of = <T extends RecordEvent['type']>(type: T) =>
    events.filter((event): event is EventOf<T> => event.type === type);
  assert.deepEqual(
    of('finding').filter(({ blame }) => blame !== 'sut'),
    [],
    'the tester itself is at fault',
  );
  return {
    events,
    end,
    verdicts: Object.fromEntries(of('case-end').map((event) => [event.case, event.verdict])),
    reasons: Object.fromEntries(of('case-end').map((event) => [event.case, event.reason])),
    html,
    of,
    findings: (rule) => of('finding').filter((finding) => finding.rule === rule),
  };
}
