/** Reports of the device model that the tester plays towards a CSMS, in parts (B07.FR.04, B07.FR.10). */
import { type OnCsms, type Request } from '../../../harness/peers/ocpp2.js';

export type ReportData = NonNullable<Request<'NotifyReport'>['reportData']>[number];

/** A variable with its actual value. */
export function reported(
  component: ReportData['component'],
  name: string,
  value: string,
  characteristics: NonNullable<ReportData['variableCharacteristics']>,
  mutability: 'ReadOnly' | 'ReadWrite' = 'ReadWrite',
): ReportData {
  return {
    component,
    variable: { name },
    variableAttribute: [{ type: 'Actual', value, mutability }],
    variableCharacteristics: characteristics,
  };
}

/** Sends the parts of a report in order and judges that each is answered; returns the frames of the answers. */
export async function sendReport(
  { station }: OnCsms,
  requestId: number,
  parts: readonly (readonly ReportData[])[],
): Promise<readonly number[]> {
  const frames: number[] = [];
  for (const [seqNo, reportData] of parts.entries()) {
    const tbc = seqNo < parts.length - 1;
    await station.call(
      'NotifyReport',
      { requestId, generatedAt: station.now(), seqNo, tbc, reportData: [...reportData] },
      {},
      'Part 2 B07',
      { id: `NotifyReport-${seqNo}` },
    );
    frames.push(station.conversation.last);
  }
  return frames;
}
