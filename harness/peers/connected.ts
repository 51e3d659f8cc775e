/** Whether the peer of a case is connected, as a property that is always up to date. */
import { type Conversation } from './conversation.js';

interface Talking {
  readonly conversation: Pick<Conversation, 'line'>;
}

/** Shared by all peers: an accessor of its own would give each object a shape of its own, which every case would pay. */
const CONNECTED = {
  get connected(): boolean {
    return (this as unknown as Talking).conversation.line?.open === true;
  },
};

/** `own` with `connected`. */
export const withConnected = <T extends Talking>(own: T): T & typeof CONNECTED =>
  Object.assign(Object.create(CONNECTED) as typeof CONNECTED, own);
