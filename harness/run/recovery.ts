/**
 * A SUT that hangs or dies fails the case in which it did so. Before the next one the tester waits for it to come back,
 * as long as the plan allows, and asks whether it answers, so that everything else still counts.
 */
import { sleep } from '../doors/clock.js';
import { is2x } from '../doors/protocol.js';
import { type Conversation } from '../peers/conversation.js';
import { connectionSince } from '../peers/csms.js';
import { type TimeLimits } from '../peers/settings.js';
import { type CaseResult, type CaseWorld, letSettle } from './run-case.js';

export interface Recovery {
  /** Looks after the SUT when a case has ended. */
  after(result: CaseResult, world: CaseWorld): Promise<void>;
  /** How long a case waits for a station that is not connected, in milliseconds: one that was given up gets less. */
  patience(): number;
}

/** Between two attempts to reach a CSMS, in milliseconds. */
const RETRY = 2_000;
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

export function createRecovery({ message, reboot }: TimeLimits): Recovery {
  let gone = false;
  return {
    patience: () => (gone ? message : reboot),
    async after(result, world) {
      const { conversation, lane } = world;
      const there = conversation.line?.open === true && !conversation.silent;
      if (result.verdict === 'pass' || there) {
        gone = false;
        return;
      }
      // It was waited for already, and every case tries anew; and one that floods is there.
      if (gone || conversation.line?.cutOff) return;
      const name = lane.sut === 'station' ? 'station' : 'CSMS';
      const began = lane.clock.now();
      const returns = lane.sut === 'station' ? stationReturns : csmsReturns;
      const back = await returns(world, began + reboot);
      gone = !back;
      const seconds = Math.round((lane.clock.now() - began) / 1000);
      const text = back
        ? `after ${result.id} the ${name} answered again, ${seconds} s later`
        : `after ${result.id} the ${name} did not answer any more; the tester waited ${seconds} s`;
      if (seconds > 0 || gone) lane.emit({ type: 'note', text });
      lane.endObservation();
    },
  };
}
