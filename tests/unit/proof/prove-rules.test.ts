import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  gapsOf,
  mergeRuleProofs,
  proveMutant,
  type RuleMutant,
  type RuleProof,
  witness,
} from '../../../harness/proof/prove-rules.js';
import { exercises, obligationsOfRules } from '../../../harness/proof/rule-kinds.js';
import { type RecordEvent } from '../../../harness/record/events.js';
import { ALL_RULES } from '../../../harness/rules/index.js';
import { holds, type Proof } from '../../../cli/prove/prove.js';

const MUTANT: RuleMutant = {
  id: 'reuses',
  says: 'gives all CALLs one id',
  roles: ['station'],
  versions: ['1.6'],
  rule: 'message-id',
  severity: 'fail',
  finds: 'was used before',
};

const finding = (change: object = {}): RecordEvent => ({
  type: 'finding',
  rule: 'message-id',
  case: 'TC_1',
  lane: 0,
  t: 1,
  severity: 'fail',
  blame: 'sut',
  message: 'message id "1" was used before on this connection',
  clause: '',
  frames: [],
  ...change,
});
const ended = (verdict: string): RecordEvent =>
  ({ type: 'case-end', case: 'TC_1', lane: 0, t: 2, verdict, reason: '', duration: 1 }) as RecordEvent;
const frame = (dir: 'rx' | 'tx', said: readonly unknown[]): RecordEvent => ({
  type: 'frame',
  n: 1,
  conn: 1,
  lane: 0,
  t: 1,
  dir,
  text: JSON.stringify(said),
});

const PROVED: RuleProof = {
  rule: 'message-id',
  version: '1.6',
  role: 'station',
  demands: 'fail',
  whole: true,
  exercised: 1,
  falseAlarms: [],
  mutants: [proveMutant(MUTANT, [finding(), ended('fail')])],
};
const proofOf = (...rules: RuleProof[]): Proof => ({ cases: [], impostors: [], rules });

test('a mutant is caught when its rule alone finds it and its case fails', () => {
  const proved = proveMutant(MUTANT, [finding(), ended('fail')]);
  assert.deepEqual([proved.caught, proved.others, proved.reason], [true, [], undefined]);
});

test('a mutant that its rule does not find is not caught, and the proof does not hold', () => {
  const proved = proveMutant(MUTANT, [ended('fail')]);
  assert.equal(proved.caught, false);
  assert.match(proved.reason ?? '', /does not say/);
  assert.equal(holds(proofOf(PROVED)), true);
  assert.equal(holds(proofOf({ ...PROVED, mutants: [...PROVED.mutants, proved] })), false);
});

test('finding something else, something milder or in the tester is not catching', () => {
  for (const change of [{ message: 'is empty' }, { severity: 'advisory' }, { blame: 'tester' }, { rule: 'framing' }])
    assert.equal(proveMutant(MUTANT, [finding(change), ended('fail')]).caught, false, JSON.stringify(change));
});

test('a mutant that another rule fails as well is not caught, unless it says so', () => {
  const events = [finding(), finding({ rule: 'unasked', message: 'answers a CALL twice' }), ended('fail')];
  const proved = proveMutant(MUTANT, events);
  assert.equal(proved.caught, false);
  assert.deepEqual(proved.others, ['unasked: answers a CALL twice']);
  assert.equal(proveMutant({ ...MUTANT, also: [{ rule: 'unasked', why: 'it has to' }] }, events).caught, true);
});

test('a mutant that names a second rule in vain is not caught', () => {
  const also = [{ rule: 'unasked', why: 'it has to' }];
  assert.equal(proveMutant({ ...MUTANT, also }, [finding(), ended('fail')]).caught, false);
});

test('a fault of the tester spoils the proof, whatever rule finds it', () => {
  const proved = proveMutant(MUTANT, [finding(), finding({ blame: 'tester' }), ended('fail')]);
  assert.equal(proved.caught, false);
  assert.match(proved.others[0] ?? '', /of the tester/);
});

test('a case that passes all the same is no proof', () => {
  assert.equal(proveMutant(MUTANT, [finding(), ended('pass')]).caught, false);
  assert.equal(proveMutant(MUTANT, [finding(), ended('error')]).caught, false);
});

test('what is found outside of cases has to fail the run', () => {
  const outside = finding({ case: undefined });
  const runEnd = (exitCode: number) => ({ type: 'run-end', exitCode }) as RecordEvent;
  assert.equal(proveMutant(MUTANT, [outside, ended('pass'), runEnd(1)]).caught, true);
  assert.equal(proveMutant(MUTANT, [outside, ended('pass'), runEnd(0)]).caught, false);
});

