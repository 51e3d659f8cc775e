/** How the version is agreed on in the handshake with a CSMS, in whatever version the case is. */
import { type CsmsContext } from '../../harness/peers/context.js';
import { type Version } from '../../harness/peers/ocpp2.js';
import { closesAtOnce } from './let-in.js';

/** A version that no CSMS speaks. */
export const UNKNOWN_VERSION = 'ocpp0.1';

export interface Refused {
  readonly ok: boolean;
  readonly how: string;
}

/**
 * Offers only what the CSMS does not speak. It may refuse the handshake, or complete it without a subprotocol and close
 * at once: the specification says the one, the test cases the other.
 */
export async function offersNothingCommon<V extends Version | '1.6'>({
  station,
  parameters,
}: CsmsContext<V>): Promise<Refused> {
  const result = await station.tryToConnect({ protocols: [UNKNOWN_VERSION] });
  if (!result.ok) {
    const { status, code, reason } = result;
    const refused = status !== undefined || !/subprotocol/i.test(reason) || /no subprotocol/i.test(reason);
    return { ok: refused && !/timed? ?out/i.test(`${code} ${reason}`), how: `${code}: ${reason}` };
  }
  const { line } = result;
  const closed = await closesAtOnce({ station, parameters }, line);
  const how = `the connection was opened with subprotocol "${line.subprotocol}" and ${closed ? 'closed' : 'kept open'}`;
  return { ok: closed && line.subprotocol === '', how };
}
