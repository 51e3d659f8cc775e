/** Puts back what a case left: by the protocol where it has a way, by the operator where it has none. */
import { iso } from '../../doors/clock.js';
import { is2x } from '../../doors/protocol.js';
import { type Place, type StationActionName } from '../../doors/operator.js';
import { type Outcome } from '../../peers/conversation/conversation.js';
import { connectionSince } from '../../peers/csms-side/csms.js';
import { type CaseWorld } from '../run-case.js';
import { letSettle } from '../settle.js';
import { endOf } from './at-csms.js';
import { type Book, type Leftover } from './book.js';

/** What putting back works with. */
export interface Site {
  readonly world: Pick<CaseWorld, 'lane' | 'conversation' | 'parameters' | 'settled' | 'connecting'>;
  readonly book: Book;
  /** When it has to be over, in milliseconds since the epoch. */
  readonly end: number;
  /** Waits until something holds of the book; false when `within` milliseconds pass before. */
  until(holds: () => boolean, within: number): Promise<boolean>;
}

/** How much later than its interval a message may come, in milliseconds. */
const SLACK = 2_000;

const left = ({ world, end }: Site): number => Math.max(0, end - world.lane.clock.now());
const isOver =
  ({ book }: Site, { key }: Leftover) =>
  () =>
    !book.things.has(key);

async function ask({ world }: Site, action: StationActionName, args: object, why: string): Promise<boolean> {
  const within = world.parameters.limits.operator;
  const request = { role: 'station' as const, action, args: { ...args }, why, within };
  return (await world.lane.ask(request)).status === 'done';
}

function call(site: Site, action: string, payload: object): Promise<Outcome> {
  const { conversation, parameters } = site.world;
  return conversation.call(action, payload, Math.min(parameters.limits.message, left(site)));
}

const connectorOf = ({ evseId, connectorId }: Place, two: boolean): Place =>
  two ? { evseId: evseId ?? 1, connectorId: connectorId ?? 1 } : { connectorId: connectorId || 1 };
const keyOf = ({ evseId, connectorId }: Place): string =>
  evseId === undefined ? String(connectorId) : `${evseId}.${connectorId}`;

/** The driver comes back for the EV, for the cable that it left in the outlet, and with the token that unlocks it. */
async function gone(site: Site, thing: Leftover, place: Place): Promise<void> {
  const { book, world } = site;
  const over = isOver(site, thing);
  const at = connectorOf(place, is2x(world.lane.version));
  const why = `${thing.case} left ${thing.subject}`;
  const waiting = () => book.statuses.get(keyOf(at)) === 'Preparing';
  // What has just ended is still being told.
  await site.until(over, Math.min(SLACK, left(site)));
  for (let time = 0; time < 2 && !over(); time++)
    if (await ask(site, 'plugOut', at, why)) await site.until(over, Math.min(book.limits.message, left(site)));
  if (!over() && !waiting()) {
    const { idToken, type } = world.parameters.tokens.valid;
    const presented = await ask(site, 'presentIdToken', { ...at, idToken, type }, why);
    if (presented && (await ask(site, 'plugOut', at, why)))
      await site.until(over, Math.min(book.limits.action, left(site)));
  }
  // Somebody who was expected and does not come.
  if (!over()) await site.until(over, Math.min((await connectionTimeOut(site)) ?? book.limits.action, left(site)));
}

async function stopped(site: Site, thing: Leftover, undo: Extract<Leftover['undo'], { by: 'stopping' }>) {
  const { world, book } = site;
  const two = is2x(world.lane.version);
  const why = `${thing.case} left ${thing.subject}`;
  const within = () => Math.min(book.limits.action, left(site));
  if (undo.transactionId !== undefined) {
    const outcome = await call(site, two ? 'RequestStopTransaction' : 'RemoteStopTransaction', {
      transactionId: undo.transactionId,
    });
    if (outcome.kind === 'result' && outcome.payload['status'] === 'Accepted')
      await site.until(isOver(site, thing), within());
  }
  if (book.things.has(thing.key)) {
    await ask(site, 'plugOut', connectorOf(undo.place, two), why);
    await site.until(isOver(site, thing), within());
  }
}

/** How long the station waits for an EV; asked for where it is not known. */
async function connectionTimeOut(site: Site): Promise<number | undefined> {
  const { book, world } = site;
  if (book.connectionTimeOut !== undefined) return book.connectionTimeOut;
  if (!is2x(world.lane.version)) await call(site, 'GetConfiguration', { key: ['ConnectionTimeOut'] });
  else
    await call(site, 'GetVariables', {
      getVariableData: [{ component: { name: 'TxCtrlr' }, variable: { name: 'EVConnectionTimeOut' } }],
    });
  return book.connectionTimeOut;
}

