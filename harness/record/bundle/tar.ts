/**
 * The little of the tar format (POSIX ustar) that a bundle needs: plain files with plain names. A library would read
 * links, devices, absolute paths and long-name extensions too, and each of them would have to be refused again; this
 * reader knows nothing else to do than refuse. Any tar reads what it writes.
 */

const BLOCK = 512;
const NAME = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;
const NAME_LENGTH = 100;
/** What eleven octal digits hold. */
const LARGEST = 0o77777777777;

/** Whether a name may stand in a bundle: relative, without `..`, letters, digits, `.`, `_`, `-` and `/`. */
export const isEntryName = (name: string): boolean => name.length <= NAME_LENGTH && NAME.test(name);

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;

function checksum(header: Buffer): number {
  let sum = 0;
  // The checksum's own field counts as spaces.
  for (let at = 0; at < BLOCK; at++) sum += at >= 148 && at < 156 ? 0x20 : header[at]!;
  return sum;
}

/** The header of a file; `time` is seconds since 1970. Throws for a name or a size that it cannot hold. */
export function tarHeader(name: string, size: number, time: number): Buffer {
  if (!isEntryName(name)) throw new Error(`${JSON.stringify(name.slice(0, 200))} is no name for a file of a bundle`);
  if (size > LARGEST) throw new Error(`${name} is too large for a bundle`);
  const header = Buffer.alloc(BLOCK);
  const put = (at: number, text: string) => header.write(text, at, 'latin1');
  put(0, name);
  put(100, octal(0o644, 8));
  put(108, octal(0, 8));
  put(116, octal(0, 8));
  put(124, octal(size, 12));
  put(136, octal(Math.max(0, Math.floor(time)), 12));
  put(156, '0');
  put(257, 'ustar\x0000');
  put(148, `${checksum(header).toString(8).padStart(6, '0')}\0 `);
  return header;
}

/** Zeros that fill a file of this size up to the next block. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

/** What ends an archive. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK);

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** The file's bytes; they have to be read before the next entry is asked for. */
  readonly body: AsyncIterable<Buffer>;
}

/** An archive that is not as this writer writes it. */
export class TarError extends Error {
  readonly code = 'BUNDLE_BROKEN';
}

const text = (header: Buffer, at: number, length: number): string =>
  header.toString('latin1', at, at + length).replace(/\0.*$/s, '');

function parseHeader(header: Buffer): { readonly name: string; readonly size: number } {
  const name = text(header, 0, 100);
  const sum = text(header, 148, 8).trim();
  if (header.toString('latin1', 257, 265) !== 'ustar\x0000' || !/^[0-7]{1,7}$/.test(sum))
    throw new TarError('it is no tar archive, or it is cut off');
  if (parseInt(sum, 8) !== checksum(header)) throw new TarError('the header of a file is damaged');
  if (header[156] !== 0x30 || text(header, 345, 155) !== '')
    throw new TarError(`${JSON.stringify(name)} is no plain file`);
  if (!isEntryName(name)) throw new TarError(`${JSON.stringify(name)} is no name for a file of a bundle`);
  const size = text(header, 124, 12);
  if (!/^[0-7]{11}$/.test(size)) throw new TarError(`${name} has no size`);
  return { name, size: parseInt(size, 8) };
}

/** Reads an archive piece by piece. Throws a TarError for anything that this writer does not write. */
export async function* readTar(bytes: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const source = bytes[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await source.next();
    if (next.done) return false;
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
    return true;
  };
  const take = async (length: number): Promise<Buffer> => {
    while (held.length < length) if (!(await more())) throw new TarError('it is cut off');
    const part = held.subarray(0, length);
    held = held.subarray(length);
    return part;
  };
  for (;;) {
    const header = await take(BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const { name, size } = parseHeader(header);
    let left = size;
    const body = async function* (): AsyncGenerator<Buffer> {
      while (left > 0) {
        if (held.length === 0 && !(await more())) throw new TarError('it is cut off');
        const part = held.subarray(0, left);
        held = held.subarray(part.length);
        left -= part.length;
        yield part;
      }
    };
    yield { name, size, body: body() };
    if (left > 0) throw new Error(`the bytes of ${name} were not read`);
    if ((await take(tarPadding(size).length)).some((byte) => byte !== 0))
      throw new TarError(`there is something hidden behind ${name}`);
  }
  do {
    if (held.some((byte) => byte !== 0)) throw new TarError('there is something hidden behind its end');
    held = Buffer.alloc(0);
  } while (await more());
}
