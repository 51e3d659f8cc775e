/** What the 1.6 cases for a central system about certificates and security profiles share. */
import { absent, matching, type OnCsms } from '../../../harness/peers/ocpp16.js';
import {
  type CertificateHashData,
  chainFaults,
  hashDataOf,
  readCertificates,
  readSigningRequest,
  valuesOf,
} from '../../../harness/peers/for-cases/x509.js';

/** A certificate of an authority, by itself. */
export const rootCertificate = matching('one PEM encoded certificate of an authority', (value) => {
  const read = typeof value === 'string' ? readCertificates(value) : undefined;
  return read?.length === 1 && read[0]!.authority;
});

/** The hash data of a root that a central system sent; undefined where it cannot be read. */
export function hashDataIn(pem: unknown): CertificateHashData | undefined {
  const [certificate] = (typeof pem === 'string' && readCertificates(pem)) || [];
  return certificate && hashDataOf(certificate);
}

/** What is wrong with the chain that a station got for its request; empty when nothing is. */
function flawsOf(certificateChain: string, csr: string, at: number): readonly string[] {
  const chain = readCertificates(certificateChain);
  const request = readSigningRequest(csr);
  const [leaf] = chain ?? [];
  if (!chain || !leaf || !request) return ['it is no PEM encoded chain'];
  // Whether its root is trusted shows when the central system lets it in.
  const faults = chainFaults(chain, { roots: chain.slice(-1), at, purpose: 'client' });
  const same = (attribute: 'CN' | 'O') =>
    valuesOf(leaf.subject, attribute).join() === valuesOf(request.subject, attribute).join();
  return [
    ...faults.filter((fault) => fault !== 'UNKNOWN_CA'),
    ...(leaf.publicKey.equals(request.publicKey) ? [] : ['it is for another key']),
    ...(leaf.authority ? ['it is a certificate of an authority'] : []),
    ...(['CN', 'O'] as const).filter((attribute) => !same(attribute)).map((attribute) => `${attribute} is another`),
  ];
}

/**
 * A02: has the central system ask for a signing request, sends one, and judges the certificate that comes for it. The
 * tester answers CertificateSigned with `status`. Returns the chain.
 */
export async function getsCertificateSigned(context: OnCsms, status: 'Accepted' | 'Rejected'): Promise<string> {
  const { station, operator, certificates, check, now, parameters } = context;
  station.answer('ExtendedTriggerMessage', { status: 'Accepted' });
  station.answer('CertificateSigned', { status });
  const requestedMessage = 'SignChargePointCertificate';
  const csr = await certificates.signingRequest();
  await operator.sendRequest({ action: 'ExtendedTriggerMessage', payload: { requestedMessage } });
  await station.expect('ExtendedTriggerMessage', { connectorId: absent }, 'A02', { where: { requestedMessage } });
  await station.call('SignCertificate', { csr }, { status: 'Accepted' }, 'A02.FR.11');
  const { payload, n } = await station.expect('CertificateSigned', {}, 'A02', { within: parameters.limits.action });
  const flaws = flawsOf(payload.certificateChain, csr, now());
  check('certificate', flaws.length === 0, {
    title: 'the certificate is for the key and the names of the request, and valid',
    requirements: ['A02', 'A00.FR.509', 'A00.FR.511'],
    frames: [n],
    expected: 'a certificate chain for the request',
    actual: flaws.join(', ') || 'one for the key and the names of the request',
    action: 'CertificateSigned',
    asserts: ['certificateChain'],
    essential: true,
  });
  return payload.certificateChain;
}

/** Connects as the plan says, registers and reports: what a central system serves everybody whom it lets in. */
export async function isServed({ station }: OnCsms, requirements: readonly string[]): Promise<void> {
  await station.connect(requirements);
  await station.boot('1.6 §4.2');
}
