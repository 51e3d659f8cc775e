/** FTP's control connection as text (RFC 959 §5.3): lines that end in CRLF, each a verb with an argument. */

export interface FtpCommand {
  /** In capitals; '' where the line holds none. */
  readonly verb: string;
  readonly argument: string;
}

/** The longest line that is read, in bytes. */
export const MAX_LINE = 1024;

/** A line as a command. Telnet's control sequences (RFC 854) before it, as ABOR may have them, are left out. */
export function parseFtpLine(line: string): FtpCommand {
  const text = line.replace(/^[\u0080-\uffff]+/, '').trimStart();
  const [, verb = '', argument = ''] = /^([A-Za-z]{3,5})(?: (.*))?$/.exec(text.trimEnd()) ?? [];
  return { verb: verb.toUpperCase(), argument };
}

export type Lines = { readonly ok: true; readonly lines: readonly string[] } | { readonly ok: false };

/** Cuts what arrives into lines (UTF-8). `ok: false`: a line is longer than any command, and the client should go. */
export function createLineReader(): (piece: Uint8Array) => Lines {
  let rest = Buffer.alloc(0);
  return (piece) => {
    const all = Buffer.concat([rest, piece]);
    const lines: string[] = [];
    let start = 0;
    for (let end = all.indexOf(10); end >= 0; end = all.indexOf(10, start)) {
      if (end - start > MAX_LINE) return { ok: false };
      lines.push(all.subarray(start, end).toString('utf8').replace(/\r$/, ''));
      start = end + 1;
    }
    rest = Buffer.from(all.subarray(start));
    return rest.length > MAX_LINE ? { ok: false } : { ok: true, lines };
  };
}

/** `227` speaks of an IPv4 address as six numbers (RFC 959 §4.1.2). */
export const passiveReply = (address: string, port: number): string =>
  `227 Passive (${address.split('.').join(',')},${port >> 8},${port & 255})`;
