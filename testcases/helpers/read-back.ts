/**
 * What a CSMS made of what it was told, as its operator can see it. Not every operator can look: then nothing is judged
 * and a note says so, because the wire has shown already that the message was accepted.
 */
import { type Version } from '../../harness/peers/ocpp2.js';
import { type CsmsContext } from '../../harness/peers/context.js';

/** What the CSMS should believe, and the message that told it. */
export interface Told {
  readonly id: string;
  readonly title: string;
  readonly what: 'connectorStatus' | 'sensorValue' | 'stationOnline';
  /** Which sensor or variable, where `what` is not enough. */
  readonly name?: string;
  readonly place: { readonly evseId?: number; readonly connectorId?: number };
  readonly requirements: string | readonly string[];
  readonly frames: readonly number[];
  readonly action: string;
  /** The fields of the message that carried it. */
  readonly asserts: readonly string[];
  readonly expected: string;
  /** Set where no clause says so: what differs is then advised on, and never judged. */
  readonly advice?: true;
  agrees(value: unknown): boolean;
}

/** A CSMS may answer first and store afterwards: how long that may take, in milliseconds. */
const STORING = 2_000;

/** Asks the operator what the CSMS believes, and judges it where there is an answer. */
export async function agreesIfReadable<V extends Version>(context: CsmsContext<V>, told: Told): Promise<void> {
  const { station, parameters, check, advise, note, pass } = context;
  const look = async () => {
    station.mark();
    const answer = await station.conversation.lane.ask({
      role: 'csms',
      action: 'readBack',
      args: {
        station: station.identity,
        what: told.what,
        ...(told.name !== undefined && { name: told.name }),
        ...told.place,
      },
      why: `${told.title} (left out if it cannot be seen)`,
      within: parameters.limits.operator,
    });
    if (answer.status !== 'done') return { unknown: `${answer.status}: ${answer.reason}` };
    if (answer.value === undefined || answer.value === null) return { unknown: 'nothing was shown' };
    return { value: answer.value };
  };
  let seen = await look();
  if ('value' in seen && !told.agrees(seen.value)) {
    await pass(STORING);
    seen = await look();
  }
  if (!('value' in seen)) return note(`not judged whether ${told.title}: ${seen.unknown}`);
  const actual = JSON.stringify(seen.value)?.slice(0, 120) ?? 'nothing';
  if (told.advice) {
    const clause = [told.requirements].flat().join(', ');
    if (!told.agrees(seen.value))
      advise(told.id, `expected that ${told.title}: ${told.expected}, shown ${actual}`, clause, told.frames);
    return;
  }
  check(told.id, told.agrees(seen.value), {
    title: told.title,
    requirements: told.requirements,
    frames: told.frames,
    expected: told.expected,
    actual,
    action: told.action,
    asserts: told.asserts,
  });
}

/** The number that a CSMS shows, with or without a unit behind it. */
function shownNumber(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number.parseFloat(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** Whether a temperature that a CSMS shows is `celsius`, in whichever unit it shows it. */
export function isTemperature(value: unknown, celsius: number): boolean {
  const shown = shownNumber(value);
  const forms = [celsius, (celsius * 9) / 5 + 32, celsius + 273.15];
  return shown !== undefined && forms.some((form) => Math.abs(form - shown) < 0.06);
}
