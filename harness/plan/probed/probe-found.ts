/** What a probe read of a product, before anything is made of it. What comes from a product may have any shape. */
import { type ShownMessage } from '../claims/shown-facts.js';

/** A request of the tester, and what became of it. */
export interface Asked {
  readonly action: string;
  /** What tells it from others of the same action: the message that was to be triggered, the kind of report. */
  readonly about?: string;
  readonly outcome: 'result' | 'error' | 'malformed' | 'silence' | 'closed';
  /** The status of a result, or the code of an error. */
  readonly says?: string;
  /** The request, and its answer where one came. */
  readonly frames: readonly number[];
}

/** What the product says of itself when it starts. */
export interface BootFacts {
  readonly vendor?: string;
  readonly model?: string;
  readonly firmware?: string;
  readonly frame: number;
}

export interface ProbeFound {
  /** False where nothing could be asked, because nobody came or nobody let the tester in. */
  readonly connected: boolean;
  readonly asked: readonly Asked[];
  /** Configuration and device model, as far as they came. */
  readonly messages: readonly ShownMessage[];
  readonly boot?: BootFacts;
  /** Connectors (1.6) that the station has told a status of, each with the frame. */
  readonly connectors: ReadonlyMap<number, number>;
  /** What could not be read, in words. */
  readonly trouble: readonly string[];
}

/** Whether anything came back under the id of the request. */
export const isAnswered = ({ outcome }: Asked): boolean => outcome !== 'silence' && outcome !== 'closed';

/** Whether the answer to a request, well formed or not, shows that the product does not know the message. */
export const isUnknown = ({ outcome, says }: Asked): boolean =>
  (outcome === 'error' || outcome === 'malformed') && (says === 'NotImplemented' || says === 'NotSupported');
