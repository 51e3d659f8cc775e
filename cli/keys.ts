/** The user's keys for bundles: Ed25519, as PEM files. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { usageError } from './errors.js';

const HOW = 'openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout -out public.pem';

function ed25519(path: string, read: (pem: Buffer) => KeyObject, what: string): KeyObject {
  const pem = readFileSync(path);
  let key: KeyObject;
  try {
    key = read(pem);
  } catch {
    throw usageError(`${path} is no ${what} that can be read`, `Make one: ${HOW}`);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw usageError(`${path} is no Ed25519 key`, `Make one: ${HOW}`);
  return key;
}

/** The private key in the file; LADDPROV_KEY_PASSPHRASE opens one that is encrypted. */
export function readPrivateKey(path: string): KeyObject {
  const passphrase = process.env['LADDPROV_KEY_PASSPHRASE'];
  return ed25519(
    path,
    (key) => createPrivateKey({ key, ...(passphrase !== undefined && { passphrase }) }),
    'private key',
  );
}

/** The public key in the file. A private key is refused, so that nobody hands one around to verify with. */
export function readPublicKey(path: string): KeyObject {
  const read = (pem: Buffer) => {
    if (pem.includes('PRIVATE KEY')) throw new Error('private');
    return createPublicKey(pem);
  };
  return ed25519(path, read, 'public key');
}
