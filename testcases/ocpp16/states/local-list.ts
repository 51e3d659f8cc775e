/** The local authorization list of a station, as several cases fill and empty it (1.6 §3.5.2, §5.15). */
import { type OnStation, type Request, type Response } from '../../../harness/peers/ocpp16.js';
import { configure } from './configuration.js';

export type Entry = NonNullable<Request<'SendLocalList'>['localAuthorizationList']>[number];
type UpdateType = Request<'SendLocalList'>['updateType'];
type TokenStatus = NonNullable<Entry['idTagInfo']>['status'];

/** A token with what the list says of it. */
export const listed = (idTag: string, status: TokenStatus = 'Accepted'): Entry => ({ idTag, idTagInfo: { status } });

/** Switches the list on for the case at hand, and empties it afterwards: what it held before cannot be read. */
export async function usesLocalList(context: OnStation): Promise<void> {
  const { csms, afterwards } = context;
  await configure(context, 'LocalAuthListEnabled', 'true');
  afterwards(() => csms.attempt('SendLocalList', { listVersion: 1, updateType: 'Full' }));
}

export interface SendOptions {
  readonly status?: Response<'SendLocalList'>['status'];
  readonly requirements?: string | readonly string[];
  readonly id?: string;
}

/** Sends a list, or changes to it, and judges the answer's status. */
export async function sendsList(
  { csms }: OnStation,
  updateType: UpdateType,
  listVersion: number,
  entries: readonly Entry[],
  { status = 'Accepted', requirements = '1.6 §5.15', id }: SendOptions = {},
): Promise<void> {
  await csms.call(
    'SendLocalList',
    { listVersion, updateType, localAuthorizationList: [...entries] },
    { status },
    requirements,
    { id: id ?? `SendLocalList-${updateType}-${listVersion}` },
  );
}

/** Asks for the version of the list and judges it. */
export async function hasListVersion(
  { csms }: OnStation,
  listVersion: number,
  requirements: string | readonly string[] = ['1.6 §5.10', '1.6 §5.15'],
  id = `GetLocalListVersion-${listVersion}`,
): Promise<void> {
  await csms.call('GetLocalListVersion', {}, { listVersion }, requirements, { id });
}
