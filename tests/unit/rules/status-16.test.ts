import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PASSED_THROUGH, STATUSES, TRANSITIONS } from '../../../harness/rules/data/status-transitions-16.js';
import { status16 } from '../../../harness/rules/status-16.js';
import { type Row, type Scene, at, play, table } from './scene.js';

function shows(s: Scene, connectorId: number, ...statuses: readonly string[]): void {
  for (const status of statuses) s.asks('station', 'StatusNotification', { connectorId, status, errorCode: 'NoError' });
}
const SESSION = [
  'Available',
  'Preparing',
  'Charging',
  'SuspendedEV',
  'Charging',
  'SuspendedEVSE',
  'Finishing',
  'Available',
] as const;

const jump = (name: string, expect: Row['expect'], ...statuses: readonly string[]): Row => ({
  name,
  expect,
  script: (s) => shows(s, 1, ...statuses),
});

table(status16, [
  jump('a charging session', 'silent', ...SESSION),
  jump('the same status again and again', 'silent', 'Charging', 'Charging', 'Charging'),
  jump('a fault that returns to where it was, reported twice', 'silent', 'Charging', 'Faulted', 'Faulted', 'Charging'),
  jump('a fault of which nothing is known before', 'silent', 'Faulted', 'Reserved'),
  jump(
    'a connector that goes from Charging to Preparing',
    [['fail', 'station', /from Charging to Preparing, which is no transition$/]],
    'Charging',
    'Preparing',
  ),
  jump(
    'a connector that goes from Available to Finishing',
    [['fail', 'station', /Finishing/]],
    'Available',
    'Finishing',
  ),
  jump(
    'a jump over a status that may have been too short',
    [['advisory', 'station', /legal only if Preparing in between/]],
    'Reserved',
    'Charging',
  ),
  jump(
    'a fault that ends elsewhere',
    [['advisory', 'station', /not back to Charging/]],
    'Charging',
    'Faulted',
    'Available',
  ),
  {
    name: 'two connectors and the station, each on its own',
    expect: 'silent',
    script(s) {
      shows(s, 0, 'Available');
      shows(s, 1, 'Charging');
      shows(s, 2, 'Reserved');
      shows(s, 0, 'Unavailable', 'Available', 'Faulted', 'Unavailable');
    },
  },
  {
    name: 'jumps where statuses may be left out',
    settings: { minimumStatusDuration: 10 },
    expect: 'silent',
    script: (s) => shows(s, 1, 'Charging', 'Preparing', 'Reserved', 'Finishing', 'Faulted', 'Reserved'),
  },
  {
    name: 'a status after a reboot or a new connection',
    expect: 'silent',
    script(s) {
      shows(s, 1, 'Charging');
      s.asks('station', 'BootNotification', {}, {});
      shows(s, 1, 'Preparing');
      s.closed();
      s.open();
      shows(s, 1, 'Reserved');
    },
  },
  {
    name: 'a jump after a new connection, once it has reported there',
    expect: [['fail', 'station', /from Charging to Preparing/]],
    script(s) {
      shows(s, 1, 'Available');
      s.open();
      shows(s, 1, 'Charging', 'Preparing');
    },
  },
  {
    name: 'a status that only connectors have',
    settings: { minimumStatusDuration: 10 },
    expect: [['fail', 'station', /connector 0.*Charging/]],
    script: (s) => shows(s, 0, 'Charging'),
  },
  {
    name: 'EVCommunicationError with statuses that it goes with',
    expect: 'silent',
    script(s) {
      for (const status of ['Preparing', 'SuspendedEV', 'SuspendedEVSE', 'Finishing']) {
        s.asks('station', 'StatusNotification', { connectorId: 1, status, errorCode: 'EVCommunicationError' });
      }
    },
  },
  {
    name: 'EVCommunicationError with a status that it does not go with',
    expect: [['fail', 'station', /EVCommunicationError does not go with status Faulted/]],
    script: (s) =>
      s.asks('station', 'StatusNotification', { connectorId: 1, status: 'Faulted', errorCode: 'EVCommunicationError' }),
  },
  {
    name: 'times that go on, are missing or have no zone',
    expect: 'silent',
    script(s) {
      const times = [at(0), at(0), undefined, '2025-01-01T12:00:05', '2025-01-01T13:00:06+01:00', 'nonsense'];
      for (const timestamp of times)
        s.asks('station', 'StatusNotification', { connectorId: 1, status: 'Available', timestamp });
    },
  },
  {
    name: 'a time that goes back',
    expect: [['advisory', 'station', /older than the one before/]],
    script(s) {
      s.asks('station', 'StatusNotification', { connectorId: 1, status: 'Available', timestamp: at(5) });
      s.asks('station', 'StatusNotification', { connectorId: 1, status: 'Preparing', timestamp: at(4) });
    },
  },
  {
    name: 'payloads that make no sense, which are for another rule',
    expect: 'silent',
    script(s) {
      for (const payload of [
        {},
        { connectorId: -1, status: 'Faulted' },
        { connectorId: '1' },
        { connectorId: 1, status: 'constructor' },
      ]) {
        s.asks('station', 'StatusNotification', payload);
      }
    },
  },
]);

test('status-16 has the 53 transitions of the specification', () => {
  assert.equal(Object.values(TRANSITIONS).flat().length, 53);
});

test('status-16 judges every pair of statuses as its table says', () => {
  for (const from of STATUSES) {
    for (const to of STATUSES) {
      const { findings } = play('1.6', [status16], (s) => shows(s, 1, from, to));
      const skipped = PASSED_THROUGH.some(([one, , other]) => one === from && other === to);
      const expected = from === to || TRANSITIONS[from].includes(to) ? [] : [skipped ? 'advisory' : 'fail'];
      assert.deepEqual(
        findings.map(({ severity }) => severity),
        expected,
        `${from} to ${to}`,
      );
    }
  }
});

test('every jump that status-16 doubts leads through the status that it names', () => {
  for (const [from, through, to] of PASSED_THROUGH) {
    assert.ok(!TRANSITIONS[from].includes(to));
    assert.ok(TRANSITIONS[from].includes(through) && TRANSITIONS[through].includes(to));
  }
});

test('with one status left out every pair is possible, so that a minimum duration leaves nothing to judge', () => {
  for (const from of STATUSES) {
    for (const to of STATUSES) {
      const reached = TRANSITIONS[from].some((through) => TRANSITIONS[through].includes(to));
      assert.ok(from === to || TRANSITIONS[from].includes(to) || reached, `${from} to ${to}`);
    }
  }
});
