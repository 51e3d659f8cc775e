/** Security profile, passwords and TLS files against each other and against the rest of the plan. */
import { is2x, type Role, type Version } from '../../doors/protocol.js';
import { group, list, textOf, unfit, type Loose } from './loose.js';
import { missing } from '../reading/missing.js';
import { type KeyPath, type Problem } from '../reading/problems.js';

type Environment = Readonly<Record<string, string | undefined>>;

const FORMS = ['password', 'passwordHex', 'passwordFromEnv'] as const;

/** One password in one of its forms; `found` says whether there is one. */
function* ofForms(holder: Loose, path: KeyPath, env: Environment): Generator<Problem, boolean> {
  const given = FORMS.filter((form) => holder[form] !== undefined);
  for (const form of given.slice(1))
    yield unfit([...path, form], `stands beside ${given[0]!}`, 'Give the password in one form.');
  const name = textOf(holder['passwordFromEnv']);
  if (name !== undefined && (env[name] ?? '') === '') {
    const hint = 'Set it before the run, or use password.';
    yield { path: [...path, 'passwordFromEnv'], message: 'names an environment variable that is not set', hint };
  }
  return given.length > 0;
}

function* ofPasswords(plan: Loose, profile: number, role: Role | undefined, env: Environment): Iterable<Problem> {
  const security = group(plan['security']);
  const shared = yield* ofForms(security, ['security'], env);
  const sut = group(plan['sut']);
  const identities = role === 'csms' ? list(sut['identities']) : [sut['identity']];
  const own = group(security['passwords']);
  for (const [identity, entry] of Object.entries(own)) {
    yield* ofForms(group(entry), ['security', 'passwords', identity], env);
    if (role !== undefined && !identities.includes(identity)) {
      yield unfit(['security', 'passwords', identity], 'is not an identity of this plan', 'See sut.');
    }
  }
  const needed = profile === 1 || profile === 2;
  if (!needed && (shared || Object.keys(own).length > 0)) {
    const message = `gives a password that profile ${profile} does not use`;
    yield unfit(['security', 'profile'], message, 'Set profile: 1 (or 2 over TLS), or take the password out.');
  }
  const without = identities.filter((identity) => typeof identity === 'string' && !Object.hasOwn(own, identity));
  if (needed && !shared && without.length > 0) {
    yield missing(
      ['security', 'password'],
      `Profile ${profile} uses Basic authentication: write password, passwordHex or passwordFromEnv.`,
    );
  }
}

function* ofTransport(plan: Loose, profile: number, role: Role | undefined): Iterable<Problem> {
  const tls = profile >= 2;
  const url = textOf(plan['url']);
  if (url !== undefined && /^wss?:/.test(url) && url.startsWith('wss:') !== tls) {
    const hint = tls ? 'Profiles 2 and 3 use wss://.' : 'Profiles 0 and 1 use ws://; TLS begins with profile 2.';
    yield { path: ['url'], message: `does not fit security profile ${profile}`, hint };
  }
  const files = group(group(plan['security'])['tls']);
  // An authority serves cases that raise the profile.
  const forTls = Object.keys(files).filter((name) => name !== 'authority' && name !== 'commonName');
  if (!tls && group(plan['security'])['tls'] !== undefined && (forTls.length > 0 || files['authority'] === undefined)) {
    yield unfit(['security', 'tls'], `is for profiles 2 and 3`, `Take it out, or set the profile.`);
  }
  const needsKey = tls && (profile === 3 || role === 'station') && files['authority'] === undefined;
  for (const name of ['cert', 'key']) {
    if (needsKey && files[name] === undefined) {
      const why =
        role === 'station'
          ? 'The tester is the TLS server: name its PEM file, or an authority that laddprov pki made.'
          : 'Profile 3 needs a client certificate: name its PEM file, or an authority that laddprov pki made.';
      yield missing(['security', 'tls', name], why);
    }
  }
}

export function* securityContradictions(
  plan: Loose,
  role: Role | undefined,
  version: Version | undefined,
  env: Environment,
): Iterable<Problem> {
  const url = textOf(plan['url']);
  if (url !== undefined && URL.canParse(url) && (new URL(url).username !== '' || new URL(url).password !== '')) {
    yield {
      path: ['url'],
      message: 'must not hold a user name or password',
      hint: 'Credentials belong into security.',
    };
  }
  const profile = group(plan['security'])['profile'];
  if (typeof profile !== 'number' || ![0, 1, 2, 3].includes(profile)) return;
  if (profile === 0 && version !== undefined && is2x(version)) {
    const hint = 'OCPP 2.x begins with profile 1: Basic authentication.';
    yield { path: ['security', 'profile'], message: `must be 1, 2 or 3 in OCPP ${version}`, hint };
  }
  yield* ofPasswords(plan, profile, role, env);
  yield* ofTransport(plan, profile, role);
}
