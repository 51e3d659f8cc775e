/**
 * What a case leaves at the SUT, and what becomes of it: after each case the tester puts back what it can, and what it
 * cannot is the reason why later cases on which it bears do not run. Where nothing is left, it costs no frame and no
 * time.
 */
import { is2x } from '../../doors/protocol.js';
import { type Lane } from '../../lane/lane.js';
import { type Case } from '../../peers/case.js';
import { connectionSince } from '../../peers/csms-side/csms.js';
import { nextMatching } from '../../peers/conversation/expectations.js';
import { type TimeLimits } from '../../peers/for-cases/settings.js';
import { type RecordEvent } from '../../record/events.js';
import { createJoiner } from '../../rules/seen.js';
import { type CaseWorld } from '../run-case.js';
import { atCsms } from './at-csms.js';
import { bearsOn } from './bearing.js';
import { createBook, type Leftover, type LeftKind, type Reader } from './book.js';
import { putBackOne, restarted, type Site } from './put-back.js';
import { RESTART } from './promises.js';
import { station16 } from './station-16.js';
import { station2 } from './station-2.js';

export interface Leftovers {
  /** A case begins, live or in what happened before. */
  begin(caseId: string): void;
  /**
   * Puts back what the case left. `patience`: how long to wait for a station that is not connected, in milliseconds;
   * without it nothing is done then.
   */
  after(world: CaseWorld, patience?: number): Promise<void>;
  /** Whether the station could not be registered again: then its silence is right, and nothing is asked of it. */
  readonly unregistered: boolean;
  /** Why the case cannot run: what an earlier one left. It is tried again first on a new connection. */
  standing(item: Case, world: CaseWorld): Promise<string | undefined>;
  /** Whether there is anything that nobody tried to put back yet. */
  some(): boolean;
  /** The run ends in the midst of a case: what can be is put back, within so many milliseconds. */
  atOnce(world: CaseWorld, within: number): Promise<void>;
}

/** What a restart may end. */
const ENDED_BY_RESTART: readonly LeftKind[] = ['registration', 'transaction', 'remote-start'];
/** In which order things are put back: nothing else may be asked of a station that is not accepted. */
const ORDER: readonly LeftKind[] = [
  'registration',
  'trigger',
  'report',
  'remote-start',
  'transaction',
  'vehicle',
  'reservation',
  'availability',
  'charging-profile',
  'local-list',
  'monitor',
  'display-message',
  'certificate',
  'setting',
  'connection',
];
/** Putting back takes so much at most, in milliseconds, however much there is. */
const LONGEST = 300_000;
/** What comes about while something is put back is put back as well, so many times. */
const ROUNDS = 3;
/** What follows from putting back has been said when nothing came for this long, in milliseconds. */
const QUIET = 300;
const QUIET_LIMIT = 5_000;

const sentence = (thing: Leftover): string => `${thing.subject}, left by ${thing.case}`;

