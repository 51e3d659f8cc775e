/**
 * The files of a case: what the tester offers to the station and where it awaits uploads, and checks of what came of
 * it. Addresses come from the lane's entropy and the file server's bases, so that a replay gives the same.
 */
import { createHash } from 'node:crypto';
import { iso, sleep } from '../../doors/clock.js';
import { type FileFault, type FileScheme, type FileServer, type Transfer } from '../../doors/files.js';
import { type Lane } from '../../lane/lane.js';
import { type EventOf } from '../../record/events.js';
import { type Judge } from '../judge.js';
import { type Requirements } from '../conversation/peer.js';
import { type Parameters } from '../for-cases/settings.js';
import { limitText, measuredText } from '../../doors/durations.js';

/** A firmware image that the station under test would install, and what its maker signed it with. */
export interface FirmwareImage {
  readonly content: Uint8Array;
  /** PEM. */
  readonly certificate?: string;
  /** Base64. */
  readonly signature?: string;
}

/** The file server as a lane has it; a replay has one that serves nobody. */
export interface FileDoor extends Pick<FileServer, 'bases' | 'offer' | 'await' | 'withdraw'> {
  readonly firmware?: FirmwareImage;
}

/** A place on the tester's file server. */
export interface FilePlace {
  readonly url: string;
  readonly path: string;
  readonly direction: Transfer['direction'];
}

