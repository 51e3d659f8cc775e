/** What cases for a 1.6 central system say of addresses of files, and of the update that the charge point goes through. */
import { matching, type OnCsms, type Request } from '../../../harness/peers/ocpp16.js';
import { playChargePoint, type Status } from './csms-session.js';

type FirmwareStatus = Request<'FirmwareStatusNotification'>['status'];
type SignedStatus = Request<'SignedFirmwareStatusNotification'>['status'];

/** The address of a file: the one that the plan names, or any with a protocol for files (1.6 §8, errata 3.88). */
export const address = (named: string | undefined) =>
  matching(named === undefined ? 'a URL of ftp, ftps, http or https' : JSON.stringify(named), (value) =>
    named === undefined
      ? typeof value === 'string' && /^(?:ftp|ftps|sftp|http|https):\/\/[^/\s]+/i.test(value)
      : value === named,
  );

/** Tells how the update stands and judges that it is answered; with a `requestId` it is a signed one. */
export type Tells = (status: FirmwareStatus | SignedStatus) => Promise<void>;

export const tellsPlainly =
  ({ station }: OnCsms): Tells =>
  async (status) => {
    await station.call('FirmwareStatusNotification', { status: status as FirmwareStatus }, {}, '1.6 §4.5', {
      id: `FirmwareStatusNotification-${status}.conf`,
    });
  };

export const tellsSigned =
  ({ station }: OnCsms, requestId: number): Tells =>
  async (status) => {
    await station.call('SignedFirmwareStatusNotification', { status, requestId }, {}, 'L01.FR.01', {
      id: `SignedFirmwareStatusNotification-${status}.conf`,
    });
  };

/** Every connector of the charge point is reported with the status. */
export async function reportsAll(context: OnCsms, status: Status): Promise<ReturnType<typeof playChargePoint>> {
  const point = playChargePoint(context);
  for (let connectorId = 1; connectorId <= context.parameters.connectors; connectorId++)
    await point.report(status, { connectorId, id: `StatusNotification-${status}-${connectorId}.conf` });
  return point;
}

/** The charge point goes down and comes back: the central system takes it in again. */
export async function restarts({ station }: OnCsms, point: ReturnType<typeof playChargePoint>): Promise<void> {
  station.drop();
  await station.connect();
  await point.boot();
}
