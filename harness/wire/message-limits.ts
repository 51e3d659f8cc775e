/**
 * How much of a WebSocket message is read: beyond `FRAME_LIMIT` its owner gets its beginning and its size, beyond
 * `HARD_LIMIT` the connection ends with 1009.
 */
import { type WireMessage } from '../doors/wire.js';

/** The longest frame that is read as OCPP, in bytes. */
const FRAME_LIMIT = 1024 * 1024;
export const HARD_LIMIT = 32 * 1024 * 1024;
const KEPT_OF_OVERSIZE = 4096;

/** A message as its owner gets it. */
export function messageOf(bytes: Buffer, binary: boolean): WireMessage {
  const oversize = bytes.length > FRAME_LIMIT;
  const kept = oversize ? bytes.subarray(0, KEPT_OF_OVERSIZE) : bytes;
  return {
    text: kept.toString(binary ? 'base64' : 'utf8'),
    ...(oversize && { oversize: bytes.length }),
    ...(binary && { binary }),
  };
}

/** The same for a text in memory, which seldom is long enough to be looked at. */
export const textMessageOf = (text: string): WireMessage =>
  text.length * 3 <= FRAME_LIMIT ? { text } : messageOf(Buffer.from(text, 'utf8'), false);
