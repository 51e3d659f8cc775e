/** The steps of a signed firmware update (Security Whitepaper L01), as several station cases go through them. */
import { type OnStation, type Request } from '../../../harness/peers/ocpp16.js';
import { hashDataOf, readCertificates } from '../../../harness/peers/for-cases/x509.js';

type SignedStatus = Request<'SignedFirmwareStatusNotification'>['status'];

/** The id of the tester's requests, which every report has to carry (L01.FR.10). */
const REQUEST_ID = 80;

/** The signing certificate (PEM) and the signature (base64) of a firmware. */
export interface Signed {
  readonly certificate: string;
  readonly signature: string;
}

/**
 * What the firmware of the plan was signed with by its maker; without that the tester signs it, and the station is
 * given the tester's root to trust (M05).
 */
export async function signs(context: OnStation, content: Uint8Array, given: Partial<Signed>): Promise<Signed> {
  const { afterwards, csms, certificates, stop } = context;
  const { certificate, signature } = given;
  if (certificate !== undefined && signature !== undefined) return { certificate, signature };
  // The signing certificate is for an RSA key as well (L01.FR.04: RSA-PSS).
  const root = await certificates.root('manufacturer', { kind: 'rsa' });
  const installed = await csms.attempt('InstallCertificate', {
    certificateType: 'ManufacturerRootCertificate',
    certificate: root,
  });
  if (installed.kind !== 'result' || installed.payload['status'] !== 'Accepted')
    stop("the plan has no maker's signature (files.firmware), and the station does not take the tester's root");
  const [own] = readCertificates(root) ?? [];
  if (own) afterwards(() => csms.attempt('DeleteCertificate', { certificateHashData: hashDataOf(own, own, 'SHA256') }));
  return {
    certificate: await certificates.firmwareCertificate(),
    signature: await certificates.firmwareSignature(content),
  };
}

/** The request for an update at once. */
export const order = (
  { csms }: OnStation,
  location: string,
  { certificate, signature }: Signed,
): Request<'SignedUpdateFirmware'> => ({
  requestId: REQUEST_ID,
  retries: 0,
  firmware: { location, retrieveDateTime: csms.now(), signingCertificate: certificate, signature },
});

/** The report that the update has come to `status`, under the id of the request, in a message after the frame `after`. */
export const reaches = ({ csms }: OnStation, status: SignedStatus, after = 0) =>
  csms.message('SignedFirmwareStatusNotification', { requestId: REQUEST_ID }, ['L01.FR.01', 'L01.FR.10'], {
    where: { status },
    id: `SignedFirmwareStatusNotification-${status}`,
    after,
  });

/** Waits for the report; returns its frame. */
export async function waitsFor(context: OnStation, status: SignedStatus, after = 0): Promise<number> {
  const [report] = await context.csms.expectAll([reaches(context, status, after)], {
    within: context.parameters.limits.reboot,
  });
  return report.n;
}
