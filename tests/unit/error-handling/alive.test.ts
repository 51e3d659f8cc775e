import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { altered } from '../support/altered.js';
import { runCases } from '../support/run-cases.js';

const CASES = [
  'RPC_16_CS_02',
  'RPC_16_CS_04',
  'RPC_16_CS_15',
  'RPC_16_CS_16',
  'RPC_16_CS_17',
  'CHAOS_16_CS_01',
  'CHAOS_16_CS_07',
];

describe('T9: alive is an answer with the right id, whatever it says', () => {
  it('so that a station which ignores the keys that it is asked for passes what is not about them', async () => {
    const others = { configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }] };
    const between = altered('station', '1.6', ({ kind, id, action, asked }) => {
      const { key } = asked as { readonly key?: readonly string[] };
      return kind === 'result' && action === 'GetConfiguration' && key?.[0] === 'NumberOfConnectors'
        ? [[3, id, others]]
        : undefined;
    });
    const { red } = await runCases('station', '1.6', CASES, { between });
    // Whether a product tells right from wrong at all is asked of it besides, and only where a pass rests on that.
    assert.deepEqual(
      red.filter(({ id }) => id !== 'tells-right-from-wrong').map(({ case: name, id }) => `${name} ${id}`),
      [],
    );
  });

  it('and an error is one', async () => {
    const between = altered('station', '1.6', ({ kind, id, action, payload }) =>
      kind === 'result' && action === 'GetConfiguration' && 'configurationKey' in payload
        ? [[4, id, 'InternalError', '', {}]]
        : undefined,
    );
    const { of } = await runCases('station', '1.6', ['RPC_16_CS_02', 'RPC_16_CS_03'], { between });
    const alive = of('check').filter(({ id }) => id.startsWith('alive-after'));
    assert.ok(alive.length > 10 && alive.every(({ verdict }) => verdict === 'pass'));
  });

  it('and one under another id is none', async () => {
    let asked = 0;
    const between = altered('station', '1.6', ({ kind, id, action, payload }) =>
      kind === 'result' && action === 'GetConfiguration' && ++asked > 3
        ? [[3, `${id.slice(0, 30)}-x`, payload]]
        : undefined,
    );
    const { red } = await runCases('station', '1.6', ['RPC_16_CS_02'], { between });
    assert.ok(red.some(({ id }) => id.startsWith('alive-after')));
  });

  it('nothing is compared with settings that were never told', async () => {
    const between = altered('station', '1.6', ({ kind, id, action }) =>
      kind === 'result' && action === 'GetConfiguration' ? [[4, id, 'InternalError', '', {}]] : undefined,
    );
    const { of, verdicts } = await runCases('station', '1.6', ['NEG_16_CS_ChangeAvailability.type_enum'], { between });
    assert.deepEqual(
      of('check')
        .map(({ id, verdict }) => `${id} ${verdict}`)
        .filter((text) => /alive|unchanged/.test(text)),
      ['alive pass'],
    );
    assert.ok(Object.values(verdicts).every((verdict) => verdict !== 'fail'));
  });
});

describe('T17: a code that is spelt as another version spells it', () => {
  const SPELT: Readonly<Record<string, string>> = {
    FormationViolation: 'FormatViolation',
    OccurenceConstraintViolation: 'OccurrenceConstraintViolation',
    FormatViolation: 'FormationViolation',
    OccurrenceConstraintViolation: 'OccurenceConstraintViolation',
  };
  for (const [version, cases] of [
    ['1.6', ['RPC_16_CS_01', 'RPC_16_CS_02', 'RPC_16_CS_03', 'NEG_16_CS_Reset.type_missing']],
    ['2.0.1', ['RPC_2X_CS_01', 'RPC_2X_CS_02', 'RPC_2X_CS_04', 'NEG_201_CS_Reset.type_missing']],
  ] as const)
    it(`turns no check of ${version} red, whoever wrote the case: the rule on form speaks of it`, async () => {
      let respelt = 0;
      const between = altered('station', version, ({ kind, message }) => {
        if (kind !== 'error') return undefined;
        const [type, id, code, ...rest] = JSON.parse(message.text) as readonly [number, string, string, ...unknown[]];
        const other = SPELT[code];
        if (other === undefined) return undefined;
        respelt++;
        return [[type, id, other, ...rest]];
      });
      const { red } = await runCases('station', version, cases, { between });
      assert.ok(respelt > 5, String(respelt));
      assert.deepEqual(
        red.map(({ case: name, id }) => `${name} ${id}`),
        [],
      );
    });

  it('and a text that is too long may be refused by a status in every case', async () => {
    const between = altered('station', '2.0.1', ({ kind, id, asked }) => {
      const text = JSON.stringify(asked);
      if (kind !== 'error' || !text.includes('x'.repeat(51))) return undefined;
      const data = (asked as { readonly getVariableData?: readonly object[] }).getVariableData;
      return (
        data && [[3, id, { getVariableResult: data.map((each) => ({ ...each, attributeStatus: 'UnknownComponent' })) }]]
      );
    });
    const cases = ['RPC_2X_CS_01', 'NEG_201_CS_GetVariables.getVariableData.component.name_too-long'];
    const { red, of } = await runCases('station', '2.0.1', cases, { between });
    assert.deepEqual(
      red.filter(({ id }) => id === 'too-long' || id === 'answer').map(({ case: name }) => name),
      [],
    );
    const noted = of('advisory').filter(({ message }) => /was taken, not refused with an error/.test(message));
    assert.deepEqual(new Set(noted.map(({ case: name }) => name)), new Set(cases));
  });
});
