/** Runs one case alone against the reference product, of which some frames are said in another way. */
import { type EmbeddedOptions } from '../../../cli/embedded/run-embedded.js';
import { productChooser } from '../../../cli/embedded/products.js';
import { runAlone } from '../../../cli/prove/run-alone.js';
import { type Version } from '../../../harness/doors/protocol.js';
import { type RecordEvent } from '../../../harness/record/events.js';
import { mutantWire } from '../../../fixtures/mutants/on-the-wire.js';
import { type NamedMutant, type Transform } from '../../../fixtures/mutants/named-mutant.js';
import { catalogue } from '../../../testcases/index.js';

export interface Met {
  readonly verdict: string;
  readonly reason: string;
  /** Ids of the checks that are not green. */
  readonly red: readonly string[];
  readonly events: readonly RecordEvent[];
}

/** What came of the case; `says` sees each frame of the product and says what comes instead. */
export async function meet(
  id: string,
  version: Version,
  says: Transform = () => undefined,
  extra: Partial<EmbeddedOptions> = {},
): Promise<Met> {
  const item = catalogue.cases.find((one) => one.id === id && one.versions.includes(version));
  if (!item) throw new Error(`there is no ${id}`);
  const { role } = item;
  const product = productChooser(role, version)(item);
  const mutant = { start: () => says } as unknown as NamedMutant;
  const events = await runAlone(
    { role, version, cases: [item], revision: catalogue.revision },
    {
      ...(product && { variant: product.variant }),
      between: (wire, host) => mutantWire(wire, host, role, version, mutant),
      ...extra,
    },
  );
  const end = events.find((event) => event.type === 'case-end');
  return {
    verdict: end?.verdict ?? 'none',
    reason: end?.reason ?? '',
    red: events.flatMap((event) => (event.type === 'check' && event.verdict !== 'pass' ? [event.id] : [])),
    events,
  };
}
