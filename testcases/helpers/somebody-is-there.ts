/** Whether somebody answers a sound CALL under its id, whatever it says. */
import { type CsmsContext, type StationContext } from '../../harness/peers/context.js';
import { type Outcome } from '../../harness/peers/conversation/conversation.js';
import { describeOutcome, framesOf } from '../../harness/peers/conversation/exchange.js';
import { type Version } from '../../harness/peers/for-cases/versions.js';

type OnEither<V extends Version> = StationContext<V> | CsmsContext<V>;

/** Sends the CALL and judges that something comes back for it within the plan's limit; a red check ends the case. */
export async function judgesSomebodyIsThere<V extends Version>(
  context: OnEither<V>,
  action: string,
  payload: object,
  requirements: string,
): Promise<Outcome> {
  const peer = 'csms' in context ? context.csms : context.station;
  const { message } = context.parameters.limits;
  const outcome = await peer.attempt(action, payload);
  // A malformed answer is one as well: its form is the subject of a rule.
  context.check(`answers-${action}`, 'answer' in outcome, {
    title: `somebody answers ${action} under its id`,
    requirements,
    frames: framesOf(outcome),
    expected: 'an answer, whatever it says',
    actual: describeOutcome(outcome, message, context.version),
    action,
    asserts: [],
    essential: true,
  });
  return outcome;
}

/** The same of a CSMS: it answers the boot, and once it has accepted the station, its Heartbeat. */
export async function judgesCsmsIsThere<V extends Version>(
  context: CsmsContext<V>,
  boot: object,
  requirements: string,
): Promise<void> {
  const outcome = await judgesSomebodyIsThere(context, 'BootNotification', boot, requirements);
  if (outcome.kind !== 'result' || outcome.payload['status'] !== 'Accepted') return;
  await judgesSomebodyIsThere(context, 'Heartbeat', {}, requirements);
}
