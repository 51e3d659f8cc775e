/** Compares what the station showed in the run with what its statement claims. */
import { type Plan } from '../plan/plan.js';
import { agreedClaims, compareClaims } from '../plan/claims/claims.js';
import { collectShown, type ShownMessage } from '../plan/claims/shown-facts.js';
import { type EventOf, type RecordEvent } from '../record/events.js';
import { parseMessage } from '../wire/ocpp-j.js';

/** The messages in which a station shows its configuration keys or its device model. */
const SHOWING = /"(GetConfiguration|GetVariables|NotifyReport)"/;
/** So many of them are kept at most: a station that floods shows nothing new. */
const MOST = 2_000;

export interface ClaimCollector {
  on(event: RecordEvent): void;
  /** The differences and then the agreements, as events of no lane, at `t`. */
  claims(t: number): readonly EventOf<'claim'>[];
}

/** Listens to a run's events. */
export function createClaimCollector(plan: Plan): ClaimCollector {
  const { version } = plan.sut;
  const messages: ShownMessage[] = [];
  const open = new Map<string, { action: string; request: unknown; n: number }>();
  const onFrame = (frame: EventOf<'frame'>) => {
    const answer = open.size > 0 && frame.text.startsWith('[3');
    if (
      messages.length >= MOST ||
      frame.binary ||
      frame.oversize !== undefined ||
      !(answer || SHOWING.test(frame.text))
    )
      return;
    const message = parseMessage(frame.text, version);
    if (message.kind === 'call' && message.action === 'NotifyReport')
      messages.push({ action: message.action, request: message.payload, frames: [frame.n] });
    else if (message.kind === 'call' && frame.dir === 'tx')
      open.set(`${frame.conn} ${message.id}`, { action: message.action, request: message.payload, n: frame.n });
    else if (message.kind === 'result' && frame.dir === 'rx') {
      const asked = open.get(`${frame.conn} ${message.id}`);
      open.delete(`${frame.conn} ${message.id}`);
      if (asked)
        messages.push({
          action: asked.action,
          request: asked.request,
          response: message.payload,
          frames: [asked.n, frame.n],
        });
    }
  };
  return {
    on(event) {
      if (event.type === 'frame' && plan.sut.role === 'station') onFrame(event);
    },
    claims(t) {
      const shown = collectShown(version, messages);
      const claims = [...compareClaims(shown, plan), ...agreedClaims(shown, plan)];
      return claims.map((claim) => ({ type: 'claim', lane: 0, t, ...claim, frames: [...claim.frames] }));
    },
  };
}
