/** What a CSMS shows of a connector and of a connection, for cases of every version. */
import { type CsmsContext } from '../../harness/peers/context.js';
import { type Version } from '../../harness/peers/ocpp2.js';
import { agreesIfReadable, type Told } from '../helpers/read-back.js';

/** Letter case and separators are the CSMS's own. */
const plain = (text: unknown): string => (typeof text === 'string' ? text.toLowerCase().replace(/[^a-z]/g, '') : '');

export interface Shown extends Pick<Told, 'place' | 'requirements'> {
  /** Stable within the case. */
  readonly moment: string;
  readonly status: string;
  readonly advice?: true;
}

/** Judges that the CSMS shows the status that it was told last, where its operator can see it. */
export function showsStatus<V extends Version>(context: CsmsContext<V>, shown: Shown): Promise<void> {
  const { moment, status, place, requirements, advice } = shown;
  return agreesIfReadable(context, {
    id: `shown-${moment}`,
    title: `the CSMS shows the connector as ${status} (${moment})`,
    what: 'connectorStatus',
    place,
    requirements,
    frames: [context.station.conversation.last],
    action: 'StatusNotification',
    asserts: [],
    expected: status,
    ...(advice && { advice }),
    agrees: (value) => plain(value) === plain(status),
  });
}

/** Judges, or advises, that the CSMS takes the tester for connected or not. */
export function showsOnline<V extends Version>(
  context: CsmsContext<V>,
  moment: string,
  online: boolean,
  requirements: string,
  advice?: true,
): Promise<void> {
  const words: readonly string[] = online ? ['true', 'online', 'connected'] : ['false', 'offline', 'disconnected'];
  return agreesIfReadable(context, {
    id: `online-${moment}`,
    title: `the CSMS takes the station for ${online ? 'online' : 'offline'} (${moment})`,
    what: 'stationOnline',
    place: {},
    requirements,
    frames: [context.station.conversation.last],
    action: 'Heartbeat',
    asserts: [],
    expected: online ? 'online' : 'offline',
    ...(advice && { advice }),
    agrees: (value) => value === online || words.includes(plain(value)),
  });
}

/** How far the clocks of both sides may be apart, in milliseconds: more is a wrong clock or a wrong time zone. */
export const CLOCK = 5 * 60_000;
