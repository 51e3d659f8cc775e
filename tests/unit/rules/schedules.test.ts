import { schedules } from '../../../harness/rules/schedules.js';
import { at, type Scene, table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;

interface Period {
  readonly startPeriod: number;
  readonly [name: string]: number;
}
const period = (startPeriod: number, more: Record<string, number> = {}): Period => ({
  startPeriod,
  limit: 16,
  ...more,
});

/** A CSMS that sets a profile with these periods. */
function sets({ asks, version }: Scene, periods: readonly Period[], schedule: object = {}, profile: object = {}): void {
  const common = {
    stackLevel: 0,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Absolute',
    ...profile,
  };
  const start = 'chargingProfileKind' in profile ? {} : { startSchedule: at(0) };
  const charging = { chargingRateUnit: 'A', chargingSchedulePeriod: periods, ...start, ...schedule };
  if (version === '1.6')
    asks('csms', 'SetChargingProfile', {
      connectorId: 1,
      csChargingProfiles: { chargingProfileId: 1, ...common, chargingSchedule: charging },
    }, { status: 'Accepted' }); // prettier-ignore
  else
    asks('csms', 'SetChargingProfile', {
      evseId: 1,
      chargingProfile: { id: 1, ...common, chargingSchedule: [{ id: 1, ...charging }] },
    }, { status: 'Accepted' }); // prettier-ignore
}

/** A station that is asked for a composite schedule and answers with these periods. */
function composes({ asks, version }: Scene, periods: readonly Period[]): void {
  const schedule = { duration: 600, chargingRateUnit: 'A', chargingSchedulePeriod: periods };
  if (version === '1.6')
    asks('csms', 'GetCompositeSchedule', { connectorId: 1, duration: 600 }, {
      status: 'Accepted', connectorId: 1, scheduleStart: at(0), chargingSchedule: schedule,
    }); // prettier-ignore
  else
    asks('csms', 'GetCompositeSchedule', { evseId: 1, duration: 600 }, {
      status: 'Accepted', schedule: { evseId: 1, scheduleStart: at(0), ...schedule },
    }); // prettier-ignore
}

const tellsALimit = (s: Scene, periods: readonly Period[]): string =>
  s.asks('station', 'NotifyChargingLimit', {
    chargingLimit: { chargingLimitSource: 'EMS' },
    chargingSchedule: [{ id: 1, chargingRateUnit: 'A', chargingSchedulePeriod: periods }],
  });

table(schedules, [
  {
    name: 'legal schedules: one period, many, a limit of 0 or 8.1, one phase, the last period for ever',
    expect: 'silent',
    script(s) {
      sets(s, [period(0)]);
      sets(s, [period(0), period(60, { limit: 0 }), period(3_600, { limit: 8.1, numberPhases: 1 })]);
      sets(s, [period(0), period(60)], { duration: 61, minChargingRate: 6 });
      composes(s, [period(0), period(599)]);
      s.asks('csms', 'GetCompositeSchedule', s.version === '1.6' ? { connectorId: 1, duration: 600 } : { evseId: 1, duration: 600 }, { status: 'Rejected' }); // prettier-ignore
    },
  },
  {
    name: 'FIELD-20: a first period that does not start at 0, after which the schedule is over',
    expect: [
      ['fail', 'csms', /the first period starts at 120 s, not at 0/],
      ['advisory', 'csms', /a period starts at 120 s, when the schedule of 120 s is over/],
    ],
    script: (s) => sets(s, [period(120)], { duration: 120 }),
  },
  {
    name: 'periods that are not in the order of time, or start at one time',
    versions: X2,
    expect: [
      ['fail', 'csms', /a period that starts at 60 s comes after one that starts at 120 s/],
      ['fail', 'csms', /two periods start at 60 s/],
      ['fail', 'station', /two periods start at 0 s/],
      ['fail', 'station', /the first period starts at 5 s/],
    ],
    script(s) {
      sets(s, [period(0), period(120), period(60)]);
      sets(s, [period(0), period(60), period(60)]);
      tellsALimit(s, [period(0), period(0)]);
      tellsALimit(s, [period(5)]);
    },
  },
  {
    name: 'the same in 1.6, which says nothing of the order',
    versions: ['1.6'],
    expect: [
      ['advisory', 'csms', /a period that starts at 0 s comes after one that starts at 120 s/],
      ['advisory', 'csms', /two periods start at 60 s/],
    ],
    script(s) {
      sets(s, [period(120), period(0)]);
      sets(s, [period(0), period(60), period(60)]);
    },
  },
  {
    name: 'a composite schedule of 1.6 that starts late',
    versions: ['1.6'],
    expect: [['fail', 'station', /the composite schedule: the first period starts at 10 s/]],
    script: (s) => composes(s, [period(10)]),
  },
  {
    name: 'a composite schedule, or one of an EV, that starts late: no limit may be known before',
    versions: X2,
    expect: [
      ['advisory', 'station', /the composite schedule: the first period starts at 10 s/],
      ['advisory', 'station', /the EV's schedule: the first period starts at 10 s/],
    ],
    script(s) {
      composes(s, [period(10)]);
      const chargingSchedule = { id: 1, chargingRateUnit: 'W', chargingSchedulePeriod: [period(10)] };
      s.asks('station', 'NotifyEVChargingSchedule', { timeBase: at(0), evseId: 1, chargingSchedule }, { status: 'Accepted' }); // prettier-ignore
    },
  },
  {
    name: 'values that no clause forbids and that make no sense',
    versions: ['1.6', '2.0.1'],
    expect: [
      ['advisory', 'csms', /the duration is -1 s/],
      ['advisory', 'csms', /the limit -1 is negative/],
      ['advisory', 'csms', /numberPhases is 4/],
    ],
    script: (s) => sets(s, [period(0, { limit: -1, numberPhases: 4 })], { duration: -1 }),
  },
  {
    name: 'a limit of more than one decimal, which 2.0.1 alone asks nobody to take',
    versions: ['2.0.1'],
    expect: [['advisory', 'csms', /the limit 8.15 has more than one decimal/]],
    script: (s) => sets(s, [period(0, { limit: 8.15 })]),
  },
  {
    name: 'a phase for another number of phases than one',
    versions: X2,
    expect: [
      ['fail', 'csms', /phaseToUse is set where numberPhases is 3/],
      ['advisory', 'csms', /phaseToUse is set where numberPhases is not given/],
    ],
    script(s) {
      sets(s, [period(0, { numberPhases: 1, phaseToUse: 2 })]);
      sets(s, [period(0, { numberPhases: 3, phaseToUse: 2 })]);
      sets(s, [period(0, { phaseToUse: 2 })]);
    },
  },
  {
    name: 'a start that does not go with the kind of profile',
    versions: X2,
    expect: [
      ['fail', 'csms', /startSchedule is missing though the profile is Recurring/],
      ['fail', 'csms', /startSchedule is there though the profile is Relative/],
    ],
    script(s) {
      sets(s, [period(0)], {}, { chargingProfileKind: 'Recurring', recurrencyKind: 'Daily' });
      sets(s, [period(0)], { startSchedule: at(0) }, { chargingProfileKind: 'Relative' });
      sets(s, [period(0)], {}, { chargingProfileKind: 'Relative' });
    },
  },
  {
    name: 'a dynamic profile of two periods',
    versions: ['2.1'],
    expect: [['fail', 'csms', /a Dynamic profile has more than one schedule or period/]],
    script: (s) => sets(s, [period(0), period(60)], {}, { chargingProfileKind: 'Dynamic' }),
  },
]);
