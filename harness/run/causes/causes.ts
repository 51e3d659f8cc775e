/**
 * Finds the causes behind the reds of a run: red checks, findings against the SUT, and incidents. Two reds have one
 * cause where the same was seen of both: the same rule and place, the same answer to the same request, the same message
 * that did not come, the same incident. What is not sure stands alone. Keys hold no ids, times or numbers, so that the
 * same fault has the same key in every run.
 */
import { type CheckEvent, type EventOf, type RecordEvent } from '../../record/events.js';
import { createFrameMemory } from './frame-facts.js';
import { createEpisodes, type Episode, isBy } from './incidents.js';
import { isAbsence, nameCheck, wrongFields } from './name-check.js';
import { fieldIn, isOfForm, nameFinding } from './name-finding.js';
import { type Red } from './red.js';

export interface CauseCollector {
  on(event: RecordEvent): void;
  /** The causes, those with an incident first, then those of most cases; as events of no lane, at `t`. */
  causes(t: number): readonly EventOf<'cause'>[];
}

/** More reds of a run are not told apart: a SUT that floods shows nothing new. */
const MOST_REDS = 20_000;
/** Frames that are kept of a red, and of all that a rule found alike in a case. */
const MOST_FRAMES = 40;
const MOST_SEEN = 500;

/** Which case shows a cause best: an official one, another that is written by hand, a generated one. */
type Rank = 0 | 1 | 2 | 3;

const bounded = (text: string): string => (text.length > 600 ? `${text.slice(0, 599)}…` : text);

function redCheck(check: CheckEvent, name: Pick<Red, 'key' | 'title'>): Red {
  const { t, lane, id, requirements, awaited, frames, kind, action } = check;
  const absence = isAbsence(check);
  return {
    ...name,
    id: `check ${check.case} ${id}`,
    ...{ t, lane, case: check.case, check: id, absence },
    reason: bounded(`${check.title}: expected ${check.expected}, received ${check.actual}`),
    clause: requirements.join(', '),
    frames: frames.slice(0, MOST_FRAMES),
    seen: new Set(),
    ...(kind === 'message' && absence && action !== undefined && { missing: action }),
    came: awaited?.came ?? frames.at(-1),
    fields: wrongFields(check),
  };
}

function redFinding(finding: EventOf<'finding'>, name: Pick<Red, 'key' | 'title'>): Red {
  const { t, lane, rule, span, during, message, clause } = finding;
  const where = finding.case ?? span?.join(' ') ?? during ?? 'no single case';
  const field = fieldIn(finding);
  return {
    ...name,
    id: `finding ${where} ${rule} ${name.key}`,
    ...{ t, lane, case: finding.case, rule, clause },
    absence: rule === 'answered',
    reason: bounded(message),
    frames: finding.frames.slice(0, MOST_FRAMES),
    seen: new Set(finding.frames),
    came: undefined,
    fields: field === undefined ? [] : [field],
  };
}

/** The finding that says what is wrong with the very frame, or the very field, that a check is red by. */
function foundInFrame(red: Red, findings: ReadonlyMap<string, readonly Red[]>): Red | undefined {
  const { came, fields } = red;
  if (red.rule !== undefined || came === undefined) return undefined;
  return findings
    .get(red.case ?? '')
    ?.find(
      ({ rule = '', seen, fields: [field] }) =>
        seen.has(came) && (isOfForm(rule) || (field !== undefined && fields.includes(field))),
    );
}

/** The clearest of the reds: by the case, with a clause, with few frames, early. */
function clearest(reds: readonly Red[], rankOf: (id: string | undefined) => Rank): Red {
  const order = (red: Red): readonly number[] => [
    rankOf(red.case),
    red.clause === '' ? 1 : 0,
    red.frames.length === 0 ? MOST_FRAMES : red.frames.length,
    red.t,
  ];
  return reds.reduce((best, red) => {
    const [a, b] = [order(red), order(best)];
    const at = a.findIndex((value, i) => value !== b[i]);
    return at >= 0 && a[at]! < b[at]! ? red : best;
  });
}

interface Group {
  readonly reds: Red[];
  readonly episodes: Episode[];
}

function causeOf(
  key: string,
  { reds, episodes }: Group,
  t: number,
  rankOf: (id: string | undefined) => Rank,
): EventOf<'cause'> {
  const [episode] = episodes;
  const best = reds.length > 0 ? clearest(reds, rankOf) : undefined;
  const firstCase = episode?.first.case ?? best?.case;
  const others = reds.flatMap((red) => (red.case === undefined ? [] : [red.case]));
  const suspects = episodes.flatMap(({ first }) => (first.case === undefined ? [] : [first.case]));
  return {
    type: 'cause',
    lane: 0,
    t,
    key,
    title: episode?.title ?? best!.title,
    clause: best?.clause ?? '',
    first: episode
      ? { ...(firstCase !== undefined && { case: firstCase }), reason: bounded(episode.first.text) }
      : {
          ...(firstCase !== undefined && { case: firstCase }),
          ...(best!.check !== undefined && { check: best!.check }),
          ...(best!.rule !== undefined && { rule: best!.rule }),
          reason: best!.reason,
        },
    frames: [...(episode && episode.first.frames.length > 0 ? episode.first.frames : (best?.frames ?? []))],
    cases: [...new Set([...(firstCase === undefined ? [] : [firstCase]), ...suspects, ...others])],
    reds: reds.length + episodes.length,
  };
}

