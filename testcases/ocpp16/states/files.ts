/** What 1.6 station cases about firmware, diagnostics and logs begin and end with. */
import { type OnStation, stationState } from '../../../harness/peers/ocpp16.js';
import { readKey } from './configuration.js';
import { becomes, statusWithin } from './connector.js';

/** The station tells which protocols it speaks (§8, errata 3.88); one that does not tell is taken at its statement. */
async function speaks(context: OnStation): Promise<OutOfService> {
  const protocols = await readKey(context, 'SupportedFileTransferProtocols');
  if (protocols !== undefined && protocols.trim() !== '')
    context.csms.files.speak(protocols.split(',').map((word) => word.trim()));
  return outOfService(context);
}

/** The connectors that a station took out of service for an update, as it may. */
export interface OutOfService {
  /** Sees each of them reported as available again; `after` a boot or a failure that ended the update. */
  back(after?: number): Promise<void>;
}

function outOfService(context: OnStation): OutOfService {
  const { csms, afterwards } = context;
  const out = new Map<number, number>();
  const stop = csms.conversation.watch(({ action, payload, n }) => {
    const { connectorId, status } = payload;
    if (action !== 'StatusNotification' || typeof connectorId !== 'number') return false;
    if (status === 'Unavailable') out.set(connectorId, n);
    return false;
  });
  afterwards(() => Promise.resolve(stop()));
  return {
    async back(after = 0) {
      if (out.size === 0) return;
      await csms.expectAll(
        [...out].map(([connectorId, n]) =>
          becomes(context, connectorId, ['Available'], ['1.6 §5.19', '1.6 §4.9'], {
            id: `StatusNotification-back-${connectorId}`,
            after: Math.max(n, after),
          }),
        ),
        { within: statusWithin(context) },
      );
    },
  };
}

/** The tester serves files over a protocol that the station speaks. */
export const files = stationState({
  name: 'files',
  description: 'the tester serves files over a protocol that the station speaks',
  enter: speaks,
});

/** No product takes this for its firmware. */
export const NO_FIRMWARE: Uint8Array = Uint8Array.from({ length: 40_000 }, (_, index) => (index * 31) & 255);
