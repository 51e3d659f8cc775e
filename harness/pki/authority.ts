/**
 * The tester's certificate authority. Keys are made when it is created; from then on it issues at once, with validity
 * that counts from the `now` of its creation, and wrong in one way on purpose where it is asked to be.
 */
import { type TlsIdentity } from '../doors/tls.js';
import { buildCertificate, buildRevocationList, buildSigningRequest, type Use } from './build.js';
import { signFirmware } from './firmware.js';
import { readCertificates, readSigningRequest } from './inspect.js';
import { generateKeys, type KeyPair } from './keys.js';
import {
  type ByKind,
  createMaterial,
  DAY,
  type Hierarchy,
  type Issuer,
  KEY_KINDS,
  type KeyKind,
  makeRoot,
  type Material,
  type MaterialOptions,
  serialFor,
} from './material.js';
import { type Name } from './names.js';

/** The one way in which a certificate is wrong. */
export type CertificateFault =
  'expired' | 'not-yet-valid' | 'revoked' | 'small-key' | 'wrong-ca' | 'wrong-name' | 'wrong-organisation';

/** Under which of the tester's CSMS roots: the usual ones, or those that an installation replaces them by. */
export type Generation = 'usual' | 'next';

export interface IssueOptions {
  readonly fault?: CertificateFault;
  readonly kind?: KeyKind;
  readonly generation?: Generation;
}

export interface Pki {
  /** The operator's name, as it stands in O. */
  readonly organisation: string;
  /** Root certificates as PEM, one for each kind of key. `next` is signed by the usual root (M05.FR.09). */
  csmsRoots(generation?: Generation): readonly string[];
  readonly manufacturerRoots: readonly string[];
  /** A root that nobody has reason to trust. */
  readonly foreignRoots: readonly string[];
  /** Revocation lists as PEM, which name the certificates issued with the fault `revoked`. */
  readonly revocationLists: readonly string[];
  /** A root of that use by itself; expired, not yet valid or of a small key where it is to be wrong. */
  root(use: 'csms' | 'manufacturer', options?: IssueOptions): string;
  /** TLS server identities for these hosts: RSA and EC, or the one kind. */
  server(hosts: readonly string[], options?: IssueOptions): readonly TlsIdentity[];
  /** The TLS client identity of a station: CN is its identity, O the operator (A00.FR.404, A00.FR.405). EC by default. */
  station(identity: string, options?: IssueOptions): TlsIdentity;
  /** A request for a station certificate with a key that no certificate of `station` has. */
  signingRequest(identity: string, options?: { readonly kind?: KeyKind; readonly fault?: 'bad-signature' }): string;
  /** The certificate that a request asks for, with its chain, as PEM; undefined where the request is unreadable. */
  signRequest(request: string, options?: IssueOptions): string | undefined;
  /** The intermediate that issues for stations and servers, with its key: for a CSMS that signs requests itself. */
  issuer(kind?: KeyKind): TlsIdentity;
  /** The identity of a chain that was issued for one of this authority's own keys. */
  identityOf(chain: string): TlsIdentity | undefined;
  /** A firmware signing certificate, as PEM; the root has issued it (L01 allows no intermediates). RSA by default. */
  firmwareCertificate(options?: IssueOptions): string;
  /** The signature over a firmware file that belongs to `firmwareCertificate`, as base64. */
  signFirmware(file: Uint8Array, options?: { readonly kind?: KeyKind }): string;
}

const OTHER_ORGANISATION = 'Somebody Else';
const OTHER_NAME = 'laddprov-somebody-else';

const validity = (now: number, fault: CertificateFault | undefined, days: number): readonly [number, number] => {
  if (fault === 'expired') return [now - 30 * DAY, now - DAY];
  return fault === 'not-yet-valid' ? [now + 30 * DAY, now + 60 * DAY] : [now - DAY, now + days * DAY];
};

interface Keys {
  readonly leaf: ByKind<KeyPair>;
  readonly renewed: ByKind<KeyPair>;
  readonly firmware: ByKind<KeyPair>;
  readonly other: ByKind<KeyPair>;
  readonly small: KeyPair;
}

