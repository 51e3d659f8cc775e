export type NumberedKind = 'frame' | 'conn' | 'ask' | 'material' | 'transfer';

/** Numbers for a run's frames, connections and operator requests, materials and transfers; a replay hands out the recorded ones again. */
export interface Numbering {
  next(kind: NumberedKind): number;
}

/** Counts each kind from 1. */
export function createNumbering(): Numbering {
  const counters = { frame: 0, conn: 0, ask: 0, material: 0, transfer: 0 };
  return { next: (kind) => ++counters[kind] };
}
