/**
 * The materials door: what the tester makes for a case by chance or by a private key, such as a signed certificate. It
 * comes out differently every time, so it enters the lane as an input: the record has it, and a replay takes it thence.
 */
import { type Host } from './host.js';

export interface Materials {
  /** Resolves with what `make` makes, or with what the record has in its place. It must be JSON, and no secret. */
  obtain(name: string, make: () => Promise<unknown>): Promise<unknown>;
}

/** Materials that are really made. Virtual time stands still meanwhile. */
export function createMaterials(host: Host): Materials {
  return {
    async obtain(name, make) {
      const release = host.hold(name);
      try {
        return await make();
      } finally {
        release();
      }
    },
  };
}
