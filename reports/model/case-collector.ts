/** Puts the events of a record where they belong: into the case that they are of, or into the run. */
import { type CaseFacts, type EventOf, type RecordEvent } from '../../harness/record/events.js';
import { type CaseDraft, createDraft } from './case-draft.js';
import { createFrameReader } from './messages.js';
import { type Check, type Exchange, type Incident, type Left, type Observation } from './run-model.js';

/** A case that the header does not list: shown by its id, in a block of its own. */
function unlisted(id: string, { role, version }: EventOf<'run-start'>['sut']): CaseFacts {
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

/**
 * How much is kept of a case: `outline` what verdicts, counts and tables need, with the texts of what did not pass;
 * `checks` the texts of every check as well; `whole` also what happened in it: messages, operator, connections, files.
 */
export type Depth = 'outline' | 'checks' | 'whole';

/** What verdicts, counts and tables need of a check that passed, without its texts. */
const slim = (check: Check): Check => ({ ...check, title: '', expected: '', actual: '', frames: [], asserts: [] });

export interface Collector {
  /** The case runs that were not forgotten, in the order in which they began. */
  readonly drafts: ReadonlySet<CaseDraft>;
  readonly findings: readonly Observation[];
  readonly advisories: readonly Observation[];
  readonly claims: readonly EventOf<'claim'>[];
  readonly notes: readonly string[];
  readonly incidents: readonly Incident[];
  readonly left: readonly Left[];
  readonly causes: readonly EventOf<'cause'>[];
  frames(): number;
  /** Takes any event but the first and the last; gives the case run that it ends. */
  take(event: RecordEvent): CaseDraft | undefined;
  /** Lets go of what a case run holds; only its number is kept. */
  forget(draft: CaseDraft): void;
}

export function createCollector(header: EventOf<'run-start'>, depth: Depth = 'whole'): Collector {
  // The header lists every case of the catalogue: it is not kept.
  const { sut } = header;
  const whole = depth === 'whole';
  let frames = 0;
  let ended = 0;
  const readFrame = createFrameReader();
  const facts = new Map<string, CaseFacts>();
  for (const {
    run: _run,
    applicable: _applicable,
    reason: _reason,
    shard: _shard,
    digest: _digest,
    ...listed
  } of header.cases)
    facts.set(listed.id, listed);
  const drafts = new Set<CaseDraft>();
  const latest = new Map<string, CaseDraft>();
  const current = new Map<number, CaseDraft>();
  const asks = new Map<number, { exchange: Exchange; draft?: CaseDraft }>();
  const findings: Observation[] = [];
  const advisories: Observation[] = [];
  const claims: EventOf<'claim'>[] = [];
  const notes: string[] = [];
  const incidents: Incident[] = [];
  const left: Left[] = [];
  const causes: EventOf<'cause'>[] = [];

  const observe = (event: EventOf<'finding'> | EventOf<'advisory'>): void => {
    const draft = event.case === undefined ? undefined : latest.get(event.case);
    const { t, message, clause, frames: evidence } = event;
    const base = { t, message, clause, frames: evidence, ...(draft && { caseKey: draft.key }) };
    const of =
      event.type === 'finding'
        ? { ...(event.during !== undefined && { during: event.during }), ...(event.span && { span: event.span }) }
        : {};
    if (event.type === 'advisory') {
      const seen = { source: event.id, ...base };
      advisories.push(seen);
      draft?.advisories.push(seen);
      return;
    }
    const seen = { source: event.rule, ...base, ...of, blame: event.blame };
    (event.severity === 'fail' ? findings : advisories).push(seen);
    (event.severity === 'fail' ? draft?.findings : draft?.advisories)?.push(seen);
  };

  const startCase = (event: EventOf<'case-start'>): void => {
    const attempt = (latest.get(event.case)?.attempt ?? 0) + 1;
    const draft = createDraft(event, attempt, facts.get(event.case) ?? unlisted(event.case, sut));
    drafts.add(draft);
    latest.set(event.case, draft);
    current.set(event.lane, draft);
  };

  const answer = (event: EventOf<'operator-answer'>): void => {
    const asked = asks.get(event.ask);
    if (asked === undefined) return;
    asks.delete(event.ask);
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

  const amend = (event: EventOf<'case-amend'>): void => {
    const draft = [...drafts].findLast(
      ({ start }) => start.case === event.case && (start.attempt ?? 1) === (event.attempt ?? 1),
    );
    if (draft) draft.amended = event;
  };

  const take = (event: RecordEvent): CaseDraft | undefined => {
    switch (event.type) {
      case 'case-start':
        startCase(event);
        return undefined;
      case 'case-end': {
        const draft = latest.get(event.case);
        if (draft) Object.assign(draft, { end: event, place: ended++ });
        if (current.get(event.lane) === draft) current.delete(event.lane);
        return draft;
      }
      case 'frame': {
        frames++;
        const draft = current.get(event.lane);
        if (draft) draft.messages++;
        if (!whole) return undefined;
        const frame = readFrame(event);
        draft?.frames.push(frame);
        draft?.timeline.push({ kind: 'frame', frame });
        return undefined;
      }
      case 'connection': {
        if (!whole) return undefined;
        const draft = current.get(event.lane);
        draft?.connections.push(event);
        draft?.timeline.push({ kind: 'connection', connection: event });
        return undefined;
      }
      case 'transfer': {
        if (!whole) return undefined;
        const draft = current.get(event.lane);
        draft?.transfers.push(event);
        draft?.timeline.push({ kind: 'transfer', transfer: event });
        return undefined;
      }
      case 'control': {
        if (whole) current.get(event.lane)?.timeline.push({ kind: 'control', control: event });
        return undefined;
      }
      case 'material':
        if (whole) current.get(event.lane)?.materials.push(event);
        return undefined;
      case 'check': {
        const draft = latest.get(event.case);
        draft?.checks.push(depth === 'outline' && event.verdict === 'pass' ? slim(event) : event);
        if (whole) draft?.timeline.push({ kind: 'check', check: event });
        return undefined;
      }
      case 'note':
        ((event.case !== undefined && latest.get(event.case)?.notes) || notes).push(event.text);
        return undefined;
      case 'operator-ask':
        if (whole) ask(event);
        return undefined;
      case 'operator-answer':
        if (whole) answer(event);
        return undefined;
      case 'finding':
      case 'advisory':
        observe(event);
        return undefined;
      case 'claim':
        claims.push(event);
        return undefined;
      case 'drawn':
        facts.set(event.facts.id, event.facts);
        return undefined;
      case 'case-amend':
        amend(event);
        return undefined;
      case 'incident':
        incidents.push(event);
        for (const id of event.span ?? (event.case === undefined ? [] : [event.case]))
          latest.get(id)?.incidents.push(event);
        return undefined;
      case 'left':
        if (event.state === 'standing') left.push(event);
        latest.get(event.case)?.left.push(event);
        return undefined;
      case 'cause':
        causes.push(event);
        return undefined;
      case 'lane-start':
      case 'run-start':
      case 'run-end':
        return undefined;
    }
  };

  return {
    ...{ drafts, findings, advisories, claims, notes, incidents, left, causes, take },
    frames: () => frames,
    forget(draft) {
      drafts.delete(draft);
      const { start, attempt, facts: known } = draft;
      if (latest.get(start.case) === draft) latest.set(start.case, createDraft(start, attempt, known));
    },
  };
}
