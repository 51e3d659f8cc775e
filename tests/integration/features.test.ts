/** `laddprov features`: the names of a statement without guessing. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { VERSIONS } from '../../harness/doors/protocol.js';
import { cli, folderOf } from './support/cli.js';

const sectionsSchema = z.array(
  z.strictObject({
    role: z.enum(['station', 'csms']),
    version: z.enum(VERSIONS),
    features: z.array(
      z.strictObject({
        id: z.string().min(1),
        kind: z.enum(['profile', 'feature', 'hardware', 'question', 'from the plan']),
        means: z.string().min(1),
        on: z.array(z.string()),
        off: z.array(z.string()),
      }),
    ),
  }),
);

describe('features', { timeout: 500_000 }, () => {
  test('has every name of every role and version, each with what it means and the cases that it decides on', async (t) => {
    const { code, stdout, stderr } = await cli(t, ['features', '--json']);
    assert.equal(code, 0, stderr);
    const sections = sectionsSchema.parse(JSON.parse(stdout));
    assert.equal(sections.length, 6);
    const later = sections.find(({ role, version }) => role === 'station' && version === '2.0.1')!.features;
    for (const id of ['Core', 'C-49', 'C-06.1', 'AQ-2', 'HFS-2', 'DM-3', 'SecurityProfile', 'TemperatureSensor'])
      assert.ok(
        later.some((feature) => feature.id === id),
        id,
      );
    const of = (id: string) => later.find((feature) => feature.id === id)!;
    assert.deepEqual(of('C-56').on, ['ENV_2X_CS_33']);
    assert.ok(of('Thermometer').on.includes('ENV_2X_CS_01'));
    assert.equal(of('AQ-2').kind, 'question');
    assert.equal(of('HFS-2').kind, 'hardware');
    const early = sections.find(({ role, version }) => role === 'station' && version === '1.6')!.features;
    assert.ok(early.find(({ id }) => id === 'SmartCharging')!.on.includes('TC_056_CS'));
    assert.ok(
      early.some(({ off }) => off.length > 0),
      'some name switches cases off',
    );
  });

  test('names what it shows in full for a name that is asked for, whatever its letter case', async (t) => {
    const { code, stdout } = await cli(t, ['features', 'c-56', '--role', 'station', '--ocpp', '2.0.1']);
    assert.equal(code, 0);
    assert.match(stdout, /C-56 +feature: summary inventory\n +switches on +1: ENV_2X_CS_33\n/);
    assert.doesNotMatch(stdout, /C-57/);
  });

  test('a name that there is not is an error with the nearest ones', async (t) => {
    const { code, stderr } = await cli(t, ['features', 'Thermometr', '--ocpp', '2.1']);
    assert.equal(code, 2);
    assert.match(stderr, /no statement may name "Thermometr"[^]*Did you mean Thermometer\?/);
  });

  test('a plan that names what there is not is told the nearest names and the command that has them all', async (t) => {
    const plan = join(folderOf(t), 'plan.yaml');
    const lines = [
      'sut: { role: station, version: 2.0.1, identity: CS001 }',
      'listen: { port: 0 }',
      'security: { profile: 1, password: a-password }',
      'statement: { profiles: [Core], features: [C49, TemperaturSensor, Reservation] }',
    ];
    writeFileSync(plan, lines.join('\n'));
    const { code, stderr } = await cli(t, ['doctor', '--plan', plan]);
    assert.equal(code, 2);
    assert.match(stderr, /features\[0\].*Did you mean "C-49"\?.*laddprov features --role station --ocpp 2\.0\.1/);
    assert.match(stderr, /features\[1\].*Did you mean "TemperatureSensor"/);
    assert.match(stderr, /features\[2\].*It is a profile: write it under profiles/);
  });
});
