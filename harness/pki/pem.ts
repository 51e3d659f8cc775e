/** PEM (RFC 7468), bounded: what comes from outside may be anything. */

/** More than any chain or list of ours has, in characters. */
const MOST_TEXT = 1024 * 1024;
const MOST_BLOCKS = 100;

/** The bytes of every block with that label, in order; none for what is no PEM. */
export function pemBlocks(text: string, label: string): readonly Buffer[] {
  if (text.length > MOST_TEXT) return [];
  const [begin, end] = [`-----BEGIN ${label}-----`, `-----END ${label}-----`];
  const blocks: Buffer[] = [];
  for (let at = text.indexOf(begin); at >= 0 && blocks.length < MOST_BLOCKS; at = text.indexOf(begin, at)) {
    const stop = text.indexOf(end, at);
    if (stop < 0) break;
    const body = text.slice(at + begin.length, stop).replaceAll(/\s+/g, '');
    if (/^[A-Za-z0-9+/]+={0,2}$/.test(body)) blocks.push(Buffer.from(body, 'base64'));
    at = stop;
  }
  return blocks;
}

export function toPem(bytes: Uint8Array, label: string): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
