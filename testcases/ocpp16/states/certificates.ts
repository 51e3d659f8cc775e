/** What the 1.6 station cases about certificates share: renewal, and roots that are installed for a case. */
import { matching, type OnStation } from '../../../harness/peers/ocpp16.js';
import {
  type Certificate,
  type CertificateHashData,
  hashDataOf,
  isStrong,
  readCertificates,
  readSigningRequest,
  sameHashData,
  valuesOf,
} from '../../../harness/peers/for-cases/x509.js';
import { configure, readKey } from './configuration.js';

/** By what names a certificate may call the station: its identity, or the serial number that it told in its boot. */
export function namesOf({ csms }: OnStation): readonly string[] {
  const boot = csms.conversation.boot ?? {};
  const serials = [boot['chargePointSerialNumber'], boot['chargeBoxSerialNumber']];
  return [csms.identity, ...serials.filter((serial): serial is string => typeof serial === 'string' && serial !== '')];
}

/** What is wrong with a signing request; empty when nothing is (A02.FR.03, A02.FR.13, A00.FR.501, A00.FR.511). */
function flawsOf(csr: string, organisation: string, names: readonly string[]): readonly string[] {
  const request = readSigningRequest(csr);
  if (!request) return ['it is no PEM encoded request'];
  const { subject, key, signatureValid } = request;
  const [commonName] = valuesOf(subject, 'CN');
  return [
    ...(signatureValid ? [] : ['it is not signed by its key']),
    ...(isStrong(key) ? [] : [`its key is ${key.text}`]),
    ...(valuesOf(subject, 'O').includes(organisation)
      ? []
      : [`O is ${valuesOf(subject, 'O').join(', ') || 'missing'}`]),
    ...(commonName !== undefined && names.includes(commonName) ? [] : [`CN is ${commonName ?? 'missing'}`]),
  ];
}

export interface Requested {
  readonly csr: string;
  /** The frame of SignCertificate. */
  readonly n: number;
}

/** A02: asks the station for a signing request, and judges it. The tester accepts it and signs nothing yet. */
export async function requestsCertificate(context: OnStation): Promise<Requested> {
  const { csms, certificates, check, parameters } = context;
  const organisation = await certificates.organisation();
  await configure(context, 'CpoName', organisation);
  csms.answer('SignCertificate', { status: 'Accepted' });
  await csms.call(
    'ExtendedTriggerMessage',
    { requestedMessage: 'SignChargePointCertificate' },
    { status: 'Accepted' },
    'A02',
  );
  // A key takes a small processor minutes.
  const within = Math.max(parameters.limits.action, parameters.limits.reboot);
  const { payload, n } = await csms.expect('SignCertificate', {}, 'A02.FR.03', { within });
  const names = namesOf(context);
  const flaws = flawsOf(payload.csr, organisation, names);
  check('signing-request', flaws.length === 0, {
    title: 'the request is signed by its own strong key, and names the station and its operator',
    requirements: ['A02.FR.02', 'A02.FR.03', 'A02.FR.13', 'A00.FR.501', 'A00.FR.511'],
    frames: [n],
    expected: `a request for CN ${names.join(' or ')}, O ${organisation}`,
    actual: flaws.join(', ') || readSigningRequest(payload.csr)!.subjectText,
    action: 'SignCertificate',
    asserts: ['csr'],
    essential: true,
  });
  return { csr: payload.csr, n };
}

/** A02: the station gets its certificate and takes it. Returns the chain; the station connects again with it. */
export async function getsCertificate(context: OnStation): Promise<string> {
  const { csms, certificates, stop } = context;
  const { csr } = await requestsCertificate(context);
  const certificateChain = await certificates.signed(csr);
  if (certificateChain === undefined) return stop('the tester could not sign the request');
  await csms.call('CertificateSigned', { certificateChain }, { status: 'Accepted' }, 'A02.FR.06');
  return certificateChain;
}

export type RootType = 'CentralSystemRootCertificate' | 'ManufacturerRootCertificate';

/** A root that is installed for one case. */
export interface InstalledRoot {
  readonly type: RootType;
  readonly pem: string;
  readonly hashData: (algorithm: CertificateHashData['hashAlgorithm']) => CertificateHashData;
}

const first = (pem: string): Certificate | undefined => readCertificates(pem)?.[0];

