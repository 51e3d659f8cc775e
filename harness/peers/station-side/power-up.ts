/**
 * How the impersonated station comes to be accepted, before a case begins: it connects, boots, boots again when it is
 * told to wait (1.6 §4.2, B02.FR.04, B03.FR.06), and connects anew where the CSMS hung up before it answered.
 */
import { type LineResult } from '../../lane/lane.js';
import { type Connecting, isFinal } from './connecting.js';
import { type Conversation, type Outcome } from '../conversation/conversation.js';
import { type Judge } from '../judge.js';
import { isHeldBack, waitsToBoot } from './registration.js';
import { type ConnectOptions } from './connect-options.js';

export interface PowerUpOptions {
  readonly conversation: Conversation;
  readonly connecting: Connecting;
  readonly options: () => ConnectOptions;
  readonly judgeConnection: (result: LineResult) => void;
  /** Sends what a station sends after power-up. */
  readonly boot: (again: (outcome: Outcome) => Promise<boolean>) => Promise<void>;
}

type Waiting = Pick<PowerUpOptions, 'conversation' | 'connecting'> & { readonly judge: Judge };

/** Waits until the station may boot, and ends the case where that is too late. */
export async function waitsItsTurn({ conversation, judge, connecting }: Waiting): Promise<void> {
  if (await waitsToBoot(conversation, connecting, connecting.attempts().left())) return;
  const seconds = Math.ceil((connecting.heldBack - conversation.lane.clock.now()) / 1000);
  judge.stop(`the CSMS has not accepted the station, and lets it boot again only in ${seconds} s`);
}

export async function powerUp(world: PowerUpOptions): Promise<void> {
  const { conversation, connecting, options, judgeConnection, boot } = world;
  const attempts = connecting.attempts();
  let last: LineResult | undefined;
  const connect = async () => {
    for (;;) {
      const result = await attempts.next(options());
      last = result ?? last;
      if (result?.ok) conversation.attach(result.line);
      if (!result || result.ok || isFinal(result)) return result?.ok === true;
    }
  };
  await connect();
  if (last) judgeConnection(last);
  await boot(async (outcome) => {
    if (outcome.kind === 'closed') return connect();
    if (!isHeldBack(outcome)) return false;
    if (await waitsToBoot(conversation, connecting, attempts.left())) return conversation.line?.open || connect();
    attempts.giveUp();
    return false;
  });
  attempts.done();
}
