/** What a case holds in its hands whose procedure is the same for a station and for a CSMS. */
import { type CsmsContext, type StationContext } from '../../harness/peers/context.js';
import { type Peer } from '../../harness/peers/conversation/peer.js';
import { type Version } from '../../harness/peers/for-cases/versions.js';

export type OnEither = (StationContext<Version> | CsmsContext<Version>) & { readonly peer: Peer<Version> };

export const isConnected = (context: OnEither): boolean => context.peer.conversation.line?.open === true;

/**
 * Judges that there is a connection again: the station comes back by itself, to a CSMS the tester connects. A CSMS may
 * keep one station out for a while; where nobody listens any more it has gone down, for every station.
 */
export async function connectsAgain(context: OnEither, requirements: string | readonly string[], id: string) {
  if ('csms' in context) return context.csms.expectConnection(requirements, { id });
  let down: number | undefined;
  const stop = context.peer.conversation.lane.subscribe((event) => {
    if (event.type === 'connection' && event.event === 'refused' && event.code === 'ECONNREFUSED') down ??= event.conn;
  });
  try {
    await context.station.connect(requirements);
  } finally {
    stop();
  }
  if (down !== undefined)
    context.check(`down-${id}`, false, {
      title: 'the CSMS stays up',
      requirements,
      frames: [context.peer.conversation.last].filter((n) => n > 0),
      connections: [down],
      expected: 'a CSMS that listens',
      actual: 'nobody listened any more',
    });
}