test('an advisory mutant fails nobody', () => {
  const mild = { ...MUTANT, severity: 'advisory' } as const;
  const advisory = finding({ severity: 'advisory' });
  assert.equal(proveMutant(mild, [advisory, ended('pass')]).caught, true);
  assert.equal(proveMutant(mild, [advisory, finding(), ended('fail')]).caught, false);
});

test('a rule without a mutant is not proved', () => {
  assert.equal(holds(proofOf({ ...PROVED, mutants: [] })), false);
  assert.match(gapsOf({ ...PROVED, mutants: [] })[0] ?? '', /no mutant/);
  assert.equal(holds(proofOf({ ...PROVED, mutants: [], demands: 'nothing' })), true);
});

test('a mutant that is only advised against is not enough where a rule can fail', () => {
  const mild = proveMutant({ ...MUTANT, severity: 'advisory' }, [finding({ severity: 'advisory' }), ended('pass')]);
  assert.equal(holds(proofOf({ ...PROVED, mutants: [mild] })), false);
  assert.equal(holds(proofOf({ ...PROVED, mutants: [mild], demands: 'advisory' })), true);
});

test('a rule that fails the reference peer, or never sees what it judges, is not proved', () => {
  assert.equal(holds(proofOf({ ...PROVED, falseAlarms: ['TC_1'] })), false);
  assert.equal(holds(proofOf({ ...PROVED, exercised: 0 })), false);
});

test('of a selection of cases only what was run has to hold', () => {
  assert.equal(holds(proofOf({ ...PROVED, whole: false, exercised: 0, mutants: [] })), true);
  assert.equal(holds(proofOf({ ...PROVED, whole: false, falseAlarms: ['TC_1'] })), false);
});

test('a run without a fault shows which rules it exercised and which of them found something', () => {
  const status = [frame('rx', [2, 'a', 'StatusNotification', {}]), frame('tx', [2, 'b', 'Reset', {}])];
  const obligation = { version: '1.6', role: 'station', demands: 'fail' } as const;
  assert.deepEqual(witness({ ...obligation, rule: 'status-16' }, 'TC_1', status), { exercised: 1, falseAlarms: [] });
  assert.deepEqual(witness({ ...obligation, rule: 'refusal' }, 'TC_1', status), { exercised: 0, falseAlarms: [] });
  assert.deepEqual(witness({ ...obligation, rule: 'message-id' }, 'TC_1', [...status, finding()]), {
    exercised: 1,
    falseAlarms: ['TC_1'],
  });
});

test('an answer exercises the rules about the message that it answers; what the tester sends exercises none', () => {
  const events = [frame('tx', [2, 'b', 'StartTransaction', {}]), frame('rx', [3, 'b', {}])];
  assert.equal(exercises('transactions-16', events), true);
  assert.equal(exercises('answered', events), true);
  assert.equal(exercises('message-id', events), false);
  assert.equal(exercises('transactions-16', events.slice(0, 1)), false);
});

test('every rule has to be proved in each of its versions, for each role that it judges', () => {
  const all = obligationsOfRules(ALL_RULES, ['1.6', '2.0.1', '2.1']);
  const of = (rule: string) => all.filter((one) => one.rule === rule).map(({ role, version }) => `${role} ${version}`);
  assert.deepEqual(of('status-16'), ['station 1.6']);
  assert.deepEqual(of('reports-2x'), ['station 2.0.1', 'station 2.1']);
  assert.equal(of('framing').length, 6);
  for (const { id } of ALL_RULES) assert.ok(of(id).length > 0, id);
});

test('a rule that nobody has thought of yet has to be proved for both roles, to the full', () => {
  const [first, second] = obligationsOfRules([{ id: 'new', clauses: { '2.1': 'a clause' } }], ['1.6', '2.1']);
  assert.deepEqual(first, { rule: 'new', version: '2.1', role: 'station', demands: 'fail' });
  assert.equal(second?.role, 'csms');
});

test('what demands less than a failure says why', () => {
  for (const { rule, demands, why } of obligationsOfRules(ALL_RULES, ['1.6', '2.0.1', '2.1']))
    assert.equal(demands === 'fail', why === undefined, rule);
});

test('proofs of several processes are put together', () => {
  const merged = mergeRuleProofs([
    { ...PROVED, exercised: 2, mutants: [] },
    { ...PROVED, exercised: 3, falseAlarms: ['TC_2'] },
    { ...PROVED, role: 'csms' },
  ]);
  assert.equal(merged.length, 2);
  assert.deepEqual(merged[0], { ...PROVED, exercised: 5, falseAlarms: ['TC_2'] });
});
