/** What a case holds in its hands whose procedure is the same for a station and for a CSMS. */
import { type CsmsContext, type StationContext } from '../../harness/peers/context.js';
import { type Peer } from '../../harness/peers/peer.js';
import { type Version } from '../../harness/peers/versions.js';

export type OnEither = (StationContext<Version> | CsmsContext<Version>) & { readonly peer: Peer<Version> };

export const isConnected = (context: OnEither): boolean => context.peer.conversation.line?.open === true;

/** Judges that there is a connection again: the station comes back by itself, to a CSMS the tester connects. */
export async function connectsAgain(context: OnEither, requirements: string | readonly string[], id: string) {
  if ('csms' in context) await context.csms.expectConnection(requirements, { id });
  else await context.station.connect(requirements);
}
