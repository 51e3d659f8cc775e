/**
 * Verifies a run: does every lane again on its recorded inputs, in virtual time and without the SUT, and compares all
 * that comes out with what the record says: frames sent, checks, findings, verdicts.
 */
import { createEntropy } from '../doors/entropy.js';
import { createReplayPace, type ReplayPace } from '../doors/pace.js';
import { type Case } from '../peers/case.js';
import { type SecurityProfile } from '../peers/for-cases/security.js';
import { type Parameters } from '../peers/for-cases/settings.js';
import { type EventOf, type RecordEvent } from '../record/events.js';
import { type Rule, type RuleSettings } from '../rules/rule.js';
import { type BatchOptions, createLaneRunner, type LaneRunner, type LaneRunnerOptions } from './lane-runner.js';
import {
  casesAfter,
  createReplayDoors,
  handIn,
  type Placed,
  recordedNumbering,
  type ReplayDoors,
} from './replay-doors.js';

/** Where a replay differs from the record. */
export interface Divergence {
  readonly lane: number;
  readonly case?: string;
  readonly expected: string;
  readonly actual: string;
}

export interface ReplayOptions {
  readonly start: EventOf<'run-start'>;
  /** All events of one lane, in order. */
  readonly events: readonly Placed[];
  readonly catalogue: readonly Case[];
  readonly parameters: Parameters;
  readonly rules: readonly Rule[];
  readonly ruleSettings: RuleSettings;
  readonly targetUrl?: string;
  readonly profile: SecurityProfile;
  /** Whether the tester gave a password, which the record does not have. */
  readonly redact: (event: RecordEvent) => RecordEvent;
}

/** How the record says that a batch ran. */
export const batchOf = ({ company }: EventOf<'lane-start'>): BatchOptions => (company ? { company } : {});

/** Hands the record's inputs to the runner, each at its time, and starts each batch of cases where it began. */
async function drive(
  events: readonly Placed[],
  epoch: number,
  pace: ReplayPace,
  runner: LaneRunner,
  doors: ReplayDoors,
  catalogue: readonly Case[],
): Promise<void> {
  for (const [index, event] of events.entries()) {
    if (event.type === 'lane-start' && event.leaving) await pace.replay(epoch + event.t, () => void runner.leave());
    else if (event.type === 'lane-start')
      await pace.replay(epoch + event.t, () => void runner.batch(casesAfter(events, index, catalogue), batchOf(event)));
    else await handIn(event, epoch, pace, runner, doors);
  }
  // Deadlines that ran out at the end: the last event of the lane, whatever it is, has happened by then.
  const last = events.at(-1);
  if (last) await pace.replay(epoch + last.t, () => undefined);
}

/** A runner whose doors are those of the record; its cases begin at the event `from`. */
export function createReplayRunner(
  options: ReplayOptions,
  doors: ReplayDoors,
  pace: ReplayPace,
  emit: (event: Placed) => void,
  { from, attached }: Pick<LaneRunnerOptions, 'attached'> & { readonly from?: number } = {},
): LaneRunner {
  const { start, events } = options;
  const identity = events.find((event) => event.type === 'lane-start')?.identity ?? start.sut.identity;
  return createLaneRunner({
    id: events[0]?.lane ?? 0,
    identity,
    version: start.sut.version,
    sut: start.sut.role,
    pace,
    entropy: (label) => createEntropy(start.seed, label),
    wire: doors.wire,
    operator: { ...doors.operator, ...(start.operatorDictates && { dictates: true }) },
    materials: doors.materials,
    ...(start.files && { files: doors.files }),
    numbering: recordedNumbering(events, from),
    epoch: start.epoch,
    rules: options.rules,
    ruleSettings: options.ruleSettings,
    parameters: options.parameters,
    ...(options.targetUrl !== undefined && {
      target: { url: options.targetUrl, profile: options.profile },
    }),
    ...(attached && { attached }),
    emit: (event) => emit(options.redact(event) as Placed),
  });
}

/** Replays one lane and says where it differs from the record; the first difference counts, what follows may follow from it. */
export async function replayLane(options: ReplayOptions): Promise<readonly Divergence[]> {
  const { start, events, catalogue } = options;
  const [first] = events;
  if (!first) return [];
  const doors = createReplayDoors(events, start);
  const pace = createReplayPace(start.epoch + first.t);
  const produced: Placed[] = [];
  const runner = createReplayRunner(options, doors, pace, (event) => produced.push(event));
  await drive(events, start.epoch, pace, runner, doors, catalogue);
  return compare(events, produced);
}

function compare(recorded: readonly Placed[], produced: readonly Placed[]): readonly Divergence[] {
  let current: string | undefined;
  for (const [index, event] of recorded.entries()) {
    if (event.type === 'case-start') current = event.case;
    const expected = JSON.stringify(event);
    const actual = produced[index] === undefined ? 'nothing' : JSON.stringify(asOld(event, produced[index]));
    if (canonical(expected) !== canonical(actual)) {
      return [
        {
          lane: event.lane,
          expected: expected.slice(0, 400),
          actual: actual.slice(0, 400),
          ...(current !== undefined && { case: current }),
        },
      ];
    }
  }
  const [extra] = produced.slice(recorded.length);
  if (!extra) return [];
  return [
    {
      lane: extra.lane,
      expected: 'nothing more',
      actual: JSON.stringify(extra).slice(0, 400),
      ...(current !== undefined && { case: current }),
    },
  ];
}

/** A record from before checks said how they waited claims nothing of it, so there is nothing to compare. */
function asOld(recorded: Placed, produced: Placed): Placed {
  if (recorded.type !== 'check' || produced.type !== 'check' || recorded.awaited) return produced;
  const { awaited: _awaited, ...rest } = produced;
  return rest;
}

/** Key order does not matter: events pass through a schema when they are read. */
export function canonical(text: string): string {
  const sort = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sort);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, part]) => [key, sort(part)]),
    );
  };
  try {
    return JSON.stringify(sort(JSON.parse(text)));
  } catch {
    return text;
  }
}
