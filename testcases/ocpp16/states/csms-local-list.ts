/** The local list of the charge point that the tester plays, and what a central system sends for it (1.6 §5.10, §5.15). */
import { matching, type OnCsms, type Request, type Response } from '../../../harness/peers/ocpp16.js';
import { growingNumber } from './csms-dictated.js';

type SendLocalList = Request<'SendLocalList'>;

/** A list of tokens, none of them twice, each with what is known of it: an entry without would take the token out. */
export const entriesWithInfo = matching('a list of at least one token, each once and with its idTagInfo', (value) => {
  if (!Array.isArray(value) || value.length === 0) return false;
  const entries = value as readonly { readonly idTag?: unknown; readonly idTagInfo?: { readonly status?: unknown } }[];
  const names = entries.map(({ idTag }) => String(idTag).toLowerCase());
  return new Set(names).size === names.length && entries.every(({ idTagInfo }) => idTagInfo?.status !== undefined);
});

/** 0 and -1 have a meaning of their own in GetLocalListVersion (errata 3.52). */
export const listVersion = matching('a list version that is neither 0 nor -1', (value) => value !== 0 && value !== -1);

export interface PlayedList {
  /** The version of the list: 0 while it is empty. */
  version(): number;
}

/** Plays a charge point with a list that is empty at first: it takes updates as §7.47 says. */
export function playLocalList({ station }: OnCsms): PlayedList {
  let version = 0;
  station.answer('GetLocalListVersion', () => ({ listVersion: version }));
  station.answer('SendLocalList', (update: SendLocalList): Response<'SendLocalList'> => {
    if (update.updateType === 'Differential' && update.listVersion <= version) return { status: 'VersionMismatch' };
    version = update.listVersion;
    return { status: 'Accepted' };
  });
  return { version: () => version };
}

/** Has the central system send an update with the valid token; what else is in it, and its version, are its own. */
export async function asksForUpdate(context: OnCsms, updateType: SendLocalList['updateType']): Promise<void> {
  const { operator, parameters } = context;
  const entry = { idTag: parameters.tokens.valid.idToken, idTagInfo: { status: 'Accepted' } };
  const update = { updateType, listVersion: growingNumber(context), localAuthorizationList: [entry] };
  await operator.sendRequest({ action: 'SendLocalList', payload: update });
}

/** Sees that the central system is still there after an answer that says no. */
export async function goesOn({ station }: OnCsms): Promise<void> {
  await station.call('Heartbeat', {}, {}, '1.6 §4.6', { id: 'Heartbeat-afterwards' });
}
