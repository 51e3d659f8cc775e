/** What the inventory says of a sensor's reading. */
import { type OnStation } from '../../../../harness/peers/ocpp2.js';
import { collectReport, type Reported, reported } from '../../../ocpp2/states/base-report.js';
import { absent } from '../../../helpers/absent.js';
import { type VariableName } from '../../../ocpp2/states/device-model.js';

/** The characteristics of a variable by the full inventory; a variable that is not in it ends the case. */
export async function characteristicsOf(
  context: OnStation,
  name: VariableName,
): Promise<Partial<NonNullable<Reported['variableCharacteristics']>>> {
  const report = await collectReport(context, 'FullInventory');
  const found = reported(report, name);
  if (!found) return absent(context, `the inventory has no ${name.component.name}.${name.variable.name}`);
  return found.item.variableCharacteristics ?? {};
}
