import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERROR_CODES } from '../../../harness/schema/wrong/error-codes.js';
import { framing } from '../../../harness/rules/framing.js';
import { table } from './scene.js';

table(framing, [
  {
    name: 'frames with spaces, empty ids, unknown actions and empty descriptions',
    expect: 'silent',
    script(s) {
      s.station(' [ 2 , "" , "Anything" , { } ] ');
      s.csms([3, '', {}]);
      s.csms([2, 'x', 'Y', {}]);
      s.station([4, 'x', 'NotImplemented', '', { why: ['text'] }]);
    },
  },
  {
    name: 'every error code of the version',
    expect: 'silent',
    script(s) {
      for (const code of ERROR_CODES[s.version]) s.csms([4, 'x', code, 'text', {}]);
    },
  },
  {
    name: 'CALLRESULTERROR and SEND',
    versions: ['2.1'],
    expect: 'silent',
    script(s) {
      s.csms([5, 'x', 'FormatViolation', '', {}]);
      s.station([6, 'y', 'NotifyPeriodicEventStream', {}]);
    },
  },
  {
    name: 'CALLRESULTERROR and SEND where there is none',
    versions: ['1.6', '2.0.1'],
    expect: [
      ['fail', 'csms', /message type 5/],
      ['fail', 'station', /message type 6/],
    ],
    script(s) {
      s.csms([5, 'x', 'InternalError', '', {}]);
      s.station([6, 'y', 'NotifyPeriodicEventStream', {}]);
    },
  },
  {
    name: 'texts and arrays that are no frames',
    expect: [
      ['fail', 'station', /not JSON/],
      ['fail', 'station', /not an array/],
      ['fail', 'station', /message type nothing/],
      ['fail', 'station', /message type "2"/],
      ['fail', 'station', /message id 5/],
      ['fail', 'station', /3 elements/],
      ['fail', 'station', /5 elements/],
      ['fail', 'station', /action 1/],
      ['fail', 'station', /payload \[\]/],
      ['fail', 'station', /payload "null"/],
      ['fail', 'station', /4 elements/],
      ['fail', 'station', /error code 1/],
      ['fail', 'station', /error description null/],
      ['fail', 'station', /error details ""/],
    ],
    script(s) {
      s.station('[2,"a","Heartbeat",{}');
      s.station({ type: 2 });
      s.station([]);
      s.station(['2', 'a', 'Heartbeat', {}]);
      s.station([2, 5, 'Heartbeat', {}]);
      s.station([2, 'a', 'Heartbeat']);
      s.station([2, 'a', 'Heartbeat', {}, 'more']);
      s.station([2, 'a', 1, {}]);
      s.station([2, 'a', 'Heartbeat', []]);
      s.station([2, 'a', 'Heartbeat', 'null']);
      s.station([4, 'a', 'InternalError', '']);
      s.station([4, 'a', 1, '', {}]);
      s.station([4, 'a', 'InternalError', null, {}]);
      s.station([4, 'a', 'InternalError', '', '']);
    },
  },
  {
    name: 'an empty payload that is null, which is tolerated',
    expect: [
      ['advisory', 'station', /null/],
      ['advisory', 'csms', /null/],
    ],
    script(s) {
      s.station([2, 'a', 'Heartbeat', null]);
      s.csms([3, 'a', null]);
    },
  },
  {
    name: 'a binary frame, and a frame over the limit',
    expect: [
      ['fail', 'csms', /binary/],
      ['advisory', 'csms', /3000000 bytes/],
    ],
    script(s) {
      s.csms('AAAA', { binary: true });
      s.csms('[2', { oversize: 3_000_000 });
    },
  },
  {
    name: 'frames that are wrong on purpose, and well-formed answers to them',
    expect: 'silent',
    script(s) {
      s.csms('nonsense', { deliberate: true });
      s.station([4, '-1', 'GenericError', '', {}]);
      s.csms([2, 'a', 'Reset', { type: 'Never' }], { deliberate: true });
      s.station([4, 'a', 'PropertyConstraintViolation', '', {}]);
    },
  },
  {
    name: 'T3: malformed CALLERRORs that answer what is wrong on purpose',
    expect: [
      ['fail', 'station', /error code "WhateverError"/],
      ['fail', 'station', /error details "as a text"/],
      ['fail', 'station', /4 elements/],
      ['fail', 'station', /error description null/],
    ],
    script(s) {
      s.csms('nonsense', { deliberate: true });
      s.station([4, '-1', 'WhateverError', '', {}]);
      for (const [id, ...rest] of [
        ['a', 'InternalError', '', 'as a text'],
        ['b', 'InternalError', ''],
        ['c', 'InternalError', null, {}],
      ]) {
        s.csms([2, id, 'Reset', { type: 'Never' }], { deliberate: true });
        s.station([4, id, ...rest]);
      }
    },
  },
  {
    name: 'FIELD-11: control characters in the texts of a frame, unless they are escaped',
    expect: [
      ['fail', 'station', /the control character U\+0000 is not escaped/],
      ['fail', 'csms', /the control character U\+001F is not escaped/],
      ['fail', 'csms', /not JSON$/],
    ],
    script(s) {
      s.station('[3,"a",{"value":"\u0000"}]');
      s.station('[3,"a",{"value":"\\u0000"}]');
      s.csms('[3,"a",{"value":"\u001f"}]');
      s.csms('[3,"a",\t{"value":"x\ty"}]');
      s.csms('[3,\r\n"a",\t{}]');
    },
  },
  {
    name: 'names of 1.6 for error codes, which later versions were to have as deprecated',
    versions: ['2.0.1', '2.1'],
    expect: [
      ['advisory', 'csms', /spelt/],
      ['advisory', 'csms', /spelt/],
    ],
    script(s) {
      s.csms([4, 'a', 'FormationViolation', '', {}]);
      s.csms([4, 'b', 'OccurenceConstraintViolation', '', {}]);
    },
  },
  {
    row: 'FIELD-22',
    name: 'names of 2.x for error codes, which the errata keep out of the messages of 1.6',
    versions: ['1.6'],
    expect: [
      ['fail', 'csms', /spelt/],
      ['fail', 'csms', /spelt/],
    ],
    script(s) {
      s.station([2, 'n-7', 'StatusNotification', { connectorId: 1, status: 'Available' }]);
      s.csms([4, 'n-7', 'FormatViolation', 'Invalid message format', {}]);
      s.csms([4, 'b', 'OccurrenceConstraintViolation', '', {}]);
    },
  },
  {
    name: 'error codes of nobody',
    expect: [
      ['fail', 'csms', /"notimplemented"/],
      ['fail', 'csms', /error code ""/],
    ],
    script(s) {
      s.csms([4, 'a', 'notimplemented', '', {}]);
      s.csms([4, 'b', '', '', {}]);
    },
  },
  {
    name: 'one fault in an error code that a sender uses again and again, on any of its connections',
    versions: ['1.6'],
    expect: [
      ['fail', 'csms', /FormatViolation is spelt/],
      ['advisory', 'csms', /FormatViolation is spelt/],
      ['fail', 'csms', /"Oops"/],
      ['fail', 'station', /"Oops"/],
      ['advisory', 'csms', /"Oops"/],
      ['advisory', 'csms', /FormatViolation is spelt/],
      ['fail', 'csms', /FormatViolation is spelt/],
    ],
    script(s) {
      s.csms([4, 'a', 'FormatViolation', '', {}]);
      s.csms([4, 'b', 'FormatViolation', '', {}]);
      s.csms([4, 'c', 'Oops', '', {}]);
      s.station([4, 'c', 'Oops', '', {}]);
      s.csms([4, 'd', 'Oops', '', {}]);
      s.open();
      s.csms([4, 'e', 'FormatViolation', '', {}]);
      s.open('CS002');
      s.csms([4, 'f', 'FormatViolation', '', {}]);
    },
  },
  {
    name: 'a wrong error code that comes again as a fault each time it was forgotten for many others',
    expect: Array.from({ length: 514 }, () => ['fail', 'csms', /is not one of/] as const),
    script(s) {
      for (let i = 0; i <= 512; i++) s.csms([4, 'a', `Oops${i}`, '', {}]);
      s.csms([4, 'a', 'Oops0', '', {}]);
    },
  },
  {
    name: 'a long error description, which only 2.x limits',
    versions: ['2.0.1', '2.1'],
    expect: [['fail', 'station', /256 characters/]],
    script(s) {
      s.station([4, 'a', 'InternalError', 'é'.repeat(255), {}]);
      s.station([4, 'b', 'InternalError', 'é'.repeat(256), {}]);
    },
  },
  {
    name: 'a long error description in 1.6',
    versions: ['1.6'],
    expect: 'silent',
    script: (s) => s.station([4, 'a', 'InternalError', 'x'.repeat(1_000), {}]),
  },
]);

test('the error codes are 10 in 1.6 and 12 in 2.x', () => {
  assert.deepEqual(
    Object.values(ERROR_CODES).map((codes) => new Set(codes).size),
    [10, 12, 12],
  );
});
