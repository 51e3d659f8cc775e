/** Makes the mutants of a check that rests on handshakes. */
import { type Role } from '../doors/protocol.js';
import { type CheckEvent, type EventOf } from '../record/events.js';
import { type Mutant } from './mutant.js';
import { valueAt } from './paths.js';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** Values that a wrong product might show instead, by the TLS fact that a check asserts. */
const WRONG: Readonly<Record<string, (current: unknown) => readonly unknown[]>> = {
  'hello.suites': (current) => [
    listOf(current).filter((suite) => !String(suite).includes('_GCM_')),
    ['TLS_RSA_WITH_AES_128_CBC_SHA'],
    [],
    [...listOf(current), 'TLS_RSA_WITH_NULL_SHA'],
  ],
  'hello.versions': (current) => [['TLSv1.1'], [], [...listOf(current), 'TLSv1.1']],
  'hello.serverName': () => ['laddprov-mutant.example', undefined],
  version: () => ['TLSv1.1', undefined],
  suite: () => ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', undefined],
  peer: () => [undefined],
  'peer.key': () => ['RSA 1024', 'EC P-192'],
  'peer.subject': () => ['CN=laddprov-mutant', 'O=laddprov-mutant'],
  'peer.issuer': () => ['CN=laddprov-mutant'],
  'peer.serial': () => ['', '1'],
  'peer.sha256': () => ['0'.repeat(64)],
  'peer.notBefore': () => [Number.MAX_SAFE_INTEGER],
  'peer.notAfter': () => [0],
};

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80));

/** Who shows something else than it should. */
function alterations(handshake: number, event: EventOf<'connection'>, path: string): readonly Mutant[] {
  const current = valueAt(event.tls, path);
  return (WRONG[path] ?? (() => ['laddprov-mutant', undefined]))(current).map((value) => ({
    says: `shows ${show(value)} for ${path} in the TLS handshake`,
    fault: { kind: 'tls', handshake, path, value },
  }));
}

/** The opposite of what became of the handshake. */
function opposite(handshake: number, { event }: EventOf<'connection'>, sut: Role): readonly Mutant[] {
  if (sut === 'csms')
    return event === 'open'
      ? [{ says: 'refuses the connection', fault: { kind: 'handshake', attempt: handshake, does: 'refuse' } }]
      : [{ says: 'lets in whom it should refuse', fault: { kind: 'handshake', attempt: handshake, does: 'accept' } }];
  return event === 'tls-failed'
    ? [{ says: 'connects in spite of what it was shown', fault: { kind: 'tls-accept', handshake } }]
    : [{ says: 'gives up the TLS handshake', fault: { kind: 'tls-refuse', handshake } }];
}

/** `handshakes` are all that came about, were refused or failed, in order. */
export function ofTls(handshakes: readonly EventOf<'connection'>[], sut: Role, check: CheckEvent): readonly Mutant[][] {
  return (check.connections ?? []).flatMap((conn): Mutant[][] => {
    const handshake = handshakes.findIndex((event) => event.conn === conn);
    const event = handshakes[handshake];
    if (!event) return [];
    if (check.asserts.length === 0) return [[...opposite(handshake, event, sut)]];
    return check.asserts.map((path) => [...alterations(handshake, event, path)]);
  });
}