async function makeKeys(): Promise<Keys> {
  const both = async (): Promise<ByKind<KeyPair>> => {
    const [rsa, ec] = await Promise.all([generateKeys('rsa'), generateKeys('ec')]);
    return { rsa, ec };
  };
  const [leaf, renewed, firmware, other, small] = await Promise.all([
    both(),
    both(),
    both(),
    both(),
    generateKeys('rsa', 1024),
  ]);
  return { leaf, renewed, firmware, other, small };
}

/** An authority on the given material, or on new one. It is made once and passed along: keys take a second or two. */
export async function createPki(options: MaterialOptions, given?: Material): Promise<Pki> {
  const [material, keys] = await Promise.all([given ?? createMaterial(options), makeKeys()]);
  return pkiOn(material, keys, options.now);
}

function pkiOn(material: Material, keys: Keys, now: number): Pki {
  const { organisation, rsaSignature, csms, manufacturer } = material;
  const rootNamed = (label: string, owner: string, kind: KeyKind, by?: Issuer) =>
    makeRoot(
      [
        ['O', owner],
        ['CN', `${label} ${kind.toUpperCase()} Root`],
      ],
      keys.other[kind],
      now,
      rsaSignature,
      by,
    );
  const foreign: ByKind<Issuer> = {
    rsa: rootNamed('Foreign', OTHER_ORGANISATION, 'rsa'),
    ec: rootNamed('Foreign', OTHER_ORGANISATION, 'ec'),
  };
  const next: ByKind<Issuer> = {
    rsa: rootNamed('Next CSMS', organisation, 'rsa', csms.rsa.root),
    ec: rootNamed('Next CSMS', organisation, 'ec', csms.ec.root),
  };
  let issuedSoFar = 0;
  const revokedSerial = serialFor('revoked', csms.rsa.root.pem, csms.ec.root.pem);

  const issuerFor = (
    hierarchy: Hierarchy,
    kind: KeyKind,
    { fault, generation }: IssueOptions,
  ): readonly [Issuer, string] => {
    if (fault === 'wrong-ca') return [foreign[kind], ''];
    return generation === 'next' ? [next[kind], ''] : [hierarchy.intermediate, hierarchy.intermediate.pem];
  };
  const issue = (
    [issuer, intermediate]: readonly [Issuer, string],
    use: Use,
    subject: Name,
    publicKey: KeyPair['publicKey'] | Buffer,
    fault: CertificateFault | undefined,
    hosts: readonly string[] = [],
  ): string => {
    const [notBefore, notAfter] = validity(now, fault, 90);
    const leaf = buildCertificate({
      subject,
      publicKey,
      issuer: issuer.name,
      issuerKeys: issuer.keys,
      serial: fault === 'revoked' ? revokedSerial : serialFor(issuer.pem, String(now), String(issuedSoFar++)),
      notBefore,
      notAfter,
      use,
      hosts,
      rsaSignature,
    });
    return `${leaf}${intermediate}`;
  };
  const keysFor = (pairs: ByKind<KeyPair>, kind: KeyKind, fault: CertificateFault | undefined): KeyPair =>
    fault === 'small-key' ? keys.small : pairs[kind];
  const withKey = (chain: string, { privateKey }: KeyPair): TlsIdentity => ({
    chain,
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
  });
  const subjectOf = (cn: string, fault: CertificateFault | undefined): Name => [
    ['O', fault === 'wrong-organisation' ? OTHER_ORGANISATION : organisation],
    ['CN', fault === 'wrong-name' ? OTHER_NAME : cn],
  ];
  const own = [keys.leaf, keys.renewed].flatMap((pairs) => KEY_KINDS.map((kind) => pairs[kind])).concat(keys.small);

  return {
    organisation,
    csmsRoots: (generation) => KEY_KINDS.map((kind) => (generation === 'next' ? next[kind] : csms[kind].root).pem),
    manufacturerRoots: KEY_KINDS.map((kind) => manufacturer[kind].root.pem),
    foreignRoots: KEY_KINDS.map((kind) => foreign[kind].pem),
    revocationLists: KEY_KINDS.map((kind) =>
      buildRevocationList({
        issuer: csms[kind].intermediate.name,
        issuerKeys: csms[kind].intermediate.keys,
        serials: [revokedSerial],
        thisUpdate: now - DAY,
        nextUpdate: now + 365 * DAY,
        rsaSignature,
      }),
    ),
    root(use, { fault, kind = 'ec', generation } = {}) {
      const issuer =
        use === 'csms'
          ? (generation === 'next' ? next : { rsa: csms.rsa.root, ec: csms.ec.root })[kind]
          : manufacturer[kind].root;
      if (fault === undefined) return issuer.pem;
      if (fault === 'wrong-ca') return foreign[kind].pem;
      const pair = fault === 'small-key' ? keys.small : issuer.keys;
      const [notBefore, notAfter] = validity(now, fault, 3650);
      const serial = serialFor('root', fault, issuer.pem);
      return buildCertificate({
        subject: issuer.name,
        publicKey: pair.publicKey,
        issuer: issuer.name,
        issuerKeys: pair,
        serial,
        notBefore,
        notAfter,
        use: 'authority',
        rsaSignature,
      });
    },
    server(hosts, options = {}) {
      const { fault } = options;
      const names = fault === 'wrong-name' ? [`${OTHER_NAME}.example`] : hosts;
      // A small key is an RSA key: it cannot be had for the other kind.
      const kinds = fault === 'small-key' ? (['rsa'] as const) : options.kind ? [options.kind] : KEY_KINDS;
      return kinds.map((kind) => {
        const pair = keysFor(keys.leaf, kind, fault);
        const subject = subjectOf(names[0] ?? 'localhost', fault === 'wrong-name' ? undefined : fault);
        return withKey(
          issue(issuerFor(csms[kind], kind, options), 'server', subject, pair.publicKey, fault, names),
          pair,
        );
      });
    },
    station(identity, options = {}) {
      const { fault, kind = 'ec' } = options;
      const pair = keysFor(keys.leaf, kind, fault);
      return withKey(
        issue(issuerFor(csms[kind], kind, options), 'client', subjectOf(identity, fault), pair.publicKey, fault),
        pair,
      );
    },
    signingRequest(identity, { kind = 'ec', fault } = {}) {
      const signer = fault === 'bad-signature' ? keys.leaf[kind] : keys.renewed[kind];
      return buildSigningRequest(subjectOf(identity, undefined), keys.renewed[kind], signer);
    },
    signRequest(request, options = {}) {
      const read = readSigningRequest(request);
      if (!read) return undefined;
      const { fault } = options;
      const kind = options.kind ?? (read.key.kind === 'rsa' ? 'rsa' : 'ec');
      const changed = fault === 'wrong-name' ? 'CN' : fault === 'wrong-organisation' ? 'O' : undefined;
      const subject: Name = read.subject.map(([attribute, value]) => [
        attribute,
        attribute !== changed ? value : changed === 'CN' ? OTHER_NAME : OTHER_ORGANISATION,
      ]);
      const key = fault === 'small-key' ? keys.small.publicKey : read.keyInfo;
      return issue(issuerFor(csms[kind], kind, options), 'client', subject, key, fault);
    },
    issuer: (kind = 'ec') => withKey(csms[kind].intermediate.pem, csms[kind].intermediate.keys),
    identityOf(chain) {
      const [leaf] = readCertificates(chain) ?? [];
      const pair = own.find(({ publicKey }) => leaf?.publicKey.equals(publicKey));
      return pair && withKey(chain, pair);
    },
    firmwareCertificate(options = {}) {
      const { fault, kind = 'rsa' } = options;
      const pair = keysFor(keys.firmware, kind, fault);
      const name: Name = [
        ['O', `${organisation} Manufacturing`],
        ['CN', 'Firmware Signing'],
      ];
      const { root } = manufacturer[kind];
      // L01: no intermediates here. What is revoked stands on the list of the intermediate.
      const usual = fault !== 'wrong-ca' && fault !== 'revoked' && options.generation !== 'next';
      const issuer = usual ? ([root, ''] as const) : issuerFor(manufacturer[kind], kind, options);
      return issue(issuer, 'firmware', name, pair.publicKey, fault);
    },
    signFirmware: (file, { kind = 'rsa' } = {}) => signFirmware(file, keys.firmware[kind]),
  };
}
