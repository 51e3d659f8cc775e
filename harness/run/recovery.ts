/**
 * A SUT that hangs or dies fails the case in which it did so. Before the next one the tester waits for it to come back,
 * as long as the plan allows, has the operator bring it back once, and goes on, so that everything else still counts.
 * One that is gone for good costs the cases that follow no time: they are inconclusive, and say since when.
 */
import { sleep } from '../doors/clock.js';
import { is2x } from '../doors/protocol.js';
import { type Conversation } from '../peers/conversation/conversation.js';
import { connectionSince } from '../peers/csms-side/csms.js';
import { type TimeLimits } from '../peers/for-cases/settings.js';
import { type EventOf } from '../record/events.js';
import { type CaseResult } from './case-result.js';
import { type CaseWorld } from './run-case.js';
import { letSettle } from './settle.js';

export interface Recovery {
  /** Looks after the SUT when a case has ended. */
  after(result: CaseResult, world: CaseWorld): Promise<void>;
  /** Why the next case cannot run, where the SUT is gone and shows no new sign of life. */
  gone(world: CaseWorld): Promise<string | undefined>;
  /** How long a case waits for a station that is not connected, in milliseconds: one that was given up gets less. */
  patience(): number;
}

/** Between two attempts to reach a CSMS, in milliseconds. */
const RETRY = 2_000;
/** A SUT that is gone is looked for again after this time at the earliest, in milliseconds. */
const LOOK_AGAIN = 60_000;
const WHY = 'the tester asks whether the SUT still answers';

/** Whether anything at all comes back for a request that every product can answer. */
async function answers(conversation: Conversation, { lane, parameters }: CaseWorld): Promise<boolean> {
  const [action, payload]: readonly [string, object] =
    lane.sut === 'csms'
      ? ['Heartbeat', {}]
      : is2x(lane.version)
        ? [
            'GetVariables',
            { getVariableData: [{ component: { name: 'ChargingStation' }, variable: { name: 'Model' } }] },
          ]
        : ['GetConfiguration', { key: ['HeartbeatInterval'] }];
  const outcome = await conversation.call(action, payload, parameters.limits.message, { deliberate: WHY });
  return outcome.kind === 'result' || outcome.kind === 'error';
}

/** A station connects by itself; one that hangs is cut off first. */
async function stationReturns(world: CaseWorld, end: number): Promise<boolean> {
  const { conversation, lane } = world;
  while (lane.clock.now() < end) {
    if (!conversation.line?.open && !(await connectionSince(conversation, end - lane.clock.now()))) return false;
    await letSettle(world);
    if (await answers(conversation, world)) return true;
    conversation.mark();
    conversation.line?.terminate();
    await sleep(lane.clock, RETRY);
  }
  return false;
}

/** A CSMS is there when it answers a request, or refuses the handshake with an HTTP status. */
async function csmsReturns(world: CaseWorld, end: number): Promise<boolean> {
  const { conversation, lane, connecting } = world;
  while (lane.clock.now() < end) {
    if (!conversation.line?.open) {
      const result = await connecting.connect({});
      if (result.ok) conversation.attach(result.line);
      else if (result.status !== undefined) return true;
    }
    if (conversation.line?.open && (await answers(conversation, world))) return true;
    conversation.line?.terminate();
    await sleep(lane.clock, RETRY);
  }
  return false;
}

/** Has the operator bring the SUT back; false where nobody can. */
async function bringBack({ lane, parameters }: CaseWorld): Promise<boolean> {
  const why = 'the product does not answer any more';
  const within = parameters.limits.operator;
  const { status } =
    lane.sut === 'station'
      ? await lane.ask({ role: 'station', action: 'powerCycle', args: {}, why, within })
      : await lane.ask({
          role: 'csms',
          action: 'prompt',
          args: { station: lane.identity, instruction: 'Restart the CSMS: it does not answer any more.' },
          why,
          within,
        });
  return status === 'done';
}

export function createRecovery({ message, reboot }: TimeLimits): Recovery {
  /** Since which case it is gone, and when it was looked for last (milliseconds since the epoch). */
  let lost: { readonly since: string; lookedAt: number; readonly frame: number } | undefined;
  const returnsIn = (world: CaseWorld, end: number) =>
    world.lane.sut === 'station' ? stationReturns(world, end) : csmsReturns(world, end);
  const tell = (world: CaseWorld, kind: EventOf<'incident'>['kind'], since: string, text: string) => {
    const last = world.conversation.last;
    world.lane.emit({ type: 'incident', kind, text, case: since, frames: last > 0 ? [last] : [] });
  };
  return {
    patience: () => (lost ? message : reboot),
    async gone(world) {
      if (!lost) return undefined;
      const { conversation, lane } = world;
      const now = lane.clock.now();
      const name = lane.sut === 'station' ? 'station' : 'CSMS';
      const sign = conversation.last > lost.frame || (lane.sut === 'station' && conversation.attachedSinceMark);
      if (sign || now - lost.lookedAt >= LOOK_AGAIN) {
        lost.lookedAt = now;
        if (await returnsIn(world, now + message)) {
          tell(world, 'returned', lost.since, `the ${name} answers again`);
          lost = undefined;
          return undefined;
        }
      }
      return `the ${name} is gone since ${lost.since}: it does not answer any more`;
    },
    async after(result, world) {
      const { conversation, lane } = world;
      const open = conversation.line?.open === true;
      const there = open && !conversation.silent;
      // A case that saw no answer at all may have left a SUT that hangs.
      const seen = lane.saneAt !== undefined && lane.saneAt >= result.started;
      if (result.verdict === 'pass' || (there && seen)) return;
      // It was waited for already; and one that floods is there.
      if (lost || lane.flooded) return;
      if (there && (await answers(conversation, world))) return lane.endObservation();
      const name = lane.sut === 'station' ? 'station' : 'CSMS';
      const began = lane.clock.now();
      if (open) tell(world, 'silent', result.id, `the ${name} is connected and answers nothing`);
      let back = await returnsIn(world, began + reboot);
      const byItself = back;
      if (!back && (await bringBack(world))) back = await returnsIn(world, lane.clock.now() + reboot);
      const seconds = Math.round((lane.clock.now() - began) / 1000);
      if (!back) {
        lost = { since: result.id, lookedAt: lane.clock.now(), frame: conversation.last };
        tell(world, 'gone', result.id, `the ${name} did not answer any more; the tester waited ${seconds} s`);
      } else if (seconds > 0) {
        const how = byItself ? '' : ', once the operator had brought it back';
        tell(world, 'returned', result.id, `the ${name} answered again ${seconds} s later${how}`);
      }
      lane.endObservation();
    },
  };
}