/** Where the station checks that a new root is signed by the old one (whitepaper §7.1), it has to be that one. */
async function rootFor(context: OnStation, type: RootType): Promise<{ pem: string; issuer?: string }> {
  const { certificates } = context;
  const checked =
    type === 'CentralSystemRootCertificate' && (await readKey(context, 'AdditionalRootCertificateCheck')) === 'true';
  return checked
    ? { pem: await certificates.root('csms', { generation: 'next' }), issuer: await certificates.root('csms') }
    : {
        pem: await certificates.root(type === 'CentralSystemRootCertificate' ? 'csms' : 'manufacturer', {
          fault: 'wrong-ca',
        }),
      };
}

/** M05: installs a root and judges that it is accepted; it is deleted when the case is over. */
export const installsRoot = async (context: OnStation, type: RootType): Promise<InstalledRoot> =>
  installs(context, type, await rootFor(context, type));

/** The same with the root that the present one has signed (M05.FR.09). */
export async function installsNextRoot(context: OnStation): Promise<InstalledRoot> {
  const { certificates } = context;
  const pem = await certificates.root('csms', { generation: 'next' });
  const rests = ['M05.FR.08', 'M05.FR.09', 'M05.FR.11'];
  return installs(context, 'CentralSystemRootCertificate', { pem, issuer: await certificates.root('csms') }, rests);
}

async function installs(
  { csms, afterwards, stop }: OnStation,
  type: RootType,
  { pem, issuer }: { readonly pem: string; readonly issuer?: string },
  requirements: readonly string[] = ['M05.FR.01', 'M05.FR.02'],
): Promise<InstalledRoot> {
  const certificate = first(pem);
  const signer = issuer === undefined ? certificate : first(issuer);
  if (!certificate || !signer) return stop('the tester has no root to install');
  const hashData = (algorithm: CertificateHashData['hashAlgorithm']) => hashDataOf(certificate, signer, algorithm);
  afterwards(() => csms.attempt('DeleteCertificate', { certificateHashData: hashData('SHA256') }));
  await csms.call(
    'InstallCertificate',
    { certificateType: type, certificate: pem },
    { status: 'Accepted' },
    requirements,
  );
  return { type, pem, hashData };
}

/** The item of a list that names the certificate, whatever hash it uses (whitepaper §6.1). */
const itemFor = (value: unknown, { hashData }: InstalledRoot): CertificateHashData | undefined =>
  (Array.isArray(value) ? (value as readonly CertificateHashData[]) : []).find(
    (item) =>
      /^SHA(256|384|512)$/.test(String(item?.hashAlgorithm)) && sameHashData(item, hashData(item.hashAlgorithm)),
  );

/** Hash data as one text, for comparison: the hashes are CiStrings. */
export const nameOf = (item: CertificateHashData): string =>
  [item?.hashAlgorithm, item?.issuerNameHash, item?.issuerKeyHash, item?.serialNumber].join(' ').toLowerCase();

const namesIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? (value as readonly CertificateHashData[]) : []).map(nameOf).sort();

/** What the station names of its roots now. No check. */
export async function listed({ csms }: OnStation, certificateType: RootType): Promise<readonly string[]> {
  const outcome = await csms.attempt('GetInstalledCertificateIds', { certificateType });
  return outcome.kind === 'result' ? namesIn(outcome.payload['certificateHashData']) : [];
}

/** The same certificates, in whatever order; none may be an absent list. */
export const sameList = (names: readonly string[]) =>
  matching(
    names.length === 0 ? 'absent or empty' : `a list of the ${names.length} that there were`,
    (value) => (value === undefined || Array.isArray(value)) && namesIn(value).join() === names.join(),
  );

/** A list that names the certificate. */
const naming = (root: InstalledRoot) =>
  matching('a list with the hash data of the installed certificate', (value) => itemFor(value, root) !== undefined);

/** M03: asks for the installed roots, and judges that the one at hand is among them; returns what names it. */
export async function listsRoot({ csms }: OnStation, root: InstalledRoot): Promise<CertificateHashData | undefined> {
  const answer = await csms.call(
    'GetInstalledCertificateIds',
    { certificateType: root.type },
    { status: 'Accepted', certificateHashData: naming(root) },
    ['M03.FR.03', 'M03.FR.04', 'whitepaper §6.1'],
  );
  return itemFor(answer.certificateHashData, root);
}
