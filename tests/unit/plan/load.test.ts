import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadPlan, readPlan, type PlanError } from '../../../harness/plan/reading/load.js';
import { timeLimit } from '../../../harness/plan/plan.js';
import { featuresOf } from '../../../harness/plan/statement/claimed-features.js';
import { CSMS, problemsOf, STATION } from './support.js';

const FIXTURES = 'fixtures/plans';

for (const file of await readdir(FIXTURES)) {
  test(`the example plan ${file} loads`, async () => {
    const { plan, redacted } = await loadPlan(`${FIXTURES}/${file}`, {});
    assert.ok(file.startsWith(`${plan.sut.role}-${plan.sut.version}`));
    assert.ok(!JSON.stringify(redacted).includes('example-password'));
    assert.match(await readFile(`${FIXTURES}/${file}`, 'utf8'), /^#/m);
  });
}

test('what a plan leaves out gets its default', () => {
  const { plan } = readPlan(STATION, 'plan.yaml', {});
  assert.deepEqual(plan.listen, { host: '127.0.0.1', port: 9000, path: '/' });
  assert.deepEqual(plan.parameters.timeouts, { message: 30, action: 60, operator: 120, reboot: 300 });
  assert.deepEqual(plan.operator, [{ kind: 'none' }]);
  assert.equal(plan.parameters.connectors, 1);
  assert.equal(timeLimit({ ...plan, timeLimitMultiplier: 2 }, 'action'), 120_000);
  assert.deepEqual(plan.parameters.idTokens.valid, { idToken: '1ADD0001', type: 'ISO14443' });
});

test('one lane per identity runs against a CSMS unless the plan says otherwise', () => {
  assert.equal(readPlan(CSMS, 'plan.yaml', {}).plan.lanes, 2);
  assert.equal(readPlan(`${CSMS}lanes: 1\n`, 'plan.yaml', {}).plan.lanes, 1);
  assert.deepEqual(problemsOf(`${CSMS}lanes: 3\n`), [
    '5:1 lanes: is more than the 2 identities. Each lane needs an identity of its own.',
  ]);
});

test('a version without quotes means the same', () => {
  for (const version of ['1.6', '"1.6"']) {
    assert.equal(readPlan(STATION.replace("'1.6'", version), 'plan.yaml', {}).plan.sut.version, '1.6');
  }
});

test('the number of EVSEs counts as the feature HFS-8, and the profile in use as SecurityProfile', () => {
  const text = `sut: { role: station, version: 2.0.1, identity: X }
listen: { port: 0 }
security: { profile: 1, password: pppppppppppppppp }
statement: { profiles: [core, Smart Charging], features: [C-01, { C-23: "Heartbeat,NTP" }] }
parameters: { evses: [{ id: 1 }, { id: 2, connectors: 2 }] }
`;
  const { plan } = readPlan(text, 'plan.yaml', {});
  assert.equal(plan.parameters.connectors, 3);
  assert.deepEqual(plan.statement.profiles, ['Core', 'Smart Charging']);
  assert.deepEqual(Object.fromEntries(featuresOf(plan)), {
    SecurityProfile: 1,
    'HFS-8': 2,
    Core: true,
    'Smart Charging': true,
    'C-01': true,
    'C-23': 'Heartbeat,NTP',
  });
});

test('an unknown key is named with its line and the key that was meant', () => {
  assert.deepEqual(problemsOf(`${STATION}operater: { kind: none }\n`), [
    '5:1 operater: is not a key of a plan. Did you mean "operator"? Allowed: $schema, sut, listen, url, security, files, statement, parameters, operator, selection, timeLimitMultiplier, lanes, report, redactTokens.',
  ]);
});

test('a wrong type is named with its line and what to write', () => {
  assert.deepEqual(problemsOf(STATION.replace('9000', '"9000"')), [
    '2:17 listen.port: must be a number, not text. Write it without quotes.',
  ]);
  assert.deepEqual(problemsOf(STATION.replace('CP1', '1')), [
    '1:49 sut.identity: must be text, not a number. Put it in quotes.',
  ]);
  assert.deepEqual(problemsOf(`${STATION}parameters: [1]\n`), [
    '5:13 parameters: must be a group of keys, not a list.',
  ]);
});

test('a missing statement is an error', () => {
  assert.deepEqual(problemsOf(STATION.replace(/^statement.*\n/m, '')), [
    '1:1 statement: is missing. It says what the SUT claims to support: profiles: [Core] and features: [], or the ids of its PICS.',
  ]);
  assert.deepEqual(problemsOf(STATION.replace('profiles: [Core], ', '')), [
    '4:1 statement.profiles: is missing. Write profiles: [Core] and whatever else the SUT claims.',
  ]);
});

test('all problems of a plan are reported at once, in the order of the file', () => {
  const text = `sut:
  role: sttion
  version: 2.2
listen:
  port: 70000
security:
  profile: 4
  pasword: secret
statement:
  profiles: []
  features: none
operator:
  kind: htp
`;
  assert.deepEqual(problemsOf(text), [
    '2:9 sut.role: must be station or csms. Did you mean "station"?',
    '3:12 sut.version: must be 1.6, 2.0.1 or 2.1.',
    '5:9 listen.port: must be at most 65535.',
    '7:12 security.profile: must be 0, 1, 2 or 3.',
    '8:3 security.pasword: is not a key of a plan. Did you mean "password"? Allowed: profile, password, passwordHex, passwordFromEnv, passwords, tls.',
    '10:13 statement.profiles: must not be empty.',
    '11:13 statement.features: must be a list, not text.',
    '13:9 operator.kind: must be none, terminal, http, command or module. Did you mean "http"?',
  ]);
});

test('a headline, a hint and the problems as data come with the error', () => {
  assert.throws(
    () => readPlan(STATION.replace('9000', 'x'), 'dir/plan.yaml', {}),
    (error: PlanError) => {
      assert.equal(
        error.message,
        'The plan has a problem:\ndir/plan.yaml:2:17 listen.port: must be a number, not text.',
      );
      assert.equal(error.headline, 'The plan has a problem');
      assert.deepEqual(error.problems, [
        { line: 2, column: 17, key: 'listen.port', message: 'must be a number, not text', hint: '' },
      ]);
      return true;
    },
  );
});

test('broken YAML and keys that stand twice are reported with their line', () => {
  assert.deepEqual(problemsOf('sut: [1\nlisten: 2\n').length, 1);
  assert.match(problemsOf('sut: [1\nlisten: 2\n')[0]!, /^2:1 YAML: flow sequence/);
  assert.deepEqual(problemsOf('sut: {}\nsut: {}\n'), ['2:1 YAML: map keys must be unique. Each key may stand once.']);
  assert.deepEqual(problemsOf('- 1\n'), ['1:1 must be a group of keys, not a list.']);
});

test('an empty file lacks everything that is required', () => {
  const keys = problemsOf('').map((line) => line.split(' ')[1]);
  assert.deepEqual(keys, ['security:', 'statement:', 'sut:']);
});

test('a file that is not there is said to be unreadable', async () => {
  await assert.rejects(loadPlan('no/such.yaml', {}), {
    code: 'PLAN_UNREADABLE',
    message: 'The plan no/such.yaml cannot be read (ENOENT). Give the path of a plan; "laddprov init" writes one.',
  });
});

test('profiles and features that do not exist are named, with what was meant where it can be told', () => {
  const text = CSMS.replace('[Core], features: []', '[Core, Smart Chargin], features: [C16, C-99, HFS-8: 2]');
  assert.deepEqual(problemsOf(text), [
    '4:31 statement.profiles[1]: is not a certification profile of OCPP 2.0.1. Did you mean "Smart Charging"? Allowed: Core, Advanced Security, Local Authorization List Management, Smart Charging, Advanced Device Management, Advanced User Interface, Reservation, ISO 15118 Support.',
    '4:58 statement.features[0]: is not a feature of a csms in OCPP 2.0.1. Did you mean "C-16"? All names: laddprov features --role csms --ocpp 2.0.1',
    '4:63 statement.features[1]: is not a feature of a csms in OCPP 2.0.1. All names: laddprov features --role csms --ocpp 2.0.1',
    '4:69 statement.features[2]: is not a feature of a csms in OCPP 2.0.1. All names: laddprov features --role csms --ocpp 2.0.1',
  ]);
});

test('what belongs to the other role is a contradiction', () => {
  assert.deepEqual(problemsOf(`${STATION}url: ws://h\nlanes: 2\n`), [
    '5:1 url: is for a csms under test. A station connects to the tester: use listen.',
    '6:1 lanes: is for a csms under test. A station runs one case at a time.',
  ]);
  assert.deepEqual(problemsOf(CSMS.replace('url: ws://h/x', 'listen: { port: 1 }').replace('[A, B]', '[A, A]')), [
    '1:1 url: is missing. Write the endpoint of the CSMS, such as ws://127.0.0.1:9000/ocpp.',
    '1:54 sut.identities[1]: stands twice. One lane each.',
    '2:1 listen: is for a station under test. The tester connects to a CSMS: use url.',
  ]);
});

test('what belongs to another version is a contradiction', () => {
  assert.deepEqual(
    problemsOf(`${STATION}parameters: { evses: [{ id: 1 }], idTokens: { valid: ${'A'.repeat(21)} } }\n`),
    [
      '5:15 parameters.evses: is for 2.x. OCPP 1.6 has connectors: 2.',
      '5:47 parameters.idTokens.valid: must have at most 20 characters in OCPP 1.6.',
    ],
  );
  assert.deepEqual(problemsOf(CSMS.replace('profile: 1, password: hunter2hunter2', 'profile: 0')), [
    '3:22 security.profile: must be 1, 2 or 3 in OCPP 2.0.1. OCPP 2.x begins with profile 1: Basic authentication.',
  ]);
});

test('passwords have to be there where the profile uses them, once, and nowhere else', () => {
  assert.deepEqual(problemsOf(CSMS.replace(', password: hunter2hunter2', '')), [
    '3:1 security.password: is missing. Profile 1 uses Basic authentication: write password, passwordHex or passwordFromEnv.',
  ]);
  assert.deepEqual(problemsOf(CSMS.replace('hunter2hunter2', 'hunter2hunter2, passwordFromEnv: NOT_SET')), [
    '3:51 security.passwordFromEnv: stands beside password. Give the password in one form.',
    '3:68 security.passwordFromEnv: names an environment variable that is not set. Set it before the run, or use password.',
  ]);
  assert.deepEqual(problemsOf(STATION.replace('profile: 0', 'profile: 0, password: x')), [
    '3:13 security.profile: gives a password that profile 0 does not use. Set profile: 1 (or 2 over TLS), or take the password out.',
  ]);
  assert.deepEqual(problemsOf(CSMS.replace('password: hunter2hunter2', 'passwords: { A: x, C: x }')), [
    '3:1 security.password: is missing. Profile 1 uses Basic authentication: write password, passwordHex or passwordFromEnv.',
    '3:44 security.passwords.C: is not an identity of this plan. See sut.',
  ]);
});

test('a URL has to fit the security profile and must not hold credentials', () => {
  assert.deepEqual(problemsOf(CSMS.replace('ws://h', 'wss://u:p@h')), [
    '2:6 url: must not hold a user name or password. Credentials belong into security.',
    '2:6 url: does not fit security profile 1. Profiles 0 and 1 use ws://; TLS begins with profile 2.',
  ]);
  assert.deepEqual(problemsOf(CSMS.replace('ws://h/x', 'http://h/x')), ['2:6 url: must be a ws:// or wss:// URL.']);
});

test('the files of profiles 2 and 3 count from the plan, and profile 3 needs a certificate or an authority', () => {
  const text = CSMS.replace('ws:', 'wss:').replace('profile: 1', 'profile: 2, tls: { ca: [root.pem] }');
  const { plan } = readPlan(text, '/plans/plan.yaml', {});
  assert.deepEqual(plan.security.tls, { ca: ['/plans/root.pem'] });
  assert.deepEqual(problemsOf(text.replace('profile: 2', 'profile: 3').replace(', password: hunter2hunter2', '')), [
    '3:25 security.tls.cert: is missing. Profile 3 needs a client certificate: name its PEM file, or an authority that laddprov pki made.',
    '3:25 security.tls.key: is missing. Profile 3 needs a client certificate: name its PEM file, or an authority that laddprov pki made.',
  ]);
});

test('operators are checked against the role', () => {
  const operator = `operator:
  - kind: http
  - kind: http
    actions: { sendRequst: { url: http://h }, readBack: { url: /x, don: 1, headers: { A: "{{env.NOT_SET}}" } } }
  - terminal
`;
  assert.deepEqual(problemsOf(CSMS + operator), [
    '6:5 operator[0]: has neither url nor actions. Give the base URL of the interface, or a request per action.',
    '8:16 operator[1].actions.sendRequst: is not an action at a csms. Did you mean "sendRequest"? Allowed: sendRequest, setPendingBoot, setItemsPerMessage, createToken, updateBasicAuthPassword, setBasicAuthPassword, setSecurityProfile, readBack, prompt.',
    '8:64 operator[1].actions.readBack.url: is relative to nothing. Begin it with http:// or https://, or give the operator a url.',
    '8:68 operator[1].actions.readBack.don: is not a key of a plan. Did you mean "done"? Allowed: method, url, headers, body, done, unavailable, value, steps, byAction, default.',
    '8:90 operator[1].actions.readBack.headers.A: uses the environment variable NOT_SET, which is not set. Set it before the run.',
    '9:5 operator[2]: must be a group of keys, not text.',
  ]);
});

test('what the cover of a report says is taken as it is, one bounded line each, and nothing else', () => {
  const report = {
    lab: 'Example Lab',
    tester: 'A. Person',
    reference: '2026-117',
    contact: 'x@example.com',
    note: 'n',
  };
  const withReport = (value: unknown) => `${STATION}report: ${JSON.stringify(value)}\n`;
  assert.deepEqual(readPlan(withReport(report), 'plan.yaml', {}).plan.report, report);
  assert.equal(readPlan(STATION, 'plan.yaml', {}).plan.report, undefined);
  for (const wrong of [{ lab: '' }, { lab: 'x'.repeat(201) }, { lab: 'two\nlines' }, { laboratory: 'x' }, { lab: 7 }]) {
    assert.equal(problemsOf(withReport(wrong)).length, 1, JSON.stringify(wrong));
  }
});