/** Listens to a run's events, as they stand in its record. */
export function createCauseCollector(): CauseCollector {
  const ranks = new Map<string, Rank>();
  const reds = new Map<string, Red>();
  const frames = createFrameMemory();
  /** When each case began last, and the cases that something found later made fail. */
  const began = new Map<string, number>();
  const amended = new Set<string>();
  let sut = 'product';
  const episodes = createEpisodes(frames, () => sut);
  const rankOf = (id: string | undefined): Rank => (id === undefined ? 3 : (ranks.get(id) ?? 1));
  const add = (red: Red): void => {
    const known = reds.get(red.id);
    if (!known && reds.size < MOST_REDS) reds.set(red.id, red);
    // What a rule finds again and again in a case is one red, and it may be in the frame that a check is red by.
    if (known?.rule !== undefined && known.seen.size < MOST_SEEN) for (const n of red.frames) known.seen.add(n);
  };

  /** Every red under the key that it ends up with, once everything was seen. */
  const grouped = (): ReadonlyMap<string, Group> => {
    const all = [...reds.values()];
    const findings = new Map<string, Red[]>();
    for (const red of all)
      if (red.rule !== undefined) findings.set(red.case ?? '', [...(findings.get(red.case ?? '') ?? []), red]);
    const groups = new Map<string, Group>();
    const group = (key: string): Group => {
      const known = groups.get(key) ?? { reds: [], episodes: [] };
      groups.set(key, known);
      return known;
    };
    // A connection that was closed, and nothing red by it, may have been closed by right.
    const told = episodes
      .all()
      .filter(
        (episode) =>
          episode.first.kind !== 'hung-up' ||
          amended.has(episode.first.case ?? '') ||
          all.some((red) => isBy(episode, red)),
      );
    for (const episode of told) group(episode.key).episodes.push(episode);
    for (const red of all) {
      // The same request closed the connection, in a case in which nobody could tell whether that was asked for.
      const alike = told.find(
        ({ key }) =>
          /^incident (?:restarted|hung-up) after /.test(key) && red.key === `closed ${key.split(' after ')[1]!}`,
      );
      const episode = told.find((each) => isBy(each, red)) ?? alike;
      const { missing } = red;
      const found = foundInFrame(red, findings);
      if (episode) group(episode.key).reds.push(red);
      else if (found) group(found.key).reds.push(red);
      else if (missing !== undefined && !frames.sent(missing))
        group(`never ${missing}`).reds.push({ ...red, title: `${missing} never comes` });
      else group(red.key).reds.push(red);
    }
    return groups;
  };

  return {
    on(event) {
      switch (event.type) {
        case 'run-start': {
          sut = event.sut.role === 'csms' ? 'CSMS' : 'station';
          // Generated cases have no procedure, and so no digest, of their own.
          for (const { id, digest } of event.cases)
            if (/^TC_/.test(id) || digest === undefined) ranks.set(id, /^TC_/.test(id) ? 0 : 2);
          return;
        }
        case 'case-start':
          return void began.set(event.case, event.t);
        case 'case-end':
          // What was disturbed runs again, and counts for nothing.
          if (event.disturbed === undefined) return;
          for (const [id, red] of reds)
            if (red.case === event.case && red.t >= (began.get(event.case) ?? 0)) reds.delete(id);
          return;
        case 'case-amend':
          if (event.verdict === 'fail') amended.add(event.case);
          return;
        case 'frame':
          return frames.take(event);
        case 'check':
          if (event.verdict === 'fail' && (event.blame ?? 'sut') === 'sut')
            add(redCheck(event, nameCheck(event, frames)));
          return;
        case 'finding':
          if (event.severity === 'fail' && event.blame === 'sut') add(redFinding(event, nameFinding(event, frames)));
          return;
        case 'incident':
          return episodes.take(event);
        default:
          return;
      }
    },
    causes(t) {
      const causes = [...grouped()].map(([key, each]) => causeOf(key, each, t, rankOf));
      const weight = ({ key, cases }: EventOf<'cause'>): number =>
        (key.startsWith('incident ') ? 1_000_000 : 0) + cases.length;
      return causes.sort((a, b) => weight(b) - weight(a));
    },
  };
}

/** The causes in a whole record; events of lane 0 and cause events that it holds already are not looked at. */
export function causesOf(events: Iterable<RecordEvent>, t: number): readonly EventOf<'cause'>[] {
  const collector = createCauseCollector();
  for (const event of events) collector.on(event);
  return collector.causes(t);
}
