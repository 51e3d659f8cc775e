import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Heard, type Line, type Said } from '../../../fixtures/mutants/named-mutant.js';
import { altered } from '../support/altered.js';
import { runCases } from '../support/run-cases.js';

type Does = (heard: Heard, line: Line) => readonly Said[] | undefined;

/** A station of 1.6 that takes one value for one key. */
const taking =
  (key: string, value: string, then: (line: Line) => void = () => undefined): Does =>
  ({ kind, id, action, asked }, line) => {
    if (kind !== 'result' || action !== 'ChangeConfiguration' || asked['key'] !== key || asked['value'] !== value)
      return undefined;
    then(line);
    return [[3, id, { status: 'Accepted' }]];
  };

const run16 = (does: Does, cases: readonly string[] = ['RPC_16_CS_30']) =>
  runCases('station', '1.6', cases, { between: altered('station', '1.6', does) });
const names = (red: readonly { readonly id: string }[]) => red.map(({ id }) => id);

describe('T20: values that a setting refuses', () => {
  it('are red where one is taken, each by itself', async () => {
    for (const [key, value, check] of [
      ['HeartbeatInterval', 'laddprov', 'HeartbeatInterval-text'],
      ['ConnectionTimeOut', '7.5', 'ConnectionTimeOut-fraction'],
      ['ResetRetries', '', 'ResetRetries-empty'],
      ['ResetRetries', '-1', 'ResetRetries-sign'],
      ['HeartbeatInterval', '9'.repeat(400), 'HeartbeatInterval-too-long'],
    ] as const) {
      const { red, verdicts } = await run16(taking(key, value));
      assert.deepEqual([names(red), verdicts['RPC_16_CS_30']], [[check], 'fail'], key);
    }
  });

  it('and where a station floods over one, that too, and the old value is put back', async () => {
    const flood = (line: Line) => {
      for (let count = 1; count <= 60; count++) line.call('Heartbeat', {}, count * 50);
    };
    const { red, of } = await run16(taking('HeartbeatInterval', 'laddprov', flood));
    assert.deepEqual(names(red), ['HeartbeatInterval-text', 'afterwards-HeartbeatInterval-text']);
    const written = of('frame').filter(
      ({ dir, text }) => dir === 'tx' && /"key":"HeartbeatInterval","value"/.test(text),
    );
    assert.match(written.at(-1)?.text ?? '', /"value":"\d+"/);
  });

  it('and where the setting is another one afterwards', async () => {
    const { red } = await run16(({ kind, id, action, asked, payload }) => {
      const [key] = (asked['key'] ?? []) as readonly string[];
      const told = payload['configurationKey'] as readonly { readonly key: string }[] | undefined;
      return kind === 'result' && action === 'GetConfiguration' && key === 'ResetRetries' && told?.length === 1
        ? [[3, id, { configurationKey: [{ ...told[0], value: '77' }] }]]
        : undefined;
    });
    assert.deepEqual(names(red), ['kept-ResetRetries']);
  });

  it('are legally refused by an error, and by a station that stays below 64 bits or not', async () => {
    const errors: Does = ({ kind, id, action, payload }) =>
      kind === 'result' && action === 'ChangeConfiguration' && payload['status'] === 'Rejected'
        ? [[4, id, 'PropertyConstraintViolation', '', {}]]
        : undefined;
    assert.equal((await run16(errors, ['RPC_16_CS_30', 'RPC_16_CS_31', 'RPC_16_CS_32'])).red.length, 0);
    const wide = await run16(taking('ConnectionTimeOut', '99999999999'));
    assert.deepEqual([names(wide.red), wide.verdicts['RPC_16_CS_30']], [[], 'pass']);
    assert.ok(wide.of('advisory').some(({ id }) => id === 'taken-ConnectionTimeOut-above'));
  });

  it('are not tried with what is read-only; a station with nothing to write is none of these cases', async () => {
    const readOnly: Does = ({ kind, id, action, payload }) => {
      const told = payload['configurationKey'] as readonly object[] | undefined;
      return kind === 'result' && action === 'GetConfiguration' && told
        ? [[3, id, { ...payload, configurationKey: told.map((each) => ({ ...each, readonly: true })) }]]
        : undefined;
    };
    const { verdicts, of, conclusion } = await run16(readOnly, ['RPC_16_CS_30', 'RPC_16_CS_32']);
    assert.deepEqual(verdicts, { RPC_16_CS_30: 'not-applicable', RPC_16_CS_32: 'not-applicable' });
    assert.ok(of('frame').every(({ text }) => !text.includes('"ChangeConfiguration"')));
    assert.equal(conclusion.exitCode, 3);
  });

  it('are found in 2.x by what the station reports of its variables', async () => {
    for (const version of ['2.0.1', '2.1'] as const) {
      const between = altered('station', version, ({ kind, id, action, asked, payload }) => {
        const [set] = (asked['setVariableData'] ?? []) as readonly {
          readonly attributeValue: string;
          readonly variable: { readonly name: string };
        }[];
        const over = set?.variable.name === 'HeartbeatInterval' && set.attributeValue === '86401';
        if (kind !== 'result' || action !== 'SetVariables' || !over) return undefined;
        const [result] = payload['setVariableResult'] as readonly object[];
        return [[3, id, { setVariableResult: [{ ...result, attributeStatus: 'Accepted' }] }]];
      });
      const { red } = await runCases('station', version, ['RPC_2X_CS_30'], { between });
      assert.deepEqual(names(red), ['OCPPCommCtrlr.HeartbeatInterval-above'], version);
    }
  });
});
