/** Whether a CSMS lets a station in, keeps it out, or lets it in and hangs up. */
import { type CsmsContext } from '../../harness/peers/context.js';
import { type Version } from '../../harness/peers/for-cases/versions.js';

type Station = CsmsContext<Version>['station'];
type Result = Awaited<ReturnType<Station['tryToConnect']>>;
type Line = Extract<Result, { ok: true }>['line'];
type Of<V extends Version> = Pick<CsmsContext<V>, 'station' | 'parameters'>;

/** How long "at once" may be, in milliseconds: longer than any round trip, and short enough for whoever waits. */
const AT_ONCE = 5_000;

/** Whether the CSMS closes the connection by itself at once; otherwise the tester drops it. */
export async function closesAtOnce<V extends Version>({ station, parameters }: Of<V>, line: Line): Promise<boolean> {
  const { clock } = station.conversation.lane;
  const closed = await new Promise<boolean>((resolve) => {
    if (!line.open) return resolve(true);
    const cancel = clock.at(clock.now() + Math.min(AT_ONCE, parameters.limits.message), () => resolve(false));
    line.onClose(() => {
      cancel();
      resolve(true);
    });
  });
  if (!closed) line.terminate();
  return closed;
}

/** A connection or a refusal in words. */
export const saysOf = (result: Result): string =>
  result.ok ? `open, subprotocol "${result.line.subprotocol}"` : `${result.code}: ${result.reason}`;

const TRIES = 5;

/** Judges that the CSMS lets the station in. Who is careful lets nobody in for a while who knocks often, or wrongly. */
export async function isLetInAgain(
  { station, parameters, pass }: CsmsContext<Version>,
  requirement: string,
): Promise<void> {
  for (let count = 0; count < TRIES; count++) {
    const result = await station.tryToConnect({});
    if (result.ok) {
      result.line.terminate();
      break;
    }
    await pass(parameters.limits.reboot / TRIES);
  }
  await station.connect(requirement);
}
