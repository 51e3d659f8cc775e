/** What a schema cannot see: parts of a plan that do not fit each other, and names that do not exist. */
import { is2x, VERSIONS, type Role, type Version } from '../../doors/protocol.js';
import { featuresFor, isFeature } from '../statement/features.js';
import { filesContradictions } from './files-contradictions.js';
import { group, list, textOf, unfit, type Loose } from './loose.js';
import { missing } from '../reading/missing.js';
import { hintFor, near } from '../reading/nearest.js';
import { operatorContradictions } from './operator-contradictions.js';
import { type Problem } from '../reading/problems.js';
import { profileNamed, profilesOf } from '../statement/profiles.js';
import { securityContradictions } from './security-contradictions.js';

function* ofRole(plan: Loose, role: Role): Iterable<Problem> {
  const sut = group(plan['sut']);
  if (role === 'station') {
    if (sut['identity'] === undefined)
      yield missing(['sut', 'identity'], 'Write the identity by which the station connects.');
    if (plan['listen'] === undefined)
      yield missing(['listen'], 'The tester waits for a station: listen: { port: 9000 }.');
    if (plan['url'] !== undefined)
      yield unfit(['url'], 'is for a csms under test', 'A station connects to the tester: use listen.');
    if (sut['identities'] !== undefined) {
      yield unfit(['sut', 'identities'], 'is for a csms under test', 'A station has one identity.');
    }
    if (plan['lanes'] !== undefined)
      yield unfit(['lanes'], 'is for a csms under test', 'A station runs one case at a time.');
    return;
  }
  const identities = list(sut['identities']);
  if (sut['identities'] === undefined) {
    yield missing(['sut', 'identities'], 'Write the station identities that the tester may play: identities: [CS001].');
  }
  if (plan['url'] === undefined)
    yield missing(['url'], 'Write the endpoint of the CSMS, such as ws://127.0.0.1:9000/ocpp.');
  if (plan['listen'] !== undefined)
    yield unfit(['listen'], 'is for a station under test', 'The tester connects to a CSMS: use url.');
  for (const [index, identity] of identities.entries()) {
    if (identities.indexOf(identity) < index)
      yield unfit(['sut', 'identities', index], 'stands twice', 'One lane each.');
  }
  if (typeof plan['lanes'] === 'number' && identities.length > 0 && plan['lanes'] > identities.length) {
    yield unfit(
      ['lanes'],
      `is more than the ${identities.length} identities`,
      'Each lane needs an identity of its own.',
    );
  }
}

/** How long a token may be: CiString20Type in 1.6, 36 characters in 2.0.1, 255 in 2.1. */
const TOKEN_LENGTH: Readonly<Record<Version, number>> = { '1.6': 20, '2.0.1': 36, '2.1': 255 };

function* ofVersion(plan: Loose, version: Version): Iterable<Problem> {
  const parameters = group(plan['parameters']);
  if (is2x(version) && parameters['connectors'] !== undefined) {
    yield unfit(['parameters', 'connectors'], `is for 1.6`, 'OCPP 2.x has evses: [{ id: 1, connectors: 1 }].');
  }
  if (!is2x(version) && parameters['evses'] !== undefined) {
    yield unfit(['parameters', 'evses'], `is for 2.x`, 'OCPP 1.6 has connectors: 2.');
  }
  const ids = list(parameters['evses']).map((evse) => group(evse)['id']);
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) < index)
      yield unfit(['parameters', 'evses', index, 'id'], 'stands twice', 'Each EVSE has an id of its own.');
  }
  const tokens = Object.entries(group(parameters['idTokens'])).flatMap(([name, given]) =>
    Array.isArray(given) ? given.map((token) => [name, token] as const) : [[name, given] as const],
  );
  for (const [name, token] of tokens) {
    const text = textOf(token) ?? textOf(group(token)['idToken']) ?? '';
    if (text.length > TOKEN_LENGTH[version]) {
      yield unfit(
        ['parameters', 'idTokens', name],
        `must have at most ${TOKEN_LENGTH[version]} characters in OCPP ${version}`,
        '',
      );
    }
  }
}

/** An id is one figure away from many others, so that only its spelling can have slipped; a name may be misspelt. */
function featureHint(id: string, role: Role, version: Version): string {
  const known = [...featuresFor(role, version).keys()];
  const bare = (text: string) => text.replace(/[^a-z0-9]/gi, '').toLowerCase();
  const slips = /\d/.test(id) ? known.filter((candidate) => bare(candidate) === bare(id)) : near(id, known, 3);
  const isProfile = profileNamed(id, version);
  const meant = isProfile
    ? `It is a profile: write it under profiles. `
    : slips.length === 0
      ? ''
      : `Did you mean ${slips.map((slip) => `"${slip}"`).join(' or ')}? `;
  return `${meant}All names: laddprov features --role ${role} --ocpp ${version}`;
}

function* ofStatement(plan: Loose, role: Role, version: Version): Iterable<Problem> {
  const statement = group(plan['statement']);
  for (const [index, profile] of list(statement['profiles']).entries()) {
    if (typeof profile !== 'string' || profile === '' || profileNamed(profile, version) !== undefined) continue;
    const hint = hintFor(profile, profilesOf(version));
    yield {
      path: ['statement', 'profiles', index],
      message: `is not a certification profile of OCPP ${version}`,
      hint,
    };
  }
  for (const [index, entry] of list(statement['features']).entries()) {
    const ids = typeof entry === 'string' ? [entry] : Object.keys(group(entry));
    for (const id of ids.filter((candidate) => candidate !== '' && !isFeature(role, version, candidate))) {
      const hint = featureHint(id, role, version);
      yield {
        path: ['statement', 'features', index],
        message: `is not a feature of a ${role} in OCPP ${version}`,
        hint,
      };
    }
  }
}

/** Everything that does not fit, looked for in data whose shape may be wrong as well. */
export function contradictions(data: unknown, env: Readonly<Record<string, string | undefined>>): readonly Problem[] {
  const plan = group(data);
  const sut = group(plan['sut']);
  const role = (['station', 'csms'] as const).find((name) => name === sut['role']);
  const version = VERSIONS.find((name) => name === String(sut['version']));
  return [
    ...(role === undefined ? [] : ofRole(plan, role)),
    ...(version === undefined ? [] : ofVersion(plan, version)),
    ...(role === undefined || version === undefined ? [] : ofStatement(plan, role, version)),
    ...securityContradictions(plan, role, version, env),
    ...filesContradictions(plan),
    ...operatorContradictions(plan, role, version, env),
  ];
}
