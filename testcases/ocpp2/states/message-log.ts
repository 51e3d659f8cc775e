/** What a station sent since a moment, whatever a case consumed of it: for judgements over more than one message. */
import { type OnStation, type Request } from '../../../harness/peers/ocpp2.js';

type Conversation = OnStation['csms']['conversation'];
type Watch = Parameters<Conversation['watch']>[0];

/** A CALL of the station's, as it came: the payload is hostile. */
export type Logged = Parameters<Watch>[0];

export interface MessageLog {
  /** Oldest first. */
  readonly entries: readonly Logged[];
  /** How many there were so far: a point in time for `since`. */
  readonly total: number;
  /** What came after the log had that many. */
  since(total: number): readonly Logged[];
  /** The first thing that `find` makes of the log, looked for again with each message; undefined after `within` ms. */
  until<T>(find: (entries: readonly Logged[]) => T | undefined, within: number): Promise<T | undefined>;
  stop(): void;
}

const KEPT = 2000;

/** Follows the named messages, or all, from now on. It consumes none of them. */
export function follow(csms: OnStation['csms'], ...actions: readonly string[]): MessageLog {
  const { conversation } = csms;
  const entries: Logged[] = [];
  const listeners = new Set<() => void>();
  let total = 0;
  const stop = conversation.watch((received) => {
    if (actions.length === 0 || actions.includes(received.action)) {
      entries.push(received);
      total++;
      if (entries.length > KEPT) entries.shift();
      for (const listener of [...listeners]) listener();
    }
    return false;
  });
  return {
    entries,
    get total() {
      return total;
    },
    since: (count) => (count >= total ? [] : entries.slice(count - total)),
    stop,
    until(find, within) {
      const { clock } = conversation.lane;
      return new Promise((resolve) => {
        const end = (found: ReturnType<typeof find>) => {
          cancel();
          listeners.delete(look);
          resolve(found);
        };
        const look = () => {
          const found = find(entries);
          if (found !== undefined) end(found);
        };
        const cancel = clock.at(clock.now() + within, () => end(undefined));
        listeners.add(look);
        look();
      });
    },
  };
}

/** The payload of a TransactionEvent in a log; only fields that were looked at may be relied on. */
export type TransactionEvent = Request<'TransactionEvent'>;
