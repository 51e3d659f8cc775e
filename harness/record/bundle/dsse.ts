/** DSSE envelopes (version 1) around in-toto statements, signed with Ed25519, so that other tools can check them too. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

export const envelopeSchema = z.object({
  payloadType: z.literal(PAYLOAD_TYPE),
  payload: z.base64(),
  signatures: z.array(z.object({ keyid: z.string().optional(), sig: z.base64() })).min(1),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** What is signed: the type and the payload with their lengths, so that neither can be taken for the other. */
export function preAuthenticationEncoding(type: string, payload: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** sha256 (hex) over the public key in DER: the name of a key. */
export function keyIdOf(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(open.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** Signs a statement with a private Ed25519 key. */
export function signStatement(statement: unknown, key: KeyObject): Envelope {
  const payload = Buffer.from(JSON.stringify(statement));
  const sig = sign(null, preAuthenticationEncoding(PAYLOAD_TYPE, payload), key);
  const signatures = [{ keyid: keyIdOf(key), sig: sig.toString('base64') }];
  return { payloadType: PAYLOAD_TYPE, payload: payload.toString('base64'), signatures };
}

/** The statement in the envelope when one of its signatures is of this key; undefined otherwise. */
export function openEnvelope(envelope: Envelope, key: KeyObject): unknown {
  const payload = Buffer.from(envelope.payload, 'base64');
  const signed = preAuthenticationEncoding(envelope.payloadType, payload);
  // The key id is a hint that nothing vouches for, so every signature is tried.
  const good = envelope.signatures.some(({ sig }) => verify(null, signed, key, Buffer.from(sig, 'base64')));
  return good ? (JSON.parse(payload.toString('utf8')) as unknown) : undefined;
}
