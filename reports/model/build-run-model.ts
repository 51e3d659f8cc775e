import { type CaseFacts, type EventOf, type RecordEvent } from '../../harness/record/events.js';
import { aggregate } from './aggregates.js';
import { type CaseDraft, createDraft, finishCase } from './case-draft.js';
import { createFrameReader } from './messages.js';
import { concludes, countsOf } from './outcome.js';
import { RecordError } from './record-error.js';
import { type Exchange, type NotRun, type Observation, type RunModel } from './run-model.js';

/** A case that the header does not list: shown by its id, in a block of its own. */
function unlisted(id: string, start: EventOf<'run-start'>): CaseFacts {
  const { role, version } = start.sut;
  const lists = { requirements: [], steps: [], operator: [] };
  return {
    id,
    role,
    versions: [version],
    block: 'Not in the catalogue',
    title: id,
    purpose: '',
    profiles: {},
    ...lists,
  };
}

function notRunOf(start: EventOf<'run-start'>, started: ReadonlySet<string>, end?: EventOf<'run-end'>): NotRun[] {
  const why = end?.interrupted ?? (end ? 'The run ended before it.' : 'The record ends before it.');
  return start.cases
    .filter((listed) => !started.has(listed.id))
    .map(({ run, applicable, reason, ...facts }): NotRun => {
      if (run) return { facts, kind: 'not-run', reason: reason ?? why };
      const kind = applicable ? 'not-selected' : 'not-applicable';
      return { facts, kind, reason: reason ?? 'The record gives no reason.' };
    });
}

/**
 * Reads a record into the model that every format renders. The events come in the record's order and are trusted to
 * have passed `eventSchema`; what they say is not: verdicts, counts and conclusion are compared with the events that
 * they rest on, and a contradiction becomes a notice. Throws a RecordError for a record without exactly one run-start.
 */
export async function buildRunModel(events: AsyncIterable<RecordEvent> | Iterable<RecordEvent>): Promise<RunModel> {
  let start: EventOf<'run-start'> | undefined;
  let end: EventOf<'run-end'> | undefined;
  let last = 0;
  let frames = 0;
  let afterEnd = 0;
  const readFrame = createFrameReader();
  const facts = new Map<string, CaseFacts>();
  const drafts: CaseDraft[] = [];
  const latest = new Map<string, CaseDraft>();
  const current = new Map<number, CaseDraft>();
  const asks = new Map<number, { exchange: Exchange; draft?: CaseDraft }>();
  const findings: Observation[] = [];
  const advisories: Observation[] = [];
  const claims: EventOf<'claim'>[] = [];
  const notes: string[] = [];

  const observe = (event: EventOf<'finding'> | EventOf<'advisory'>): void => {
    const draft = event.case === undefined ? undefined : latest.get(event.case);
    const { t, message, clause, frames: evidence } = event;
    const base = { t, message, clause, frames: evidence, ...(draft && { caseKey: draft.key }) };
    if (event.type === 'advisory') {
      const seen = { source: event.id, ...base };
      advisories.push(seen);
      draft?.advisories.push(seen);
      return;
    }
    const seen = { source: event.rule, ...base, blame: event.blame };
    (event.severity === 'fail' ? findings : advisories).push(seen);
    (event.severity === 'fail' ? draft?.findings : draft?.advisories)?.push(seen);
  };

  const startCase = (event: EventOf<'case-start'>, header: EventOf<'run-start'>): void => {
    const attempt = (latest.get(event.case)?.attempt ?? 0) + 1;
    const draft = createDraft(event, attempt, facts.get(event.case) ?? unlisted(event.case, header));
    drafts.push(draft);
    latest.set(event.case, draft);
    current.set(event.lane, draft);
  };

  const answer = (event: EventOf<'operator-answer'>): void => {
    const asked = asks.get(event.ask);
    if (asked === undefined) return;
    asked.exchange.answer = event;
    asked.draft?.timeline.push({ kind: 'answer', t: event.t, exchange: asked.exchange });
  };

  const ask = (event: EventOf<'operator-ask'>): void => {
    const draft = current.get(event.lane);
    const exchange: Exchange = { ask: event };
    asks.set(event.ask, { exchange, ...(draft && { draft }) });
    draft?.exchanges.push(exchange);
    draft?.timeline.push({ kind: 'ask', t: event.t, exchange });
  };

  const take = (event: RecordEvent, header: EventOf<'run-start'>): void => {
    switch (event.type) {
      case 'case-start':
        return startCase(event, header);
      case 'case-end': {
        const draft = latest.get(event.case);
        if (draft) draft.end = event;
        if (current.get(event.lane) === draft) current.delete(event.lane);
        return;
      }
      case 'frame': {
        const frame = readFrame(event);
        const draft = current.get(event.lane);
        frames++;
        draft?.frames.push(frame);
        draft?.timeline.push({ kind: 'frame', frame });
        return;
      }
      case 'connection': {
        const draft = current.get(event.lane);
        draft?.connections.push(event);
        draft?.timeline.push({ kind: 'connection', connection: event });
        return;
      }
      case 'transfer': {
        const draft = current.get(event.lane);
        draft?.transfers.push(event);
        draft?.timeline.push({ kind: 'transfer', transfer: event });
        return;
      }
      case 'material':
        current.get(event.lane)?.materials.push(event);
        return;
      case 'check': {
        const draft = latest.get(event.case);
        draft?.checks.push(event);
        draft?.timeline.push({ kind: 'check', check: event });
        return;
      }
      case 'note':
        ((event.case !== undefined && latest.get(event.case)?.notes) || notes).push(event.text);
        return;
      case 'operator-ask':
        return ask(event);
      case 'operator-answer':
        return answer(event);
      case 'finding':
      case 'advisory':
        return observe(event);
      case 'claim':
        claims.push(event);
        return;
      case 'lane-start':
      case 'run-start':
      case 'run-end':
        return;
    }
  };

  for await (const event of events) {
    if (event.type === 'run-start') {
      if (start)
        throw new RecordError(
          'RECORD_WITH_TWO_STARTS',
          'The record holds two runs.',
          'Give each run a record of its own.',
        );
      start = event;
      for (const { run: _run, reason: _reason, ...listed } of event.cases) facts.set(listed.id, listed);
      continue;
    }
    if (start === undefined) break;
    if (end) afterEnd++;
    last = Math.max(last, event.t);
    if (event.type === 'run-end') end ??= event;
    else take(event, start);
  }
  if (start === undefined) {
    throw new RecordError(
      'RECORD_WITHOUT_START',
      'The record does not begin with a run-start event.',
      'Is this a laddprov record, and is its first line there?',
    );
  }

  const finished = drafts.map((draft) => finishCase(draft, last, end?.doubt));
  const cases = finished.map(({ run }) => run);
  const contradicted = finished.filter((each) => each.contradicted).map(({ run }) => run.key);
  const notRun = notRunOf(start, new Set(latest.keys()), end);
  const counts = { ...countsOf(cases, notRun), frames, findings: findings.length, advisories: advisories.length };
  const { type: _type, cases: _cases, rules, ...run } = start;
  return {
    run,
    duration: last,
    ...concludes(counts, end, {
      contradicted,
      afterEnd,
      finished: countsOf(
        cases.filter((each) => each.finished),
        notRun,
      ),
    }),
    counts,
    ...{ cases, notRun, findings, advisories, claims, notes },
    ...aggregate(cases, notRun, rules, run.sut.version, findings, advisories),
  };
}
