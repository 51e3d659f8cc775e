/**
 * What cases have made by the tester's certificate authority. Every piece enters the lane as an input, since it comes
 * out differently every time: the record has it, and a replay takes it thence. All is PEM.
 */
import { type Lane } from '../../lane/lane.js';
import { type IssueOptions, type Pki } from '../../pki/authority.js';
import { type Judge } from '../judge.js';

export interface Certificates {
  /** The operator's name, as it stands as O in certificates (CpoName). */
  organisation(): Promise<string>;
  /** A root certificate. `generation: 'next'` is one that the usual root has signed (M05.FR.09). */
  root(use: 'csms' | 'manufacturer', options?: IssueOptions): Promise<string>;
  /** The certificate that a request asks for, with its chain; undefined where the request cannot be read. */
  signed(request: string, options?: IssueOptions): Promise<string | undefined>;
  /** A request of the impersonated station, for a key that it has not used before. */
  signingRequest(options?: { readonly kind?: 'rsa' | 'ec'; readonly fault?: 'bad-signature' }): Promise<string>;
  /** A firmware signing certificate with its chain. RSA by default. */
  firmwareCertificate(options?: IssueOptions): Promise<string>;
  /** The signature over a file that belongs to it, as base64. */
  firmwareSignature(file: Uint8Array, options?: { readonly kind?: 'rsa' | 'ec' }): Promise<string>;
}

/** `pki` is undefined in a replay, and where the plan has no authority: then the case is inconclusive. */
export function createCertificates(lane: Lane, judge: Judge, pki: Pki | undefined): Certificates {
  // JSON has no undefined; null stands for "there is no authority", false for "nothing came of it".
  const obtain = async (name: string, make: (pki: Pki) => string | undefined): Promise<string | undefined> => {
    const value = await lane.obtain(name, () => Promise.resolve(pki ? (make(pki) ?? false) : null));
    if (value === null) judge.stop('the tester has no certificate authority: security.tls.authority in the plan');
    return typeof value === 'string' ? value : undefined;
  };
  const surely = async (name: string, make: (pki: Pki) => string): Promise<string> => (await obtain(name, make)) ?? '';
  return {
    organisation: () => surely('organisation', (own) => own.organisation),
    root: (use, options) => surely(`${use} root`, (own) => own.root(use, options)),
    signed: (request, options) => obtain('signed certificate', (own) => own.signRequest(request, options)),
    signingRequest: (options) => surely('signing request', (own) => own.signingRequest(lane.identity, options)),
    firmwareCertificate: (options) => surely('firmware certificate', (own) => own.firmwareCertificate(options)),
    firmwareSignature: (file, options) => surely('firmware signature', (own) => own.signFirmware(file, options)),
  };
}
