/**
 * What the tester brings to TLS in a live run: the certificates that it shows and the roots that it trusts, from the
 * plan's files or from the plan's authority. A replay needs none of it.
 */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ClientTls, type ServerTls, type TlsIdentity, type TlsVersion } from '../doors/tls.js';
import { createPki, type IssueOptions, type Pki } from '../pki/authority.js';
import { readCertificates } from '../pki/inspect.js';
import { type HandshakeSecurity, type SecurityProfile, type TlsConnect } from '../peers/for-cases/security.js';
import { type Plan } from '../plan/plan.js';
import { readAuthority } from './authority-folder.js';

export interface RunSecurity {
  readonly profile: SecurityProfile;
  /** The tester's certificate authority, where there is one. */
  readonly pki: Pki | undefined;
  /** What stands as CN in the certificate of a station; its identity where the plan says nothing else. */
  commonName(identity: string): string;
  /** What to bring to a handshake as a server; undefined while the profile wants none. */
  server(settings: HandshakeSecurity): ServerTls | undefined;
  /** What to bring to a handshake as that station. */
  client(identity: string, profile: SecurityProfile, connect?: TlsConnect): ClientTls;
}

/** A00.FR.312, A00.FR.416. */
const VERSIONS: readonly TlsVersion[] = ['TLSv1.2', 'TLSv1.3'];
const EVERYWHERE = ['0.0.0.0', '::'];

const unusable = (headline: string, hint: string): Error =>
  Object.assign(new Error(headline), { code: 'TLS_FILES', headline, hint });

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unusable(`${path} cannot be read: ${(error as Error).message}`, 'Look at security.tls in the plan.');
  }
}

/** The chain and key that the plan names. Throws TLS_FILES where they do not belong together. */
function ownIdentity({ cert, key }: { cert?: string | undefined; key?: string | undefined }): TlsIdentity | undefined {
  if (cert === undefined || key === undefined) return undefined;
  const [chain, secret] = [read(cert), read(key)];
  const [leaf] = readCertificates(chain) ?? [];
  if (!leaf)
    throw unusable(`${cert} holds no certificate`, 'security.tls.cert is a PEM file, the own certificate first.');
  let fits = false;
  try {
    fits = leaf.x509.checkPrivateKey(createPrivateKey(secret));
  } catch {
    fits = false;
  }
  if (!fits)
    throw unusable(`${key} is not the private key of ${cert}`, 'security.tls.key is a PEM file without a passphrase.');
  return { chain, key: secret };
}

function trusted(files: readonly string[]): readonly string[] {
  return files
    .map((file) => {
      const pem = read(file);
      const found = readCertificates(pem);
      if (!found) throw unusable(`${file} holds no certificate`, 'security.tls.ca lists PEM files.');
      return found.map((one) => one.pem);
    })
    .flat();
}

/** Issues for each wish once: a run shows the same certificate all along. */
function issuing<T>(make: (options: IssueOptions) => T): (options: IssueOptions) => T {
  const made = new Map<string, T>();
  return (options) => {
    const key = JSON.stringify([options.fault, options.kind, options.generation]);
    const found = made.get(key) ?? make(options);
    made.set(key, found);
    return found;
  };
}

/**
 * Reads what the plan names. Throws TLS_FILES or AUTHORITY_UNREADABLE, with a hint.
 * `given` stands for the plan's authority where the process itself made one.
 */
export async function loadSecurity(plan: Plan, now: number, given?: Pki): Promise<RunSecurity> {
  const { profile, tls = {} } = plan.security;
  const folder = given || tls.authority === undefined ? undefined : readAuthority(tls.authority);
  const pki =
    given ?? (folder && (await createPki({ now, organisation: folder.material.organisation }, folder.material)));
  const host = plan.listen?.host ?? '127.0.0.1';
  const hosts = folder?.hosts ?? [...(EVERYWHERE.includes(host) ? [] : [host]), 'localhost', '127.0.0.1'];
  const own = ownIdentity(tls);
  const extra = trusted(tls.ca ?? []);
  const roots = [...extra, ...(pki ? [...pki.csmsRoots(), ...pki.csmsRoots('next')] : [])];
  const pins = (tls.pins ?? []).map((pin) => pin.replace('sha256:', ''));
  const commonName = (identity: string): string => tls.commonName ?? identity;
  const servers = issuing((options): readonly TlsIdentity[] => pki?.server([...new Set(hosts)], options) ?? []);
  const stations = new Map<string, (options: IssueOptions) => TlsIdentity | undefined>();
  const stationOf = (identity: string, options: IssueOptions): TlsIdentity | undefined => {
    const issue = stations.get(identity) ?? issuing((wish) => pki?.station(commonName(identity), wish));
    stations.set(identity, issue);
    return issue(options);
  };
  const shownAs = (identity: string, wanted: TlsConnect['identity']): TlsIdentity | undefined => {
    if (wanted === 'none') return undefined;
    if (typeof wanted === 'object') return pki?.identityOf(wanted.chain);
    if (wanted !== undefined) return stationOf(identity, { fault: wanted });
    return own ?? stationOf(identity, {});
  };
  return {
    profile,
    pki,
    commonName,
    server(settings) {
      const inForce = settings.profile ?? profile;
      if (inForce < 2) return undefined;
      const identities = own && !settings.server ? [own] : servers(settings.server ?? {});
      if (identities.length === 0) return undefined;
      return {
        identities,
        ...(inForce === 3 && { clientRoots: roots, revoked: pki?.revocationLists ?? [] }),
        versions: settings.versions ?? VERSIONS,
        ...(settings.suites && { suites: settings.suites }),
      };
    },
    client(identity, inForce, connect = {}) {
      // Without a profile 3 no certificate is shown, unless a case asks for one.
      const shown = inForce === 3 || connect.identity !== undefined ? shownAs(identity, connect.identity) : undefined;
      return {
        roots,
        ...(pki && { revoked: pki.revocationLists }),
        pins,
        ...(shown && { identity: shown }),
        versions: connect.versions ?? VERSIONS,
        ...(connect.suites && { suites: connect.suites }),
      };
    },
  };
}
