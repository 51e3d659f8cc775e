/** Stretches of time, half open, and what can be done with lists of them. Milliseconds since the epoch. */

export interface Span {
  readonly from: number;
  readonly to: number;
}

const lasts = ({ from, to }: Span): boolean => to > from;

/** The parts of the spans that lie within the window. */
export const within = <T extends Span>(spans: readonly T[], window: Span): T[] =>
  spans
    .map((span) => ({ ...span, from: Math.max(span.from, window.from), to: Math.min(span.to, window.to) }))
    .filter(lasts);

/** The parts of the spans that lie in none of the holes. */
export const without = <T extends Span>(spans: readonly T[], holes: readonly Span[]): T[] =>
  holes.reduce<T[]>(
    (left, hole) =>
      left
        .flatMap((span) => [
          { ...span, to: Math.min(span.to, hole.from) },
          { ...span, from: Math.max(span.from, hole.to) },
        ])
        .filter(lasts),
    [...spans],
  );

/** Lays spans under others: where an upper list has nothing, the next one shows. */
export const layered = <T extends Span>(lists: readonly (readonly T[])[]): T[] =>
  lists.reduce<T[]>((upper, lower) => [...upper, ...without(lower, upper)], []);

/** Every moment in the window at which a span begins or ends, with the window's own ends, in order. */
export const edges = (spans: readonly Span[], window: Span): readonly number[] =>
  [...new Set([window.from, window.to, ...within(spans, window).flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  );