/** A connector that is promised to somebody: its time runs out, or somebody comes, and goes again. */
async function unpromised(site: Site, thing: Leftover, place: Place): Promise<void> {
  const { world, book } = site;
  const two = is2x(world.lane.version);
  const timeOut = (await connectionTimeOut(site)) ?? book.limits.action;
  const at = connectorOf(place, two);
  const why = `${thing.case} left ${thing.subject}`;
  const over = isOver(site, thing);
  if (timeOut > book.limits.action && (await ask(site, 'plugIn', at, why))) {
    await site.until(over, Math.min(book.limits.action, left(site)));
    const begun = [...book.things.values()].filter(({ kind }) => kind === 'transaction');
    for (const one of begun) if (one.undo.by === 'stopping') await stopped(site, one, one.undo);
    await ask(site, 'plugOut', at, why);
  } else await site.until(over, Math.min(timeOut + SLACK, left(site)));
  // One that says nothing of the kind keeps nobody waiting any more.
  if (!over() && book.statuses.get(keyOf(at)) !== 'Preparing') book.drop(thing.key);
}

/** The station is accepted when it registers again: by itself, when it is asked to, or on a new connection. */
async function registered(
  site: Site,
  thing: Leftover,
  { status, due }: Extract<Leftover['undo'], { by: 'registering' }>,
) {
  const { world, book } = site;
  const { conversation, lane } = world;
  const over = isOver(site, thing);
  const within = (ms: number) => Math.min(ms, book.limits.reboot, left(site));
  // §4.2 and B02: a station that is Pending may be asked; one that is Rejected is left alone.
  if (status === 'Pending' && conversation.line?.open) {
    const asked = await call(site, 'TriggerMessage', { requestedMessage: 'BootNotification' });
    if (asked.kind === 'result' && asked.payload['status'] === 'Accepted')
      await site.until(over, within(book.limits.message));
  }
  if (!over()) await site.until(over, within(Math.max(0, due - lane.t()) + SLACK));
  if (!over() && left(site) > 0 && conversation.line?.open) {
    conversation.mark();
    conversation.line.terminate();
    await site.until(over, within(book.limits.reboot));
  }
  if (over()) await letSettle(world);
}

/** A restart ends what nothing else does; what the station then says of it counts. */
export async function restarted(site: Site, things: readonly Leftover[]): Promise<void> {
  const { world, book } = site;
  const { conversation } = world;
  const why = things.map((thing) => `${thing.case} left ${thing.subject}`).join('; ');
  conversation.mark();
  if (!(await ask(site, 'reboot', {}, why)) && !(await ask(site, 'powerCycle', {}, why))) return;
  if (!(await connectionSince(conversation, Math.min(book.limits.reboot, left(site))))) return;
  await site.until(() => !things.some(({ key }) => book.things.has(key)), Math.min(book.limits.message, left(site)));
  await letSettle(world);
  const two = is2x(world.lane.version);
  book.dropWhere(
    ({ key, undo }) =>
      undo.by === 'stopping' &&
      things.some((thing) => thing.key === key) &&
      book.statuses.get(keyOf(connectorOf(undo.place, two))) === 'Available',
  );
}

async function ended(site: Site, undo: Extract<Leftover['undo'], { by: 'ending' }>): Promise<void> {
  const { world, book } = site;
  const { lane, conversation } = world;
  if (book.heldBack) return;
  if (!conversation.line?.open) {
    const result = await world.connecting.connect({});
    if (!result.ok) return;
    conversation.attach(result.line);
  }
  await call(site, ...endOf(is2x(lane.version), undo.own, iso(lane.clock.now())));
}

/** Puts one thing back, as far as that is possible; whether it is shows in the book. */
export async function putBackOne(site: Site, thing: Leftover): Promise<void> {
  const { undo } = thing;
  const { conversation, lane } = site.world;
  if (left(site) === 0) return;
  if (lane.sut === 'station' && !conversation.line?.open && undo.by !== 'registering')
    if (!(await connectionSince(conversation, Math.min(site.book.limits.reboot, left(site))))) return;
  switch (undo.by) {
    case 'call':
      await call(site, undo.action, undo.payload);
      return;
    case 'stopping':
      return stopped(site, thing, undo);
    case 'starting':
      return unpromised(site, thing, undo.place);
    case 'leaving':
      return gone(site, thing, undo.place);
    case 'registering':
      return registered(site, thing, undo);
    case 'ending':
      return ended(site, undo);
    case 'waiting':
      await site.until(isOver(site, thing), Math.min(Math.max(0, (thing.until ?? 0) - lane.t()), left(site)));
      return;
    case 'nobody':
  }
}
