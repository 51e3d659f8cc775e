import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Version, VERSIONS } from '../../../harness/doors/protocol.js';
import { refusal } from '../../../harness/rules/refusal.js';
import { allowedFor, judgeAnswer } from '../../../harness/schema/wrong/answers.js';
import { ERROR_CODES, OTHER_SPELLINGS, spelt } from '../../../harness/schema/wrong/error-codes.js';
import { type Kind, ROWS } from '../../../harness/schema/wrong/rows.js';
import { play } from '../rules/scene.js';

const KINDS = Object.keys(ROWS) as Kind[];
const codesOf = (version: Version): readonly string[] => [
  ...ERROR_CODES[version],
  ...OTHER_SPELLINGS[version],
  'Laddprov',
  '',
];
const everyQuestion = VERSIONS.flatMap((version) => KINDS.map((kind) => ({ version, kind })));

describe('T17: what may answer a wrong message is one table', () => {
  it('says of every error code the same to who asks for the codes that pass and to who asks what one is worth', () => {
    for (const { version, kind } of everyQuestion)
      for (const code of codesOf(version)) {
        const passes = allowedFor(version, kind).codes.includes(code);
        const { verdict } = judgeAnswer(version, kind, { kind: 'error', code });
        assert.equal(verdict !== 'wrong', passes, `${version} ${kind} ${code}`);
      }
  });

  it('says of every result, of silence and of a closed connection the same to both', () => {
    for (const { version, kind } of everyQuestion) {
      const { result, silence, closes, complaint } = allowedFor(version, kind);
      const worth = (answer: Parameters<typeof judgeAnswer>[2]) =>
        judgeAnswer(version, kind, answer).verdict !== 'wrong';
      const name = `${version} ${kind}`;
      assert.equal(worth({ kind: 'result', refuses: false }), result === 'any', name);
      assert.equal(worth({ kind: 'result', refuses: true }), result !== 'none', name);
      assert.equal(worth({ kind: 'silence' }), silence, name);
      assert.equal(worth({ kind: 'closed' }), closes, name);
      assert.equal(worth({ kind: 'result-error' }), complaint, name);
    }
  });

  it('makes no difference between a code and the same one as another version spells it, but for an advisory', () => {
    for (const { version, kind } of everyQuestion)
      for (const code of OTHER_SPELLINGS[version]) {
        const own = judgeAnswer(version, kind, { kind: 'error', code: spelt(version, code) });
        const other = judgeAnswer(version, kind, { kind: 'error', code });
        assert.equal(other.verdict === 'wrong', own.verdict === 'wrong', `${version} ${kind} ${code}`);
        if (own.verdict === 'right') assert.equal(other.about, 'spelling', `${version} ${kind} ${code}`);
      }
  });

  it('lets the always-on rule say of a refusal what the table says', () => {
    for (const version of VERSIONS)
      for (const [kind, action] of [
        ['valid', 'ClearCache'],
        ['action-unlisted', 'Unheard'],
      ] as const)
        for (const code of ERROR_CODES[version]) {
          const { verdict } = judgeAnswer(version, kind, { kind: 'error', code });
          const { findings } = play(version, [refusal], (s) => {
            s.csms([2, 'q', action, {}]);
            s.station([4, 'q', code, '', {}]);
          });
          // ClearCache is of the Core profile of 1.6 (§3.3): no product can do without it, whatever the words of the code.
          const core = version === '1.6' && kind === 'valid' && ['NotImplemented', 'NotSupported'].includes(code);
          const expected = core ? 'fail' : { right: undefined, noted: 'advisory', wrong: 'fail' }[verdict];
          assert.equal(findings[0]?.severity, expected, `${version} ${kind} ${code}`);
        }
  });

  it('is the only place where cases and rules have lists of error codes', () => {
    // What sends such codes, and what takes one of them for a sign of something else, is no judgement of an answer.
    const senders = /(?:bad-answers|answerings|answers|sound|results)\.ts$/;
    // Conversations judge statuses, one of which is called as a code is.
    const conversations = /^sequences\//;
    const folders = ['testcases/error-handling', 'testcases/helpers'];
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !senders.test(name) && !conversations.test(name))
        .map((name) => `${folder}/${name}`),
    );
    assert.ok(files.length > 20);
    const codes = new RegExp(`'(?:${[...ERROR_CODES['1.6'], ...ERROR_CODES['2.1']].join('|')})'`);
    for (const file of files) assert.doesNotMatch(readFileSync(file, 'utf8'), codes, file);
  });

  it('judges as the text does where it is plain', () => {
    const verdict = (version: Version, kind: Kind, answer: Parameters<typeof judgeAnswer>[2]) =>
      judgeAnswer(version, kind, answer).verdict;
    const error = (code: string) => ({ kind: 'error', code }) as const;
    // A CALL of three elements has an id that can be read, and a payload of the wrong type no result.
    assert.equal(verdict('2.0.1', 'elements', error('FormationViolation')), 'noted');
    assert.equal(verdict('2.0.1', 'elements', { kind: 'result', refuses: false }), 'wrong');
    assert.equal(verdict('2.0.1', 'missing', error('FormationViolation')), 'noted');
    // A text that is too long may be refused by a status, in every version.
    for (const version of VERSIONS)
      assert.equal(verdict(version, 'too-long', { kind: 'result', refuses: true }), 'noted', version);
    // Errata 2026-04 of 2.0.1: such a message is ignored as a whole; OCPP-J 1.6 §4.1.3 and 2.1 say the same.
    for (const version of VERSIONS)
      assert.equal(verdict(version, 'type-unknown', { kind: 'silence' }), 'right', version);
    assert.equal(verdict('2.0.1', 'type-unknown', error('MessageTypeNotSupported')), 'noted');
    assert.equal(verdict('2.1', 'type-unknown', error('MessageTypeNotSupported')), 'wrong');
    assert.equal(verdict('1.6', 'type-unknown', error('GenericError')), 'wrong');
    // 2.x lets a receiver drop what it cannot use; 1.6 does not say so of a CALL with a wrong payload.
    assert.deepEqual(
      [verdict('1.6', 'type', { kind: 'silence' }), verdict('2.1', 'type', { kind: 'silence' })],
      ['wrong', 'right'],
    );
    assert.deepEqual(allowedFor('2.1', 'type').ids('x'), ['x']);
    assert.ok(allowedFor('2.1', 'no-json').ids('x').includes('-1'));
    for (const version of VERSIONS)
      assert.equal(verdict(version, 'setting', { kind: 'result', refuses: false }), 'wrong');
  });
});
