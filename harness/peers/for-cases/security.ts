/** Security as a case can change it: what the impersonated CSMS expects and shows, and how the station connects. */
import { type TlsVersion } from '../../doors/tls.js';
import { type CertificateFault, type IssueOptions } from '../../pki/authority.js';

/** 0 none (1.6 only), 1 Basic, 2 Basic over TLS, 3 client certificate over TLS. */
export type SecurityProfile = 0 | 1 | 2 | 3;

/** What the tester expects of a station's handshakes, and brings to them; what is left out is as the plan has it. */
export interface HandshakeSecurity {
  readonly profile?: SecurityProfile;
  /** The Basic authentication password that counts. */
  readonly password?: string | Uint8Array;
  /** The server certificates that the tester shows. */
  readonly server?: IssueOptions;
  readonly versions?: readonly TlsVersion[];
  /** IANA names. */
  readonly suites?: readonly string[];
}

/** How the tester brings up TLS as a station; what is left out is as the plan has it. */
export interface TlsConnect {
  readonly versions?: readonly TlsVersion[];
  /** IANA names. */
  readonly suites?: readonly string[];
  /** The client certificate: none, one that is wrong on purpose, or a chain (PEM) that was issued for the tester's key. */
  readonly identity?: 'none' | CertificateFault | { readonly chain: string };
}
