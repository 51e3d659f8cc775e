/** Temperatures that the tester, as a charge point, tells a central system, and what the central system shows of them. */
import { type OnCsms, type Request } from '../../../../harness/peers/ocpp16.js';
import { agreesIfReadable, isTemperature } from '../../../helpers/read-back.js';
import { CONNECTOR } from '../../../ocpp16/states/csms-session.js';

type MeterValue = Request<'MeterValues'>['meterValue'][number];
export type Sample = MeterValue['sampledValue'][number];

/** A temperature of the body, in degrees Celsius. */
export const warmth = (value: number, context: Sample['context'] = 'Sample.Clock'): Sample => ({
  value: String(value),
  measurand: 'Temperature',
  context,
  location: 'Body',
  unit: 'Celsius',
});

/** A reading of so many milliseconds ago. */
export const readingOf = ({ now }: OnCsms, ago: number, ...samples: readonly Sample[]): MeterValue => ({
  timestamp: new Date(Math.trunc(now() - ago)).toISOString(),
  sampledValue: [...samples],
});

/** Sends MeterValues and judges that they are answered; returns the frame of the answer. */
export async function measure(
  { station }: OnCsms,
  id: string,
  meterValue: readonly MeterValue[],
  { transactionId, deliberate }: { readonly transactionId?: number; readonly deliberate?: string } = {},
): Promise<number> {
  await station.call(
    'MeterValues',
    { connectorId: CONNECTOR, meterValue: [...meterValue], ...(transactionId !== undefined && { transactionId }) },
    {},
    '1.6 §4.7',
    { id: `MeterValues-${id}`, ...(deliberate !== undefined && { deliberate }) },
  );
  return station.conversation.last;
}

export interface Shown {
  readonly id: string;
  readonly celsius: number;
  readonly frames: readonly number[];
  /** Set where no clause says so. */
  readonly advice?: true;
}

/** Judges what the central system shows of the temperature, where that can be seen. */
export const showsTemperature = (context: OnCsms, { id, celsius, frames, advice }: Shown): Promise<void> =>
  agreesIfReadable(context, {
    id,
    title: `the central system shows the temperature that it was told (${celsius} Celsius)`,
    what: 'sensorValue',
    name: 'TemperatureSensor',
    place: { connectorId: CONNECTOR },
    requirements: '1.6 §4.7',
    frames,
    action: 'MeterValues',
    asserts: ['meterValue[0].sampledValue[0].value'],
    expected: `${celsius} Celsius, in whichever unit`,
    agrees: (value) => isTemperature(value, celsius),
    ...(advice && { advice }),
  });
