/** Numbers for a run's frames, connections and operator requests; a replay hands out the recorded ones again. */
export interface Numbering {
  next(kind: 'frame' | 'conn' | 'ask'): number;
}

/** Counts each kind from 1. */
export function createNumbering(): Numbering {
  const counters = { frame: 0, conn: 0, ask: 0 };
  return { next: (kind) => ++counters[kind] };
}
