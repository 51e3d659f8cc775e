/** How long a message is on its way out, where it is sent in parts with pauses between them. */

/** What of a way of sending takes time; `pause` is in milliseconds. */
export interface Paced {
  readonly parts?: number | undefined;
  readonly pause?: number | undefined;
}

/**
 * Milliseconds from the first part of a message to its last. A receiver has the message only then, so that whatever time
 * it has for an answer begins then (RFC 6455 §5.4).
 */
export const sendingTime = ({ parts = 1, pause = 0 }: Paced = {}): number => Math.max(0, parts - 1) * pause;
