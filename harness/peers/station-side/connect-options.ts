/** How the impersonated station connects. */
import { type SecurityProfile, type TlsConnect } from '../for-cases/security.js';

/** What is left out is as the plan has it. */
export interface ConnectOptions {
  /** Subprotocols to offer, in order of preference. */
  readonly protocols?: readonly string[];
  /** The path's last segment as it is to be sent, percent-encoded already. */
  readonly segment?: string;
  /** Another password, or none at all. */
  readonly password?: string | Uint8Array | null;
  /** Another user name than the identity, where there is a password. */
  readonly user?: string;
  /** Another security profile than the plan's: it decides between plain and TLS, and what authenticates. */
  readonly profile?: SecurityProfile;
  /** Offers compression (RFC 7692). */
  readonly compression?: boolean;
  readonly tls?: TlsConnect;
  /** Connects whatever became of the connections before; by default they have ended, and a while ago. */
  readonly atOnce?: true;
  /** Tries again with a back-off while the CSMS keeps it out in a way that may pass, or lets it in and hangs up. */
  readonly patient?: true;
}
