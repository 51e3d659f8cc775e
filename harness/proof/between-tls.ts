/** Puts the fault of a TLS handshake on the wire: what is shown in it, or what becomes of it. */
import { type TlsFacts } from '../doors/tls.js';
import { type Connection, type ListenOptions, type OpenResult, type UpgradeRequest } from '../doors/wire.js';
import { type Fault } from './mutant.js';
import { withValueAt } from './paths.js';

const altered = (tls: TlsFacts | undefined, fault: Fault): TlsFacts | undefined =>
  fault.kind === 'tls' ? (withValueAt(tls ?? {}, fault.path, fault.value) as TlsFacts) : tls;

/** What the tester sees of its attempt with that number, at a CSMS with the fault. */
export function alteredResult(result: OpenResult, fault: Fault, attempt: number): OpenResult {
  if (fault.kind !== 'tls' || fault.handshake !== attempt) return result;
  const tls = altered(result.tls, fault);
  return { ...result, ...(tls && { tls }) };
}

/** The listener of the tester, as a station with the fault reaches it. `silent` makes a connection on which nothing comes. */
export function withTlsFault(
  options: ListenOptions,
  fault: Fault,
  silent: (subprotocol: string) => Connection,
): ListenOptions {
  if (fault.kind !== 'tls' && fault.kind !== 'tls-accept' && fault.kind !== 'tls-refuse') return options;
  let handshakes = 0;
  let known: UpgradeRequest | undefined;
  let atFault = false;
  return {
    ...options,
    decide(request) {
      atFault = handshakes++ === fault.handshake;
      known = request;
      if (atFault && fault.kind === 'tls-refuse') {
        options.onTlsFailure?.({ by: 'peer', code: 'HANG_UP', reason: 'Mutant', tls: request.tls ?? {} });
        return { accept: false, status: 503, reason: 'Mutant' };
      }
      return options.decide(request);
    },
    onConnection(connection, request) {
      const tls = atFault ? altered(request.tls, fault) : request.tls;
      const { tls: _shown, ...rest } = request;
      options.onConnection(connection, { ...rest, ...(tls && { tls }) });
    },
    onTlsFailure(failure) {
      const here = handshakes++ === fault.handshake;
      if (!here || fault.kind !== 'tls-accept' || !known) return options.onTlsFailure?.(failure);
      const tls: TlsFacts = { version: 'TLSv1.3', suite: 'TLS_AES_128_GCM_SHA256', ...known.tls, ...failure.tls };
      options.onConnection(silent(known.protocols[0] ?? ''), { ...known, tls });
    },
  };
}
