/** Signatures over firmware files: RSA-PSS or ECDSA with SHA-256 over the whole file (L01.FR.04), as base64. */
import { constants, createVerify } from 'node:crypto';
import { type Certificate } from './inspect.js';
import { isRsa, type KeyPair, signBytes } from './keys.js';

export const signFirmware = (file: Uint8Array, { privateKey }: KeyPair): string =>
  signBytes(file, privateKey, 'pss').toString('base64');

/** Whether the signature is the certificate's over the file. False for what is no signature. */
export function isSignedFirmware(file: Uint8Array, signature: string, { publicKey }: Certificate): boolean {
  try {
    const verify = createVerify('sha256').update(file);
    const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
    return verify.verify({ key: publicKey, ...(isRsa(publicKey) && pss) }, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
