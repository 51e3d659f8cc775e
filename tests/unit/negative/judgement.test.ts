import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mismatches } from '../../../harness/peers/matchers.js';
import { type Negative, NEGATIVE_KINDS, negativesOf } from '../../../harness/peers/for-cases/negatives.js';
import { VERSIONS } from '../../../harness/doors/protocol.js';
import { isSend } from '../../../harness/schema/directions.js';
import { actionsOf } from '../../../harness/schema/schemas.js';
import { minimalSample } from '../../../harness/schema/sample.js';
import { allowedFor } from '../../../harness/schema/wrong/answers.js';
import { kindOf } from '../../../testcases/error-handling/negative/judgement.js';
import { ACCEPTING, refusing } from '../../../testcases/helpers/refusal.js';

const of = (version: (typeof VERSIONS)[number], action: string, path: string, kind: string): Negative => {
  const found = negativesOf(version, action, 'request').find((each) => each.path === path && each.kind === kind);
  assert.ok(found, `${action} ${path} ${kind}`);
  return found;
};

const allowed = (version: (typeof VERSIONS)[number], negative: Negative, optional: boolean) =>
  allowedFor(version, kindOf(version, negative, optional));

describe('what may be made of a payload that is wrong in one place', () => {
  it('is what the words of the error codes allow, and a vaguer code, never SecurityError or a code of nobody', () => {
    const missing = allowed('1.6', of('1.6', 'ChangeAvailability', 'type', 'missing'), false);
    for (const code of ['OccurenceConstraintViolation', 'ProtocolError', 'FormationViolation', 'NotImplemented'])
      assert.ok(missing.codes.includes(code), code);
    for (const code of ['SecurityError', 'RpcFrameworkError', 'MessageTypeNotSupported', ''])
      assert.ok(!missing.codes.includes(code), code);
    assert.ok(!missing.fitting.includes('OccurrenceConstraintViolation'), 'the name of 2.x is no best one in 1.6');
    assert.equal(missing.result, 'none');
  });

  it('may be a result that says no where a value is wrong, and any result where readers are lenient', () => {
    const results = NEGATIVE_KINDS.map((kind) => {
      const valid = ['longest', 'most-items', 'least', 'most', 'custom-data'].includes(kind);
      const negative = { ...of('2.0.1', 'Reset', 'type', 'enum'), kind, valid };
      return [kind, valid ? 'valid' : allowed('2.0.1', negative, false).result];
    });
    const byResult = (wanted: string) => results.filter(([, result]) => result === wanted).map(([kind]) => kind);
    assert.deepEqual(byResult('any'), ['step', 'extra']);
    assert.deepEqual(byResult('refusing'), ['enum', 'too-long', 'too-many', 'format', 'fraction', 'below', 'above']);
    const optional = allowed('2.0.1', of('2.0.1', 'Reset', 'evseId', 'null'), true);
    const required = allowed('2.0.1', of('2.0.1', 'Reset', 'type', 'null'), false);
    assert.deepEqual([optional.result, required.result], ['any', 'none']);
  });

  it('is no failure and no complaint of form where the schema allows the payload', () => {
    const longest = allowed('2.1', of('2.1', 'Authorize', 'idToken.idToken', 'longest'), false);
    assert.equal(longest.result, 'any');
    for (const code of ['InternalError', 'GenericError', 'FormatViolation', 'TypeConstraintViolation', 'ProtocolError'])
      assert.ok(!longest.codes.includes(code), code);
    for (const code of ['PropertyConstraintViolation', 'NotSupported']) assert.ok(longest.codes.includes(code), code);
    const limited = allowed('2.1', of('2.1', 'GetReport', 'componentCriteria', 'most-items'), true);
    assert.ok(limited.codes.includes('OccurrenceConstraintViolation'), 'B08.FR.17');
  });
});

describe('a result that says no', () => {
  const says = (version: (typeof VERSIONS)[number], action: string, result: object) => {
    const shape = refusing(version, action);
    return shape !== undefined && mismatches(result, shape).length === 0;
  };

  it('has a status that is not an accepting one, wherever its message carries it', () => {
    assert.ok(says('1.6', 'ChangeAvailability', { status: 'Rejected' }));
    assert.ok(!says('1.6', 'ChangeAvailability', { status: 'Scheduled' }));
    assert.ok(says('1.6', 'Authorize', { idTagInfo: { status: 'Invalid' } }));
    assert.ok(!says('1.6', 'Authorize', { idTagInfo: { status: 'Accepted' } }));
    assert.ok(says('2.0.1', 'SetVariables', { setVariableResult: [{ attributeStatus: 'UnknownComponent' }] }));
    assert.ok(!says('2.0.1', 'SetVariables', { setVariableResult: [{ attributeStatus: 'RebootRequired' }] }));
    assert.ok(says('1.6', 'GetConfiguration', { unknownKey: ['x'] }));
    assert.ok(!says('1.6', 'GetConfiguration', { configurationKey: [{ key: 'x', readonly: true }] }));
    assert.ok(says('1.6', 'GetDiagnostics', {}) && !says('1.6', 'GetDiagnostics', { fileName: 'log' }));
    assert.ok(!says('2.0.1', 'Authorize', { idTokenInfo: { status: 'NoSuchStatus' } }));
    assert.ok(!says('2.0.1', 'Authorize', {}));
  });

  it('is never an accepting one, of any message of any version, and cannot be had where there is no status', () => {
    for (const version of VERSIONS)
      for (const action of actionsOf(version).filter((name) => !isSend(version, name))) {
        const yes = minimalSample(version, action, 'response', {
          member: (members) => members.find((member) => ACCEPTING.includes(member)) ?? members[0]!,
          include: () => false,
        });
        if (action !== 'GetDiagnostics' && action !== 'GetTransactionStatus')
          assert.ok(!says(version, action, yes), `${version} ${action} ${JSON.stringify(yes)}`);
      }
    assert.equal(refusing('2.0.1', 'StatusNotification'), undefined);
  });
});
