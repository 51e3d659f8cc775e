/**
 * The wire door: opens and accepts WebSocket connections. `harness/wire` has the implementations (real sockets, in
 * memory, replay); nothing else touches a socket.
 */

import { type ClientTls, type ServerTls, type TlsFacts, type TlsFailure } from './tls.js';

/** What a client asks for in its opening handshake. */
export interface UpgradeRequest {
  /** The request target as it was sent, still percent-encoded: `/ocpp/CS%2001`. */
  readonly path: string;
  /** The offered subprotocols in the client's order of preference. */
  readonly protocols: readonly string[];
  /** Whether compression was offered (permessage-deflate, RFC 7692). */
  readonly compression?: boolean;
  /** The Authorization header as it was sent, if any. Never recorded. */
  readonly authorization?: string;
  /** Where the client connects from, for people. */
  readonly remote: string;
  /** The TLS handshake before it; undefined on a plain connection. */
  readonly tls?: TlsFacts;
}

/** The answer to a handshake: accepted with a subprotocol (or none), or refused with an HTTP status. */
export type UpgradeDecision =
  | {
      readonly accept: true;
      readonly subprotocol?: string;
      /** Agrees to compression where it was offered. */
      readonly compression?: boolean;
    }
  | { readonly accept: false; readonly status: number; readonly reason: string };

/** What a frame carried: text, or bytes of a binary frame, which OCPP-J does not use. */
export interface WireMessage {
  /** The text. For a binary frame its bytes in base64; for a frame over the limit its beginning. */
  readonly text: string;
  readonly binary?: boolean;
  /** Size in bytes on the wire, set only when `text` is cut because the frame was over the limit. */
  readonly oversize?: number;
}

/** How a message goes out that is not simply one frame of its own kind. */
export interface SendAs {
  /** More of the same message follows with the next call: this frame is not its last (RFC 6455 §5.4). */
  readonly unfinished?: boolean;
  /** Bytes go out in a text frame, though they may be no UTF-8 (RFC 6455 §8.1 forbids that). */
  readonly text?: boolean;
  /** Not compressed, though compression was agreed on (RFC 7692 §6 leaves it open for each message). */
  readonly plain?: boolean;
}

/** The control frames of RFC 6455 §5.5 that do not close. */
export type Control = 'ping' | 'pong';

/** One open WebSocket connection. Callbacks are set by its one owner; what comes before they are set is kept. */
export interface Connection {
  /** The negotiated subprotocol, '' when there is none. */
  readonly subprotocol: string;
  /** Whether compression was agreed on (permessage-deflate, RFC 7692). */
  readonly compressed: boolean;
  /** Sends one text frame, or a binary frame for bytes. A closed connection swallows it. */
  send(data: string | Uint8Array, as?: SendAs): void;
  /** Sends a ping, between the frames of an unfinished message too. */
  ping(): void;
  /** Whether pings of the peer are answered with pongs, as RFC 6455 §5.5.2 asks; they are from the beginning. */
  answerPings(answer: boolean): void;
  /** Pings and pongs of the peer. */
  onControl(listener: (control: Control) => void): void;
  /** Closes in the orderly way: close frame, then the peer's. */
  close(code?: number, reason?: string): void;
  /** Drops the connection without a close frame. */
  terminate(): void;
  /** Stops reading, so that TCP holds back a flooding peer; `resume` goes on. */
  pause(): void;
  resume(): void;
  onMessage(listener: (message: WireMessage) => void): void;
  /** Called once, with the close code (1006 when there was no close frame) and reason. */
  onClose(listener: (code: number, reason: string) => void): void;
}

export interface ListenOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Decides each handshake. It runs at once and must not wait. */
  readonly decide: (request: UpgradeRequest) => UpgradeDecision;
  readonly onConnection: (connection: Connection, request: UpgradeRequest) => void;
  /**
   * What to bring to a TLS handshake, asked for each one. With it the port takes TLS and plain connections, told apart
   * by their first byte; without it, or while it gives undefined, plain ones only.
   */
  readonly tls?: () => ServerTls | undefined;
  /** Told of TLS handshakes that failed, on either side. */
  readonly onTlsFailure?: (failure: TlsFailure) => void;
  /** Told of requests that are no opening handshake, with the answer that they got; the path is '' where none can be read. */
  readonly onNoHandshake?: (
    request: UpgradeRequest,
    answer: { readonly status: number; readonly reason: string },
  ) => void;
}

export interface Listener {
  readonly port: number;
  /** Stops listening and drops what is open. */
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly url: string;
  readonly protocols: readonly string[];
  /** Offers compression (permessage-deflate, RFC 7692). */
  readonly compression?: boolean;
  /** Basic authentication; the password is sent as UTF-8 bytes, or as the bytes of `passwordHex`. */
  readonly basic?: { readonly user: string; readonly password: string | Uint8Array };
  /** How long the handshake may take, in milliseconds. */
  readonly timeout: number;
  /** Needed for a `wss:` URL. */
  readonly tls?: ClientTls;
}

/** How an attempt to connect ended. */
export type OpenResult =
  | { readonly ok: true; readonly connection: Connection; readonly tls?: TlsFacts }
  | {
      readonly ok: false;
      /** The HTTP status when the server answered something other than 101. */
      readonly status?: number;
      /** A system error code such as ECONNREFUSED, or a word of ours. */
      readonly code: string;
      readonly reason: string;
      /** What there was of a TLS handshake. */
      readonly tls?: TlsFacts;
    };

/** An HTTP request in place of an opening handshake. `Host`, and `Authorization` where there is a password, come to it. */
export interface HttpRequest {
  readonly method: string;
  /** What follows the path in the request target, with its `?`. */
  readonly query?: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

export interface KnockOptions extends Pick<OpenOptions, 'url' | 'basic' | 'timeout' | 'tls'> {
  readonly request: HttpRequest;
}

/** What came of a request: an HTTP answer, or none. The connection is ended, whatever it is. */
export interface KnockResult {
  /** 101 where the request was taken for an opening handshake; undefined where there was no answer. */
  readonly status?: number;
  /** `HTTP_426` and the like, `CLOSED`, `TIMEOUT`, or a system error code such as ECONNREFUSED. */
  readonly code: string;
  readonly reason: string;
  /** Sec-WebSocket-Version of the answer (RFC 6455 §4.4). */
  readonly versions?: string;
  readonly tls?: TlsFacts;
}

export interface Wire {
  /** Rejects with an error that has `code: 'EADDRINUSE'` and the like when the port cannot be had. */
  listen(options: ListenOptions): Promise<Listener>;
  /** Never rejects: a refusal is a result. */
  open(options: OpenOptions): Promise<OpenResult>;
  /** Sends a request that is no opening handshake, and takes the answer. Never rejects. */
  knock(options: KnockOptions): Promise<KnockResult>;
}
