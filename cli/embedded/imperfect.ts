/** Starts an imperfect product in the place of the reference peer of an embedded run. */
import { type ImperfectProduct } from '../../fixtures/imperfect/imperfect-product.js';
import { withFault } from '../../fixtures/imperfect/between.js';
import { embeddedCsms, embeddedStation } from './peer.js';
import { type EmbeddedOptions } from './run-embedded.js';

/** What an embedded run takes as `impostor`; every run begins with a new product. */
export const imperfect =
  (product: ImperfectProduct): NonNullable<EmbeddedOptions['impostor']> =>
  async (options) => {
    const faulty = withFault(product.start(), options.wire, options.clock, options.version);
    const peerOptions = { ...options, wire: faulty.wire };
    const peer =
      product.role === 'station'
        ? { ...embeddedStation(peerOptions), port: 0 }
        : await embeddedCsms({ ...peerOptions, port: 0 });
    return { ...peer, operator: faulty.operator(peer.operator) };
  };
