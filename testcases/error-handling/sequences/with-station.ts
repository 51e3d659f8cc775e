/** What the conversations of an impersonated CSMS with a station have in common, whatever the version. */
import { type Arbitraries, type Arbitrary } from '../../../harness/peers/for-cases/arbitrary.js';
import { type StationContext } from '../../../harness/peers/context.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { type Fault, type Player, type Step, weighted } from './explore.js';

export type Result = Readonly<Record<string, unknown>>;

/** What a request came to: the result, or a fault. */
export type Asked = { readonly result: Result; readonly frames: readonly number[] } | { readonly fault: Fault };

export interface Asker {
  /** Sends a sound request: it takes a result whose status, where it has one, is among `statuses`. */
  ask(action: string, payload: object, statuses?: readonly string[]): Promise<Asked>;
  /** What must come because of an answer: a message of this name, within the plan's limit. */
  awaits(action: string, because: string, frames: readonly number[]): Promise<Fault | undefined>;
}

/** A station may not have a feature: then it says so, whatever is asked. */
const ABSENT: readonly string[] = ['NotImplemented', 'NotSupported'];

function createAsker({ csms, parameters }: StationContext<Version>): Asker {
  return {
    async ask(action, payload, statuses) {
      const outcome = await csms.attempt(action, payload);
      const frames = ('answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n]).filter((n) => n > 0);
      if (outcome.kind === 'error' && ABSENT.includes(outcome.code)) return { result: {}, frames };
      if (outcome.kind === 'error') return { fault: { reason: `${action} was answered with ${outcome.code}`, frames } };
      if (outcome.kind !== 'result')
        return { fault: { reason: `${action} was not answered: ${outcome.kind}`, frames } };
      const { status } = outcome.payload;
      if (statuses && !statuses.includes(status as string))
        return { fault: { reason: `${action} was answered with the status ${String(status)}`, frames } };
      return { result: outcome.payload, frames };
    },
    async awaits(action, because, frames) {
      const message = await csms.next(action as never, { within: parameters.limits.action });
      return message === undefined ? { reason: `no ${action} came, although ${because}`, frames } : undefined;
    },
  };
}

/** Drops the connection, if there is one, and waits until the station is there again; false when it does not come. */
function comesBack({ csms, parameters }: StationContext<Version>): Promise<boolean> {
  const { conversation } = csms;
  const { clock } = conversation.lane;
  return new Promise((resolve) => {
    const end = (came: boolean) => {
      cancel();
      stop();
      resolve(came);
    };
    // It may notice by its own pings alone that the connection is gone, and takes its pace then.
    const limit = parameters.limits.reboot + parameters.limits.action;
    const cancel = clock.at(clock.now() + limit, () => end(false));
    const stop = conversation.onLine(() => end(true));
    csms.drop();
  });
}

/** What differs from version to version in the conversations with a station. */
export interface StationDialect {
  /** The name by which steps carry a setting, and the settings: they change nothing that a conversation could feel. */
  readonly setting: string;
  readonly settings: readonly string[];
  /** The name by which steps carry a place. */
  readonly place: string;
  readonly triggers: readonly string[];
  /** The step that only this version has. */
  readonly own: string;
}

/** The steps of such conversations. Their order and weights decide what a seed comes to. */
export function stationSteps(
  fc: Arbitraries,
  { setting, settings, place, triggers, own }: StationDialect,
): Arbitrary<Step> {
  const may = weighted(fc);
  const name = fc.constantFrom(...settings);
  return fc.oneof(
    may(3, 'get', { [setting]: name }),
    may(4, 'set', { [setting]: name, value: fc.constantFrom(300, 600, 900) }),
    may(3, 'availability', {
      [place]: fc.integer({ min: 0, max: 2 }),
      type: fc.constantFrom('Operative', 'Inoperative'),
    }),
    may(3, 'trigger', { message: fc.constantFrom(...triggers) }),
    may(2, 'stop-unknown'),
    may(1, own),
    may(1, 'clear-cache'),
    may(1, 'list-version'),
    may(1, 'data'),
    may(1, 'pause', { seconds: fc.integer({ min: 1, max: 3 }) }),
    may(1, 'drop'),
  );
}

/** How a version says what all versions can say. */
export interface StationWords {
  /** What a setting is; undefined where the station does not tell. */
  read(
    name: string,
  ): Promise<{ readonly fault: Fault } | { readonly value: string | undefined; readonly frames: readonly number[] }>;
  /** Sets it; the status of the answer. */
  write(name: string, value: string): Promise<{ readonly fault: Fault } | { readonly status: unknown }>;
  /** The highest number of a place; 0 is the whole station. */
  readonly places: number;
  availability(place: number, type: string): object;
  trigger(requestedMessage: string): object;
  /** Asks it to stop what never began. */
  readonly stopUnknown: readonly [action: string, payload: object];
  own(): Promise<Fault | undefined>;
}

/** The setting that the answer to BootNotification sets as well (1.6 §4.2, B01.FR.04), whenever a station boots. */
const BY_BOOT = 'HeartbeatInterval';

/** Settings of a station: what they were before, and what they are by what it said. */
function createSettings({ read: ask, write }: StationWords, { csms, parameters }: StationContext<Version>) {
  /** The connection on which it had booted when a setting was last seen to be what the boot made it. */
  const bootedAt = new Map<string, number>();
  const booted = () => csms.conversation.bootedOn;
  const byBoot = (name: string): readonly string[] =>
    name === BY_BOOT && bootedAt.get(name) !== booted() ? [String(parameters.heartbeatInterval)] : [];
  const before = new Map<string, string>();
  const now = new Map<string, readonly string[]>();
  const read = async (name: string): Promise<Fault | undefined> => {
    const got = await ask(name);
    if ('fault' in got) return got.fault;
    const { value, frames } = got;
    if (value === undefined) return undefined;
    const may = [...(now.get(name) ?? [value]), ...byBoot(name)];
    // Until it is seen, it may come yet: the answer to a BootNotification can be under way.
    if (byBoot(name).includes(value)) bootedAt.set(name, booted());
    now.set(name, may.length === 1 ? may : [value]);
    if (!before.has(name)) before.set(name, value);
    if (may.includes(value)) return undefined;
    return { reason: `${name} is ${value} and was left at ${may.join(' or ')}`, frames };
  };
  return {
    read,
    async set(name: string, value: string): Promise<Fault | undefined> {
      const fault = before.has(name) ? undefined : await read(name);
      if (fault) return fault;
      const asked = await write(name, value);
      if ('fault' in asked) return asked.fault;
      if (asked.status === 'Accepted') now.set(name, [value]);
      if (asked.status === 'RebootRequired') now.set(name, [...new Set([...(now.get(name) ?? []), value])]);
      return read(name);
    },
    async putBack(): Promise<void> {
      for (const [name, value] of before) if (now.get(name)?.[0] !== value) await write(name, value);
    },
  };
}

/** Holds a conversation with a station. */
export async function createStationPlayer(
  context: StationContext<Version>,
  { setting, place, own }: StationDialect,
  wordsOf: (asker: Asker) => StationWords,
): Promise<Player> {
  const { csms, parameters } = context;
  const there = csms.connected || (await comesBack(context));
  const asker = createAsker(context);
  const words = wordsOf(asker);
  const settings = createSettings(words, context);
  const moved = new Set<number>();

  const plain = async (action: string, payload: object, statuses?: readonly string[]): Promise<Fault | undefined> => {
    const asked = await asker.ask(action, payload, statuses);
    return 'fault' in asked ? asked.fault : undefined;
  };
  const availability = async (where: number, type: string): Promise<Fault | undefined> => {
    if (where > words.places) return undefined;
    const statuses = ['Accepted', 'Rejected', 'Scheduled'];
    const asked = await asker.ask('ChangeAvailability', words.availability(where, type), statuses);
    if ('fault' in asked) return asked.fault;
    if (asked.result['status'] === 'Accepted' && type === 'Inoperative') moved.add(where);
    return undefined;
  };
  const trigger = async (requestedMessage: string): Promise<Fault | undefined> => {
    const statuses = ['Accepted', 'Rejected', 'NotImplemented'];
    const asked = await asker.ask('TriggerMessage', words.trigger(requestedMessage), statuses);
    if ('fault' in asked) return asked.fault;
    if (asked.result['status'] !== 'Accepted') return undefined;
    return asker.awaits(requestedMessage, 'the station accepted to send it', asked.frames);
  };
  const plays: Readonly<Record<string, (step: Step) => Promise<Fault | undefined>>> = {
    get: (step) => settings.read(String(step[setting])),
    set: (step) => settings.set(String(step[setting]), String(step['value'])),
    availability: (step) => availability(Number(step[place]), String(step['type'])),
    trigger: (step) => trigger(String(step['message'])),
    'stop-unknown': () => plain(...words.stopUnknown, ['Rejected']),
    'clear-cache': () => plain('ClearCache', {}),
    'list-version': () => plain('GetLocalListVersion', {}),
    data: () =>
      plain('DataTransfer', { vendorId: parameters.vendorId }, ['UnknownVendorId', 'Rejected', 'UnknownMessageId']),
    pause: ({ seconds = 1 }) => context.pass(Number(seconds) * 1000).then(() => undefined),
    drop: async () =>
      (await comesBack(context))
        ? undefined
        : { reason: 'the station did not come back', frames: [csms.conversation.last] },
  };
  return {
    play(step) {
      if (!there) return Promise.resolve({ reason: 'the station is not connected', frames: [] });
      // What a script says that is no step of this version does nothing.
      const play = Object.hasOwn(plays, step.does) ? plays[step.does] : undefined;
      return play ? play(step) : step.does === own ? words.own() : Promise.resolve(undefined);
    },
    async end() {
      for (const where of moved) await csms.attempt('ChangeAvailability', words.availability(where, 'Operative'));
      await settings.putBack();
      return undefined;
    },
  };
}
