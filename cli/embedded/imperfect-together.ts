/** Starts a product with several faults at once in the place of the reference peer of an embedded run. */
import { withFault } from '../../fixtures/imperfect/between.js';
import { type ImperfectProduct } from '../../fixtures/imperfect/imperfect-product.js';
import { embeddedStation } from './peer.js';
import { type EmbeddedOptions } from './run-embedded.js';

/** A station with the faults of all these products, the first one's nearest to the device. */
export const imperfectInAll =
  (products: readonly ImperfectProduct[]): NonNullable<EmbeddedOptions['impostor']> =>
  (options) => {
    const { clock, version } = options;
    // What a station sends passes the faults from the last wire to the first.
    const outermost = [...products].reverse();
    const around = outermost.reduce<{
      wire: typeof options.wire;
      operators: ReturnType<typeof withFault>['operator'][];
    }>(
      ({ wire, operators }, product) => {
        const faulty = withFault(product.start(), wire, clock, version);
        return { wire: faulty.wire, operators: [faulty.operator, ...operators] };
      },
      { wire: options.wire, operators: [] },
    );
    const station = embeddedStation({ ...options, wire: around.wire });
    const operator = around.operators.reduce((inner, wrap) => wrap(inner), station.operator);
    return Promise.resolve({ ...station, operator, port: 0 });
  };
