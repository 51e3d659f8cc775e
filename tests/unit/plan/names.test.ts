import assert from 'node:assert/strict';
import { test } from 'node:test';
import { featuresFor, isFeature, parentFeature } from '../../../harness/plan/statement/features.js';
import { editDistance, nearest } from '../../../harness/plan/reading/nearest.js';
import { profileNamed, profilesOf } from '../../../harness/plan/statement/profiles.js';

test('the official lists are complete: features per role', () => {
  assert.equal(
    [...featuresFor('station', '2.0.1').keys()].filter((id) => /^(C|AS|SC|R|DM|ISO|LA|UI)-/.test(id)).length,
    95,
  );
  assert.equal(
    [...featuresFor('csms', '2.0.1').keys()].filter((id) => /^(C|AS|SC|R|DM|ISO|LA|UI)-/.test(id)).length,
    34,
  );
});

test('a feature belongs to a role and a version', () => {
  assert.equal(isFeature('station', '2.0.1', 'HFS-8'), true);
  assert.equal(isFeature('csms', '2.0.1', 'HFS-8'), false);
  assert.equal(isFeature('station', '2.0.1', 'P-2.2'), false);
  assert.equal(isFeature('station', '2.1', 'P-2.2'), true);
  assert.equal(isFeature('station', '1.6', 'AuthorizationCacheEnabled'), true);
  assert.equal(isFeature('station', '2.0.1', 'constructor'), false);
  assert.equal(parentFeature('C-09.1'), 'C-09');
  assert.equal(parentFeature('C-09'), undefined);
});

test('profiles are known by their names whatever the letter case and the spaces', () => {
  assert.equal(profileNamed('ISO 15118 support', '2.0.1'), 'ISO 15118 Support');
  assert.equal(profileNamed('Firmware Management', '1.6'), 'FirmwareManagement');
  assert.equal(profileNamed('DER Control', '2.0.1'), undefined);
  assert.equal(profilesOf('1.6').length, 7);
});

test('the nearest word is found when it is a slip away', () => {
  assert.equal(editDistance('operater', 'operator'), 1);
  assert.equal(editDistance('ab', 'ba'), 1);
  assert.equal(editDistance('', 'abc'), 3);
  assert.equal(nearest('indentity', ['identity', 'identities']), 'identity');
  assert.equal(nearest('xyz', ['identity']), undefined);
  assert.equal(nearest('x'.repeat(10_000), ['identity']), undefined);
});
