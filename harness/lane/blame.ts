/**
 * Whose traffic caused what a rule found. An answer belongs to the case that sent its CALL, whenever it comes. What a
 * station sends before the case at hand has asked it for anything is still the case's before.
 */

/** Frames of the tester that are remembered: more than any answer can be late for. */
const MOST = 20_000;

/** The case that caused something, and the one in which it was seen where that is another. */
export interface Cause {
  readonly case?: string;
  readonly during?: string;
}

export interface Blame {
  /** A case begins, or ends (undefined). `bystander`: what the rules find is never its own. */
  enter(caseId: string | undefined, bystander?: boolean): void;
  /** The case at hand has done something that the SUT can react to. */
  acted(): void;
  /** The tester sent the frame `n`. */
  sent(n: number): void;
  /** The case that sent the frame `n`, if it is remembered. */
  senderOf(n: number): string | undefined;
  /** Whose it is: `frames` are those that the finding rests on, `answers` the CALL that the frame at hand answers. */
  of(frames: readonly number[], answers?: number): Cause;
  /** Of what is no case's: only where it was seen. */
  ofNone(): Cause;
}

/** `patient`: the SUT may be busy with an earlier case when the next begins, as a station is and a CSMS is not. */
export function createBlame(patient: boolean): Blame {
  const senders = new Map<number, string>();
  let current: string | undefined;
  let before: string | undefined;
  let bystander = false;
  let owns = false;
  const owner = () => (owns && !bystander ? current : before);
  return {
    enter(caseId, isBystander = false) {
      if (caseId === undefined && current !== undefined && !bystander) before = current;
      current = caseId;
      bystander = isBystander;
      owns = caseId !== undefined && !patient;
    },
    acted() {
      if (current !== undefined) owns = true;
    },
    sent(n) {
      const whose = owner();
      if (whose === undefined) return;
      senders.set(n, whose);
      if (senders.size > MOST) senders.delete(senders.keys().next().value as number);
    },
    senderOf: (n) => senders.get(n),
    ofNone: () => (current === undefined ? {} : { during: current }),
    of(frames, answers) {
      const asked = answers === undefined ? frames.findLast((n) => senders.has(n)) : answers;
      const cause = (asked === undefined ? undefined : senders.get(asked)) ?? owner();
      return {
        ...(cause !== undefined && { case: cause }),
        ...(current !== undefined && current !== cause && { during: current }),
      };
    },
  };
}
