import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPlan } from '../../../harness/plan/reading/load.js';
import { passwordFor } from '../../../harness/plan/reading/redact.js';
import { CSMS, problemsOf, STATION } from './support.js';

test('no error shows a secret', () => {
  const texts = [
    CSMS.replace('profile: 1', 'profile: 9').replace('hunter2hunter2', 'hunter2 hunter2: x'),
    CSMS.replace('hunter2hunter2', '"hunter2\nhunter2'),
    CSMS.replace('password: hunter2hunter2', 'passwordHex: hunter2'),
    CSMS.replace('hunter2hunter2', `hunter2${'x'.repeat(80)}`),
    CSMS.replace('hunter2hunter2', '[hunter2]'),
  ];
  for (const text of texts) {
    const lines = problemsOf(text);
    assert.ok(lines.length > 0, text);
    assert.ok(!lines.join('\n').includes('hunter2'), lines.join('\n'));
  }
});

test('secrets are taken out of the plan for the record, in every form in which they may turn up', () => {
  const text = `${CSMS.replace('hunter2hunter2', 'hunter2hunter2, passwords: { B: { passwordFromEnv: PASS_B } }')}operator:
  kind: http
  url: http://h/?token=t0ken&x=1
  headers: { Authorization: Basic abcdef, X-Custom: "Bearer {{env.TOKEN}}" }
  actions: { updateBasicAuthPassword: { url: /p, body: { password: "{{args.password}}", apiKey: k3y, note: plain } } }
`;
  const { plan, redacted, secrets } = readPlan(text, 'plan.yaml', { PASS_B: 'only-for-b', TOKEN: 'from-env' });
  const shown = JSON.stringify(redacted);
  for (const secret of ['hunter2hunter2', 'only-for-b', 't0ken', 'abcdef', 'k3y', 'from-env']) {
    assert.ok(!shown.includes(secret), secret);
    assert.ok(
      secrets.some((text) => text.includes(secret)),
      secret,
    );
  }
  assert.match(shown, /\{\{env\.TOKEN\}\}.*\{\{args\.password\}\}.*plain/);
  assert.ok(secrets.includes(Buffer.from('A:hunter2hunter2').toString('base64')));
  assert.ok(secrets.includes(Buffer.from('hunter2hunter2').toString('hex')));
  assert.equal(passwordFor(plan, 'A'), 'hunter2hunter2');
  assert.equal(passwordFor(plan, 'B'), 'only-for-b');
});

test('tokens are redacted where the plan says so', () => {
  const text = `${STATION}parameters: { idTokens: { valid: SECRETCARD } }\nredactTokens: true\n`;
  const { redacted, secrets } = readPlan(text, 'plan.yaml', {});
  assert.ok(secrets.includes('SECRETCARD'));
  assert.ok(!JSON.stringify(redacted).includes('SECRETCARD'));
});

test('a password in hexadecimal is given as bytes', () => {
  const text = STATION.replace('profile: 0', 'profile: 1, passwordHex: "00ff10"');
  const password = passwordFor(readPlan(text, 'plan.yaml', {}).plan, 'CP1');
  assert.deepEqual(password, Buffer.from([0, 255, 16]));
});
