/** A red check, a finding or an incident, with what it has in common with others. */

/** What a red is called: `key` is the same in every run, `title` is for people. */
export interface Name {
  readonly key: string;
  readonly title: string;
}

export interface Red extends Name {
  /** Tells it from other reds of the run; a further attempt at a case gives the same one again. */
  readonly id: string;
  readonly t: number;
  readonly lane: number;
  readonly case: string | undefined;
  readonly check?: string;
  readonly rule?: string;
  readonly reason: string;
  readonly clause: string;
  readonly frames: readonly number[];
  /** Of a finding: the frames of all that the rule found alike in the case. */
  readonly seen: Set<number>;
  /** Nothing came that should have come, or the connection was closed: what a SUT that is gone makes red. */
  readonly absence: boolean;
  /** Of a message that never came: its action. */
  readonly missing?: string;
  /** The frame that came and was wrong, and the fields of it that were. */
  readonly came: number | undefined;
  readonly fields: readonly string[];
}

/** The first letter as a capital, bounded. */
export const sentence = (text: string): string => {
  const bounded = text.length > 240 ? `${text.slice(0, 239)}…` : text;
  return bounded.charAt(0).toUpperCase() + bounded.slice(1);
};