export function createLeftovers(lane: Lane, limits: TimeLimits): Leftovers {
  const { sut, version, identity } = lane;
  const joiner = createJoiner();
  const now = () => lane.clock.now();
  const two = is2x(version);
  const read: Reader = sut === 'csms' ? atCsms(two) : two ? station2(now) : station16(now);
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const look of [...watchers]) look();
  };
  let current: string | undefined;
  const book = createBook(limits, () => current, changed);
  /** What could not be put back, and over which connection that was tried. */
  const given = new Map<string, { readonly conn: number; readonly thing: Leftover }>();
  const restartedFor = new Set<string>();
  /** Another one once the run is interrupted. */
  let turn = {};
  /** The connection over which a restart was asked for; 0 where none was. */
  let restartedOn = 0;
  /** CALLs of the tester without an answer, by connection and frame. */
  const asked = new Map<number, number>();

  lane.subscribe((event: RecordEvent) => {
    if (event.type === 'connection') {
      if (event.event === 'open') joiner.open({ conn: event.conn, identity, version, t: event.t });
      if (event.event !== 'closed') return;
      joiner.closed({ conn: event.conn, t: event.t });
      for (const [n, conn] of asked) if (conn === event.conn) asked.delete(n);
      return;
    }
    if (event.type !== 'frame') return;
    const { conn, n, t, text, binary, oversize, dir } = event;
    const sender = (dir === 'rx') === (sut === 'station') ? 'station' : 'csms';
    const seen = joiner.frame({ conn, n, t, sender, text, binary, oversize });
    if (!seen) return;
    if (seen.answers) asked.delete(seen.answers.n);
    if (dir === 'tx' && seen.message.kind === 'call') asked.set(n, conn);
    read(seen, book);
    // Whoever speaks on a new connection and does not boot takes itself for registered.
    if (!book.things.has(RESTART)) restartedOn = 0;
    else if (restartedOn === 0) restartedOn = conn;
    else if (restartedOn !== conn && dir === 'rx' && seen.message.kind === 'call') book.drop(RESTART);
    changed();
  });

  function until(holds: () => boolean, within: number): Promise<boolean> {
    if (holds() || within <= 0) return Promise.resolve(holds());
    return new Promise((resolve) => {
      const finish = (held: boolean) => {
        cancel();
        watchers.delete(look);
        resolve(held);
      };
      const look = () => {
        if (holds()) finish(true);
      };
      const cancel = lane.clock.at(now() + within, () => finish(false));
      watchers.add(look);
    });
  }

  const isWaiting = ({ undo }: Leftover): boolean => undo.by === 'waiting';
  const inOrder = (things: Iterable<Leftover>): Leftover[] =>
    [...things].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

  function tell(thing: Leftover, state: 'restored' | 'standing'): void {
    const words = { restored: 'is put back', standing: 'could not be put back' }[state];
    const why = thing.undo.by === 'nobody' ? ': what it was before is not known' : '';
    const { kind, subject, frames } = thing;
    const text = `${sentence(thing)}, ${words}${state === 'standing' ? why : ''}`;
    lane.emit({ type: 'left', case: thing.case, kind, subject, state, text, frames: [...frames] });
  }

  /** What is over by now, or was said to be given up and is over after all. */
  function tidy(): void {
    book.dropWhere(({ until: over }) => over !== undefined && over <= lane.t());
    for (const [key, { thing }] of given)
      if (!book.things.has(key)) {
        given.delete(key);
        tell(thing, 'restored');
      }
  }

  /** Whoever waits for something when the run is interrupted goes on waiting. */
  const untilIn =
    (of: object): Site['until'] =>
    async (holds, within) => {
      const held = await until(holds, within);
      return of === turn ? held : new Promise(() => undefined);
    };

  async function putBack(things: readonly Leftover[], world: CaseWorld, within: number, mayRestart: boolean) {
    const { conversation } = world;
    const site: Site = { world, book, end: now() + within, until: untilIn(turn) };
    for (const thing of inOrder(things)) {
      if (sut === 'station' && thing.kind !== 'registration' && book.things.has('registration')) break;
      if (book.things.has(thing.key)) await putBackOne(site, thing);
    }
    const remains = () => things.filter(({ key }) => book.things.has(key));
    const which = ({ key, frames }: Leftover): string => `${key} ${frames.join()}`;
    const stubborn = remains().filter(
      (thing) => ENDED_BY_RESTART.includes(thing.kind) && !restartedFor.has(which(thing)),
    );
    if (mayRestart && sut === 'station' && stubborn.length > 0) {
      for (const thing of stubborn) restartedFor.add(which(thing));
      await restarted(site, stubborn);
      for (const thing of inOrder(remains()).filter(({ key }) => !stubborn.some((one) => one.key === key)))
        await putBackOne(site, thing);
    }
    if (conversation.line?.open && things.some((thing) => !isWaiting(thing) && thing.undo.by !== 'nobody')) {
      const end = now() + Math.min(QUIET_LIMIT, Math.max(0, site.end - now()));
      while (now() < end && (await nextMatching(conversation, () => true, Math.min(QUIET, end - now()))));
    }
    for (const thing of things) {
      const stands = book.things.has(thing.key);
      // What was promised and does not come leaves nothing behind.
      if (isWaiting(thing)) book.drop(thing.key);
      else if (!stands && given.delete(thing.key)) tell(thing, 'restored');
      else if (!stands) tell(thing, 'restored');
      else {
        if (!given.has(thing.key)) tell(thing, 'standing');
        given.set(thing.key, { conn: conversation.line?.conn ?? 0, thing });
      }
    }
    conversation.mark();
    lane.endObservation();
  }

  const fresh = () => [...book.things.values()].filter(({ key }) => !given.has(key));

  return {
    begin(caseId) {
      current = caseId;
    },
    async after(world, patience) {
      tidy();
      const away = sut === 'station' && world.conversation.line?.open !== true;
      if (away && fresh().length > 0)
        if (patience === undefined || !(await connectionSince(world.conversation, patience))) return;
      for (let round = 0; round < ROUNDS; round++) {
        const things = fresh();
        if (things.length === 0) return;
        await putBack(things, world, LONGEST, true);
      }
    },
    get unregistered() {
      return sut === 'station' && given.has('registration');
    },
    some: () => fresh().some((thing) => !isWaiting(thing)),
    async standing(item, world) {
      if (given.size === 0) return undefined;
      tidy();
      const conn = world.conversation.line?.conn ?? 0;
      const again = [...given.values()].filter(
        (one) => one.thing.undo.by !== 'nobody' && one.conn !== conn && conn !== 0 && sut === 'station',
      );
      if (again.length > 0)
        await putBack(
          again.map(({ thing }) => thing),
          world,
          LONGEST,
          false,
        );
      const [first] = inOrder([...given.values()].map(({ thing }) => thing).filter(({ kind }) => bearsOn(kind, item)));
      return first && `left by ${first.case}: ${first.subject}`;
    },
    async atOnce(world, within) {
      turn = {};
      tidy();
      const things = fresh().filter((thing) => !isWaiting(thing));
      if (things.length === 0) return;
      const end = now() + within;
      // Only one CALL may be under way.
      if (await until(() => asked.size === 0, within)) await putBack(things, world, end - now(), false);
      else for (const thing of things) tell(thing, 'standing');
    },
  };
}
