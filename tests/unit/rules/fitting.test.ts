import { fitting } from '../../../harness/rules/fitting.js';
import { at, type Scene, table } from './scene.js';

const key = (name: string, value = '1') => ({ key: name, readonly: true, value });
const gets = (
  s: Scene,
  asked: readonly string[] | undefined,
  known: readonly object[],
  unknownKey?: readonly string[],
) =>
  s.asks('csms', 'GetConfiguration', asked ? { key: asked } : {}, {
    configurationKey: known,
    ...(unknownKey && { unknownKey }),
  });

const ACCEPTED = { status: 'Accepted' };

table(fitting, [
  {
    name: 'configurations as they may be: in any order and letters, all of them, or none that is known',
    versions: ['1.6'],
    expect: 'silent',
    script(s) {
      gets(s, undefined, [key('A'), key('B')]);
      gets(s, [], [key('A'), key('B')], []);
      gets(s, ['a', 'X', 'B'], [key('B'), key('A')], ['x']);
      gets(s, ['A', 'a'], [key('A')]);
      s.asks('csms', 'GetConfiguration', { key: ['X'] }, { unknownKey: ['X'] });
      s.asks('csms', 'GetConfiguration', { key: ['A'] }, { configurationKey: [{ key: 'A', readonly: false }] });
    },
  },
  {
    name: 'FIELD-14: a fixed list of keys, whatever is asked for',
    versions: ['1.6'],
    expect: [
      ['fail', 'station', /neither as known nor as unknown: c$/],
      ['fail', 'station', /that were not asked for: z/],
      ['fail', 'station', /are called unknown that were not asked for: y/],
    ],
    script: (s) => gets(s, ['C', 'A', 'B'], [key('A'), key('B'), key('Z')], ['Y']),
  },
  {
    name: 'fewer keys than were asked for: within a limit that is not known, above it, and below it',
    versions: ['1.6'],
    expect: [
      ['advisory', 'station', /GetConfigurationMaxKeys, which may explain it, is not known/],
      ['fail', 'station', /neither as known nor as unknown: b$/],
    ],
    script(s) {
      gets(s, ['A', 'B'], [key('A')]);
      gets(s, ['GetConfigurationMaxKeys'], [key('GetConfigurationMaxKeys', '2')]);
      gets(s, ['A', 'B', 'C'], [key('A'), key('B')]);
      gets(s, ['A', 'B'], [key('A')]);
    },
  },
  {
    name: 'keys that are known and unknown, told twice, or missing altogether',
    versions: ['1.6'],
    expect: [
      ['fail', 'station', /as known and as unknown: a/],
      ['advisory', 'station', /more than once: a/],
      ['fail', 'station', /some are called unknown: x/],
      ['fail', 'station', /all keys were asked for, and none came back/],
    ],
    script(s) {
      gets(s, ['A'], [key('A')], ['a']);
      gets(s, ['A'], [key('A'), key('a')]);
      gets(s, undefined, [key('A')], ['X']);
      gets(s, undefined, []);
    },
  },
  {
    name: 'what answers a request that is wrong on purpose',
    versions: ['1.6'],
    expect: 'silent',
    script(s) {
      s.csms([2, 'x', 'GetConfiguration', { key: 'A' }], { deliberate: true });
      s.station([3, 'x', { configurationKey: [] }]);
    },
  },
  {
    name: 'composite schedules of what was asked for, and of less',
    expect: 'silent',
    script(s) {
      for (const duration of [600, 300]) schedule(s, {}, { duration });
      schedule(s, { chargingRateUnit: 'A' }, {});
    },
  },
  {
    name: 'composite schedules of another place, in another unit, for longer',
    expect: [
      ['fail', 'station', /is of (?:connectorId|evseId) 2 where 1 was asked for/],
      ['fail', 'station', /is in A where W was asked for/],
      ['fail', 'station', /lasts 601 s where 600 s were asked for/],
    ],
    script(s) {
      schedule(s, {}, {}, 2);
      schedule(s, { chargingRateUnit: 'W' }, {});
      schedule(s, {}, { duration: 601 });
    },
  },
  {
    name: 'local lists whose version is the one that was given',
    expect: 'silent',
    script(s) {
      lists(s, 0);
      sends(s, 'Full', 5, 'Accepted');
      lists(s, 5);
      sends(s, 'Differential', 4, 'VersionMismatch');
      sends(s, 'Full', 3, 'Accepted');
      lists(s, 3);
      s.closed();
      s.open();
      lists(s, 9);
    },
  },
  {
    name: 'local lists whose version is another, and mismatches of what cannot mismatch',
    expect: [
      ['fail', 'station', /has version 4, where 5 is the last/],
      ['advisory', 'station', /has version 0, where 6 is the last/],
      ['fail', 'station', /answers a full list/],
      ['fail', 'station', /answers an update to version 8 of a list whose version is 7/],
    ],
    script(s) {
      sends(s, 'Full', 5, 'Accepted');
      lists(s, 4);
      sends(s, 'Full', 6, 'Accepted');
      lists(s, 0);
      sends(s, 'Full', 7, 'VersionMismatch');
      lists(s, 7);
      sends(s, 'Differential', 8, 'VersionMismatch');
    },
  },
]);

function schedule(s: Scene, asked: object, told: object, of = 1): void {
  const periods = {
    duration: 600,
    chargingRateUnit: 'A',
    chargingSchedulePeriod: [{ startPeriod: 0, limit: 16 }],
    ...told,
  };
  if (s.version === '1.6')
    s.asks(
      'csms',
      'GetCompositeSchedule',
      { connectorId: 1, duration: 600, ...asked },
      { ...ACCEPTED, connectorId: of, scheduleStart: at(0), chargingSchedule: periods },
    );
  else
    s.asks(
      'csms',
      'GetCompositeSchedule',
      { evseId: 1, duration: 600, ...asked },
      { ...ACCEPTED, schedule: { evseId: of, scheduleStart: at(0), ...periods } },
    );
}

const numberOf = ({ version }: Scene): string => (version === '1.6' ? 'listVersion' : 'versionNumber');
const lists = (s: Scene, version: number) => s.asks('csms', 'GetLocalListVersion', {}, { [numberOf(s)]: version });
const sends = (s: Scene, updateType: string, version: number, status: string) =>
  s.asks('csms', 'SendLocalList', { [numberOf(s)]: version, updateType }, { status });
