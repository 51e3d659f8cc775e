/**
 * The file door: firmware that a station fetches, diagnostics and logs that it sends. The tester serves; a station is a
 * client. `harness/files` has the implementations (real servers, in memory); nothing else serves or fetches a file.
 */

export const FILE_SCHEMES = ['http', 'https', 'ftp'] as const;
export type FileScheme = (typeof FILE_SCHEMES)[number];

/** How a file server misbehaves on purpose at one path. */
export type FileFault =
  /** Refuses whoever asks: HTTP 403, FTP 550. */
  | 'refuse'
  /** Hangs up in the middle of the content. */
  | 'truncate'
  /** Takes the connection and says nothing. */
  | 'stall';

/** What came of one attempt to fetch or to send a file. */
export interface Transfer {
  readonly scheme: FileScheme;
  readonly direction: 'download' | 'upload';
  /** The path as it was asked for, percent-decoded, at most 500 characters. */
  readonly path: string;
  /** `missing`: nothing is offered or awaited there. `cut`: it ended before the end of the content. */
  readonly outcome: 'complete' | 'missing' | 'refused' | 'cut';
  /** Bytes of content that went over the wire. */
  readonly bytes: number;
  /** SHA-256 of an upload's content, hexadecimal. */
  readonly sha256?: string;
  /** Where an upload is kept, relative to the run's folder. */
  readonly kept?: string;
}

/** Starting addresses by scheme, without a trailing slash: `http://127.0.0.1:40123`. */
export type FileBases = Readonly<Partial<Record<FileScheme, string>>>;

/** A file server that is running. Paths begin with a slash. */
export interface FileServer {
  readonly bases: FileBases;
  /** Serves `content` at `path` from now on. */
  offer(path: string, content: Uint8Array, fault?: FileFault): void;
  /** Takes files that are sent to `path`, or to a name below it. */
  await(path: string, fault?: FileFault): void;
  /** Ends what `offer` and `await` began at `path`. */
  withdraw(path: string): void;
  /** Told of every attempt when it has ended. One listener. */
  onTransfer(listener: (transfer: Transfer) => void): void;
  close(): Promise<void>;
}

export type FileResult =
  | { readonly ok: true; readonly content: Uint8Array }
  /** `code`: a system's or a protocol's word, `HTTP_403`, `FTP_550`, `ECONNREFUSED`, `TOO_LARGE`. */
  | { readonly ok: false; readonly code: string; readonly reason: string };

/** A client as a station has it. Never rejects. */
export interface FileClient {
  get(url: string, options: { readonly roots?: readonly string[]; readonly timeout: number }): Promise<FileResult>;
  /** Sends `content` as `name`, into the folder or to the file that the URL names. */
  put(
    url: string,
    name: string,
    content: Uint8Array,
    options: { readonly roots?: readonly string[]; readonly timeout: number },
  ): Promise<FileResult>;
}