export interface OfferedFile extends FilePlace {
  /** Hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** The maker's signature of the plan's firmware, where the plan has one. */
export interface OfferedFirmware extends OfferedFile {
  /** Nothing in a replay. */
  readonly content: Uint8Array;
  readonly certificate?: string;
  readonly signature?: string;
}

export interface OfferOptions {
  /** The file's name at the end of its address. */
  readonly name?: string;
  readonly fault?: FileFault;
}

/** One attempt, with its number in the record and its time (milliseconds since the epoch). */
export interface Attempt extends Transfer {
  readonly transfer: number;
  readonly at: number;
}

export interface ExpectTransferOptions {
  readonly id?: string;
  readonly title?: string;
  /** Milliseconds; by default the plan's limit for an action. */
  readonly within?: number;
  /** The least size that makes sense, in bytes; 1 by default for what is complete. */
  readonly atLeast?: number;
  /** Whoever tries before this time (milliseconds since the epoch) is wrong. */
  readonly notBefore?: number;
}

/** Attempts that a station owes, so many and no more. */
export interface OwedAttempts {
  readonly outcome: Transfer['outcome'];
  readonly count: number;
  /** The least time from one to the next, in milliseconds. */
  readonly apart: number;
}

export interface CsmsFiles {
  /**
   * Keeps to what the station can use: the words of SupportedFileTransferProtocols (1.6 errata 3.88). Ends the case as
   * inconclusive where the tester serves none of them. Without it, what the statement says counts, or anything.
   */
  speak(protocols: readonly string[]): void;
  /** Offers `content`; a place that is offered anew, as `at`, keeps its address. */
  offer(content: Uint8Array, options?: OfferOptions & { readonly at?: FilePlace }): OfferedFile;
  /** Offers the plan's firmware; without one the case ends as inconclusive: no other can be installed. */
  offerFirmware(options?: OfferOptions): Promise<OfferedFirmware>;
  /** Takes uploads at an address that ends in a slash, and below it. */
  awaitUpload(options?: { readonly fault?: FileFault }): FilePlace;
  /** What the station has tried at `place` so far. */
  attempts(place: FilePlace): readonly Attempt[];
  /** The next attempt at `place` after those that are known, without a judgement; undefined when none comes in time. */
  nextAttempt(place: FilePlace, known: number, within?: number): Promise<Attempt | undefined>;
  /** Waits for an attempt at `place` with the outcome, and judges that it came. */
  expectTransfer(
    place: FilePlace,
    outcome: Transfer['outcome'],
    requirements: Requirements,
    options?: ExpectTransferOptions,
  ): Promise<Attempt | undefined>;
  /** Waits for the attempts that are owed, and a while longer, and judges their number and how far apart they were. */
  expectAttempts(
    place: FilePlace,
    owed: OwedAttempts,
    requirements: Requirements,
    options?: Pick<ExpectTransferOptions, 'id' | 'title'>,
  ): Promise<void>;
}

/** The specification recommends FTP (1.6 §8.1); HTTPS needs the station to trust the tester first. */
const ORDER: readonly FileScheme[] = ['ftp', 'http', 'https'];

const isUnder = (path: string, { path: place, direction }: FilePlace): boolean =>
  path === place || (direction === 'upload' && path.startsWith(`${place}/`));

export interface CsmsFilesOptions {
  readonly lane: Lane;
  readonly judge: Judge;
  readonly parameters: Pick<Parameters, 'limits' | 'fileProtocols'>;
  /** Undefined where the run has no file server. */
  readonly door: FileDoor | undefined;
}

/** `close` withdraws what the case offered and stops listening. */
export function createCsmsFiles({ lane, judge, parameters, door }: CsmsFilesOptions): CsmsFiles & { close(): void } {
  const seen: Attempt[] = [];
  const waiting = new Set<() => void>();
  const places = new Set<string>();
  let spoken = parameters.fileProtocols;

  const unsubscribe = lane.subscribe((event) => {
    if (event.type !== 'transfer') return;
    const { lane: _lane, t: _t, type: _type, ...transfer } = event satisfies EventOf<'transfer'>;
    seen.push({ ...(transfer as Transfer & { transfer: number }), at: lane.clock.now() });
    for (const look of [...waiting]) look();
  });

  function served(): { readonly door: FileDoor; readonly base: string } {
    const schemes = ORDER.filter((scheme) => door?.bases[scheme] !== undefined);
    if (!door || schemes.length === 0)
      return judge.stop('the tester serves no files: the plan gives it no port for them (files)');
    const common = schemes.find((scheme) => spoken?.some((word) => word.toLowerCase() === scheme) ?? true);
    const base = common && door.bases[common];
    if (base === undefined)
      return judge.stop(
        `the tester serves files over ${schemes.join(', ')}, and the station speaks ${spoken?.join(', ') ?? ''}`,
      );
    return { door, base };
  }

  function place(name: string, direction: Transfer['direction']): FilePlace & { readonly door: FileDoor } {
    const { base, door: open } = served();
    const path = `/${lane.id}/${lane.entropy.id().slice(0, 8)}${name}`;
    places.add(path);
    return { door: open, path, direction, url: `${base}${path}${direction === 'upload' ? '/' : ''}` };
  }

  function put(content: Uint8Array, { name = 'file.bin', fault, at }: OfferOptions & { at?: FilePlace }): OfferedFile {
    const { door: open = door, url, path, direction } = { door, ...(at ?? place(`/${name}`, 'download')) };
    open?.offer(path, content, fault);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { url, path, direction, sha256, bytes: content.length };
  }

  const attempts = (where: FilePlace) =>
    seen.filter(({ path, direction }) => direction === where.direction && isUnder(path, where));

  /** Resolves with what `find` finds, now or after a transfer, or with undefined after `within` milliseconds. */
  function until<T>(find: () => T | undefined, within: number): Promise<T | undefined> {
    return new Promise((resolve) => {
      const end = (found: T | undefined) => {
        cancel();
        waiting.delete(look);
        resolve(found);
      };
      const look = () => {
        const found = find();
        if (found !== undefined) end(found);
      };
      const cancel = lane.clock.at(lane.clock.now() + within, () => end(undefined));
      waiting.add(look);
      look();
    });
  }

  const words = ({ outcome, bytes }: Attempt) => `${outcome}, ${bytes} bytes`;

  return {
    close() {
      unsubscribe();
      for (const path of places) door?.withdraw(path);
    },
    speak(protocols) {
      spoken = protocols;
      served();
    },
    offer: (content, options = {}) => put(content, options),
    async offerFirmware(options = {}) {
      served();
      const image = door?.firmware;
      const made = await lane.obtain('firmware', () => {
        if (!image) return Promise.resolve(null);
        const { content, certificate, signature } = image;
        const sha256 = createHash('sha256').update(content).digest('hex');
        return Promise.resolve({
          sha256,
          bytes: content.length,
          ...(certificate !== undefined && { certificate }),
          ...(signature !== undefined && { signature }),
        });
      });
      if (made === null)
        return judge.stop('no firmware that the station would install is known: the plan names none (files.firmware)');
      const facts = made as Pick<OfferedFirmware, 'sha256' | 'bytes' | 'certificate' | 'signature'>;
      const content = image?.content ?? new Uint8Array();
      return { ...put(content, { name: 'firmware.bin', ...options }), ...facts, content };
    },
    awaitUpload({ fault } = {}) {
      const { door: open, ...rest } = place('', 'upload');
      open.await(rest.path, fault);
      return rest;
    },
    attempts,
    nextAttempt: (where, known, within = parameters.limits.action) => until(() => attempts(where)[known], within),
    async expectTransfer(where, outcome, requirements, options = {}) {
      const { within = parameters.limits.action, atLeast = outcome === 'complete' ? 1 : 0, notBefore = 0 } = options;
      const fits = (attempt: Attempt) => attempt.outcome === outcome && attempt.bytes >= atLeast;
      const first = await until(() => attempts(where).find(fits), within);
      const early = attempts(where).some(({ at }) => at < notBefore);
      const found = early ? undefined : first;
      const tried = found ? [found] : attempts(where);
      const what = where.direction === 'download' ? 'fetches the file from' : 'sends a file to';
      judge.judge(
        {
          id: options.id ?? `transfer-${where.direction}`,
          title: options.title ?? `the station ${what} the address that it was given`,
          kind: 'transfer',
          verdict: found ? 'pass' : 'fail',
          expected: `${where.direction} ${outcome}${atLeast > 0 ? `, at least ${atLeast} bytes` : ''}${notBefore > 0 ? `, not before ${iso(notBefore)}` : ''}`,
          actual:
            tried.length > 0
              ? tried.slice(-5).map(words).join('; ') + (early ? `, the first at ${iso(tried[0]!.at)}` : '')
              : `none within ${limitText(within)}`,
          requirements,
          frames: [],
          transfers: tried.slice(-20).map(({ transfer }) => transfer),
          asserts: ['outcome', ...(atLeast > 0 ? ['bytes'] : []), ...(notBefore > 0 ? ['not-before'] : [])],
          awaited: { within },
        },
        true,
      );
      return found;
    },
    async expectAttempts(where, { outcome, count, apart }, requirements, options = {}) {
      const step = apart + parameters.limits.action;
      for (let known = 0; known < count && (await until(() => attempts(where)[known], step)); known++);
      // One more would come by now.
      await sleep(lane.clock, Math.min(step, apart * 2));
      const tried = attempts(where);
      const gaps = tried.slice(1).map(({ at }, index) => at - tried[index]!.at);
      const right = tried.length === count && tried.every((one) => one.outcome === outcome);
      judge.judge(
        {
          id: options.id ?? 'attempts',
          title: options.title ?? `the station tries ${count} times, at least ${limitText(apart)} apart`,
          kind: 'transfer',
          verdict: right && gaps.every((gap) => gap >= apart) ? 'pass' : 'fail',
          expected: `${count} attempts, each ${outcome}, at least ${limitText(apart)} apart`,
          actual: `${tried.length}: ${tried.slice(0, 9).map(words).join('; ')}${
            gaps.length > 0
              ? `; apart ${gaps
                  .slice(0, 9)
                  .map((gap) => measuredText(gap))
                  .join(', ')}`
              : ''
          }`,
          requirements,
          frames: [],
          transfers: tried.slice(0, 20).map(({ transfer }) => transfer),
          asserts: ['outcome', 'apart', 'count'],
        },
        true,
      );
    },
  };
}
