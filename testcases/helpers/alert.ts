/** Whether the staff of a CSMS is told of a sensor's alert: nothing on the wire shows it, so the operator has to look. */
import { type Version } from '../../harness/peers/ocpp2.js';
import { type CsmsContext } from '../../harness/peers/context.js';

/** Judges that the operator finds the alert; the case ends without a verdict where nobody can look. */
export async function isAlertShown<V extends Version>(
  { station, operator, check, pass, stop }: CsmsContext<V>,
  place: { readonly evseId?: number; readonly connectorId?: number },
  requirements: string,
  action: string,
): Promise<void> {
  const frame = station.conversation.last;
  // A CSMS may answer first and tell afterwards.
  await pass(2_000);
  const seen = await operator.readBack({ what: 'alert', name: 'TemperatureSensor', ...place });
  if (seen === undefined || seen === null) return stop('the operator cannot see whether the staff is told');
  const shown = seen === true || (typeof seen === 'string' && /^(true|yes|1)$/i.test(seen));
  check('alert-shown', shown, {
    title: 'the CSMS shows the alert to its staff',
    requirements,
    frames: [frame],
    expected: 'true',
    actual: JSON.stringify(seen)?.slice(0, 120) ?? 'nothing',
    action,
  });
}
