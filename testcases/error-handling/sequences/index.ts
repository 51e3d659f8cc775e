/** Conversations by chance: the cases, and how one of them holds a given conversation again. */
import { type Case } from '../../../harness/peers/case.js';
import { type CsmsContext } from '../../../harness/peers/context.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { machine as csms16 } from './csms-16.js';
import { machine as csms2 } from './csms-2.js';
import { type StationContext } from '../../../harness/peers/context.js';
import { machine as station16 } from './station-16.js';
import { machine as station2 } from './station-2.js';
import { explore, type Machine, type Step } from './explore.js';

interface Facts {
  readonly id: string;
  readonly versions: readonly Version[];
  readonly title: string;
  readonly purpose: string;
}

const STEPS = [
  'By the seed of the run, the tester makes up conversations of requests that are legal, or nearly so.',
  'After each message it compares what the SUT did with what its model lets it do.',
  'When one fails, it looks for the shortest that does.',
];

function csmsSequence(facts: Facts, machine: Machine<CsmsContext<Version>>, script?: readonly Step[]): Case {
  return {
    ...facts,
    role: 'csms',
    block: 'Sequences',
    profiles: {},
    restsOn: 'right-from-wrong',
    requirements: [machine.clause],
    steps: STEPS,
    operator: [],
    run: (context) => explore(context, facts.id, machine, script),
  };
}

function stationSequence(facts: Facts, machine: Machine<StationContext<Version>>, script?: readonly Step[]): Case {
  return {
    ...facts,
    role: 'station',
    block: 'Sequences',
    profiles: {},
    restsOn: 'right-from-wrong',
    requirements: [machine.clause],
    steps: STEPS,
    operator: [],
    run: (context) => explore(context, facts.id, machine, script),
  };
}

const MAKERS: Readonly<Record<string, (script?: readonly Step[]) => Case>> = {
  SEQ_16_CS_01: (script) =>
    stationSequence(
      {
        id: 'SEQ_16_CS_01',
        versions: ['1.6'],
        title: 'A charge point follows a central system wherever its conversation goes',
        purpose:
          'Settings, availability, triggers and broken connections in an order that nobody thought of leave it sound.',
      },
      station16,
      script,
    ),
  SEQ_2X_CS_01: (script) =>
    stationSequence(
      {
        id: 'SEQ_2X_CS_01',
        versions: ['2.0.1', '2.1'],
        title: 'A charging station follows a CSMS wherever its conversation goes',
        purpose:
          'Settings, availability, triggers and broken connections in an order that nobody thought of leave it sound.',
      },
      station2,
      script,
    ),
  SEQ_16_CSMS_01: (script) =>
    csmsSequence(
      {
        id: 'SEQ_16_CSMS_01',
        versions: ['1.6'],
        title: 'A central system follows a charge point wherever its conversation goes',
        purpose: 'Sessions, statuses, boots and broken connections in an order that nobody thought of leave it sound.',
      },
      csms16,
      script,
    ),
  SEQ_2X_CSMS_01: (script) =>
    csmsSequence(
      {
        id: 'SEQ_2X_CSMS_01',
        versions: ['2.0.1', '2.1'],
        title: 'A CSMS follows a charging station wherever its conversation goes',
        purpose:
          'Transactions, reports, boots and broken connections in an order that nobody thought of leave it sound.',
      },
      csms2,
      script,
    ),
};

export const cases: readonly Case[] = Object.values(MAKERS).map((make) => make());

/** The case with this id, holding this conversation and no other; undefined where there is no such case. */
export const replaying = (id: string, script: readonly Step[]): Case | undefined =>
  Object.hasOwn(MAKERS, id) ? MAKERS[id]?.(script) : undefined;

export { SHORTEST, type Step } from './explore.js';
