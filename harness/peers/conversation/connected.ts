/** Makes the peer of a case out of what every peer can do and what only one side can: every case has one of its own. */
import { type Conversation } from './conversation.js';

interface Talking {
  readonly conversation: Pick<Conversation, 'line'>;
}

/** Shared by all: an accessor of its own would give each object a shape of its own. */
const CONNECTED = {
  get connected(): boolean {
    return (this as unknown as Talking).conversation.line?.open === true;
  },
};

/** `peer` with `own` and `connected`. Spread into a literal, so many functions would be copied twenty times slower. */
export const withConnected = <P extends Talking, T extends object>(peer: P, own: T): P & T & typeof CONNECTED =>
  Object.assign(Object.create(CONNECTED) as typeof CONNECTED, peer, own);
