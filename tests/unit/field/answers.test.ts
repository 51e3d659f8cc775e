import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runAlone } from '../../../cli/prove/run-alone.js';
import { VERSIONS, type Version } from '../../../harness/doors/protocol.js';
import { type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { always } from '../../../fixtures/mutants/faults.js';
import { type Heard, type NamedMutant, type Said } from '../../../fixtures/mutants/named-mutant.js';
import { mutantWire } from '../../../fixtures/mutants/on-the-wire.js';
import { catalogue } from '../../../testcases/index.js';

/** Runs a case with a station that says something else than the reference station wherever `says` knows what. */
async function run(id: string, version: Version, says: (heard: Heard) => Said | undefined) {
  const start: NamedMutant['start'] = always(
    () => true,
    (heard) => {
      const said = says(heard);
      return said && [said];
    },
  );
  const facts = { id: 'test', says: 'is a test', rule: 'framing', severity: 'fail', finds: '', cases: [] } as const;
  const mutant: NamedMutant = { ...facts, roles: ['station'], versions: [version], start };
  const cases = catalogue.cases.filter((item) => item.id === id);
  const events = await runAlone(
    { role: 'station', version, cases, revision: catalogue.revision },
    { between: (wire, host) => mutantWire(wire, host, 'station', version, mutant) },
  );
  const of = <T extends RecordEvent['type']>(type: T) =>
    events.filter((event): event is EventOf<T> & RecordEvent => event.type === type);
  return {
    checks: of('check'),
    findings: of('finding').filter(({ severity }) => severity === 'fail'),
    verdict: of('case-end')[0]?.verdict,
  };
}

const MALFORMED = (version: Version) => (version === '1.6' ? 'RPC_16_CS_01' : 'RPC_2X_CS_01');

for (const version of VERSIONS) {
  test(`T3: a malformed CALLERROR is told as one, and only the rule on form is red (${version})`, async () => {
    const { checks, findings, verdict } = await run(
      MALFORMED(version),
      version,
      ({ kind, message }) =>
      kind === 'error' ? [...(JSON.parse(message.text) as unknown[]).slice(0, 2), codeOf(message.text), '', 'as a text'] : undefined, // prettier-ignore
    );
    const told = checks.filter(({ actual }) => /^a malformed CALLERROR under the id .*: error details "as a text"/.test(actual)); // prettier-ignore
    assert.ok(told.length >= 3, JSON.stringify(checks.map(({ actual }) => actual)));
    assert.deepEqual([...new Set(told.map((check) => check.verdict))], ['pass']);
    assert.equal(verdict, 'fail');
    assert.ok(findings.length >= told.length);
    assert.deepEqual([...new Set(findings.map(({ rule }) => rule))], ['framing']);
  });

  test(`T4: an answer under another id is told by the check, and by a rule (${version})`, async () => {
    const unknown = version === '1.6' ? 'RPC_16_CS_12' : 'RPC_2X_CS_12';
    const { checks, findings } = await run(unknown, version, ({ kind }) =>
      kind === 'error' ? [4, '-1', 'GenericError', 'could not be read', {}] : undefined,
    );
    const red = checks.find(({ actual }) => actual.includes('what came'));
    // 2.x lets a receiver drop a message that it cannot use (Part 4 §4.2.3): there the rule alone is red.
    assert.equal(red?.verdict, version === '1.6' ? 'fail' : 'pass');
    const said = red.actual;
    assert.match(
      said,
      /^no answer within [\d.]+ s; what came was a CALLERROR GenericError under the id "-1" after \d+ ms$/,
    );
    assert.deepEqual([...new Set(findings.map(({ rule }) => rule))], ['unasked']);
    assert.ok(findings.some(({ message }) => /"-1".*"LaddprovNoSuchAction" has no answer yet/.test(message)));
  });

  test(`T4: a malformed answer to a legal CALL is told at once, with what is wrong with it (${version})`, async () => {
    const asking = version === '1.6' ? 'TC_019_CS' : 'TC_B_06_CS';
    const { checks } = await run(asking, version, ({ kind, id, action }) =>
      kind === 'result' && action.startsWith('Get') ? [4, id, 'InternalError', ''] : undefined,
    );
    const said = checks.find(({ verdict }) => verdict === 'fail')?.actual ?? JSON.stringify(checks);
    assert.match(
      said,
      /^a malformed CALLERROR under the id ".*": 4 elements where message type 4 has 5, \d+ ms after the CALL$/,
    );
  });
}

const codeOf = (text: string): unknown => (JSON.parse(text) as unknown[])[2];
