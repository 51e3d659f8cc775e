/**
 * TLS as the wire door speaks of it: what either side brings to a handshake, and what became of it. Certificates and
 * keys are PEM; cipher suites go by their IANA names (`TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256`).
 */

export const TLS_VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type TlsVersion = (typeof TLS_VERSIONS)[number];

/** A certificate chain, leaf first, and the private key of its leaf. */
export interface TlsIdentity {
  readonly chain: string;
  readonly key: string;
}

/** What a server brings. It is asked for at every handshake, so that it may change between two. */
export interface ServerTls {
  /** One per kind of key: a server that has RSA and ECDSA certificates shows the one that the client can check. */
  readonly identities: readonly TlsIdentity[];
  /** Roots that a client certificate must lead to. Without them no client certificate is asked for. */
  readonly clientRoots?: readonly string[];
  /** A client may do without a certificate, since who needs one shows only later; one that is shown has to be good. */
  readonly clientOptional?: boolean;
  /** Certificate revocation lists (PEM) that client certificates are held against. */
  readonly revoked?: readonly string[];
  readonly versions: readonly TlsVersion[];
  /** Every suite that the library has, when absent. */
  readonly suites?: readonly string[];
}

/** What a client brings. */
export interface ClientTls {
  /** Roots that the server's certificate must lead to. */
  readonly roots: readonly string[];
  readonly revoked?: readonly string[];
  /** Shown when the server asks for a client certificate. */
  readonly identity?: TlsIdentity;
  readonly versions: readonly TlsVersion[];
  readonly suites?: readonly string[];
  /** SHA-256 fingerprints (hex, no colons) of server certificates that are taken whatever their chain. */
  readonly pins?: readonly string[];
}

/** What a certificate says, for the record and for people. Times are milliseconds since the epoch. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serial: string;
  /** SHA-256 over the DER form, hexadecimal. */
  readonly sha256: string;
  readonly notBefore: number;
  readonly notAfter: number;
  /** `RSA 2048`, `EC P-256`. */
  readonly key: string;
}

/** What a client offered in its ClientHello. Values that have no name stand as `0x1301`. */
export interface ClientHello {
  readonly versions: readonly string[];
  readonly suites: readonly string[];
  /** The server name indication (RFC 6066 §3). */
  readonly serverName?: string;
}

/** What became of a handshake. */
export interface TlsFacts {
  /** Undefined where it failed before a version was agreed on. */
  readonly version?: string;
  readonly suite?: string;
  /** Known to a server only. */
  readonly hello?: ClientHello;
  /** The other side's leaf certificate. */
  readonly peer?: CertificateFacts;
}

/** A handshake that a listener saw fail. */
export interface TlsFailure {
  /** Who gave it up: `peer` where an alert or a hang-up came from the client. */
  readonly by: 'peer' | 'self';
  /** A word for the reason, such as `CERTIFICATE_EXPIRED`, `UNKNOWN_CA`, `NO_SHARED_CIPHER`, `PROTOCOL_VERSION`. */
  readonly code: string;
  readonly reason: string;
  readonly tls: TlsFacts;
}
