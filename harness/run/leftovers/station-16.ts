/** What the traffic with a 1.6 station shows of what is open there. */
import {
  type Book,
  type Leftover,
  listOf,
  numberOf,
  objectOf,
  type Payload,
  same,
  settingChanged,
  settingRead,
  statusTold,
  textOf,
  word,
} from './book.js';
import { readerOf } from './reader.js';
import { kept, promise, registration } from './promises.js';

/** They decide over connections, and what the tester makes of a change of them lasts. */
const OF_CONNECTIONS: readonly string[] = ['authorizationkey', 'securityprofile'];

const at = (connectorId: number | undefined): string =>
  connectorId === undefined ? 'any connector' : connectorId === 0 ? 'the station' : `connector ${connectorId}`;
const placeOf = (connectorId: number | undefined) => (connectorId === undefined ? {} : { connectorId });
/** What a thing is about is kept at the end of its key. */
const isAt = ({ key }: Leftover, connectorId: unknown): boolean => key.endsWith(` at ${String(connectorId)}`);

/** Something happens at a connector, or with a token: remote starts for it have begun, or never will. */
const begun = (book: Book, connectorId: unknown, idTag: unknown): void =>
  book.dropWhere(
    (thing) =>
      thing.kind === 'remote-start' &&
      (isAt(thing, connectorId) || same(/^remote-start "(.*)" at /.exec(thing.key)?.[1], idTag)),
  );

function told(book: Book, action: string, payload: Payload, n: number): void {
  kept(book, action, payload);
  switch (action) {
    case 'StatusNotification': {
      const { status } = payload;
      const connectorId = numberOf(payload['connectorId']);
      statusTold(book, String(connectorId), placeOf(connectorId), at(connectorId), word(status), n);
      if (status !== 'Available') return;
      // Whoever was expected there is not any more.
      book.dropWhere((thing) => thing.kind === 'remote-start' && (isAt(thing, connectorId) || isAt(thing, undefined)));
      return;
    }
    case 'StartTransaction': {
      begun(book, payload['connectorId'], payload['idTag']);
      if (payload['reservationId'] !== undefined) book.drop(`reservation ${word(payload['reservationId'])}`);
      return;
    }
    case 'StopTransaction': {
      const id = payload['transactionId'];
      const ended = book.things.get(`transaction ${word(id)}`);
      const over = ended ?? [...book.things.values()].find(({ key }) => key.startsWith('transaction unnumbered'));
      if (!over) return;
      book.drop(over.key);
      const { undo } = over;
      const connectorId = undo.by === 'stopping' ? undo.place.connectorId : undefined;
      book.dropWhere(({ key }) => key.startsWith('charging-profile TxProfile ') && key.endsWith(` at ${connectorId}`));
      return;
    }
    default:
  }
}

/** The tester has answered a request of the station. */
function heard(
  book: Book,
  action: string,
  request: Payload,
  response: Payload | undefined,
  n: number,
  t: number,
): void {
  if (action === 'BootNotification') return registration(book, response, n, t);
  if (action === 'Authorize' && response && objectOf(response['idTagInfo'])['status'] !== 'Accepted')
    return begun(book, undefined, request['idTag']);
  if (action !== 'StartTransaction') return;
  const connectorId = numberOf(request['connectorId']);
  const transactionId = numberOf(response?.['transactionId']);
  book.add({
    key: transactionId === undefined ? `transaction unnumbered at ${connectorId}` : `transaction ${transactionId}`,
    kind: 'transaction',
    subject: `transaction ${transactionId ?? 'without a number'} on ${at(connectorId)}`,
    frames: [n],
    undo: { by: 'stopping', place: placeOf(connectorId), ...(transactionId !== undefined && { transactionId }) },
  });
}

function reserved(book: Book, request: Payload, n: number, t: number, now: number): void {
  const id = numberOf(request['reservationId']);
  const connectorId = numberOf(request['connectorId']);
  const expiry = Date.parse(textOf(request['expiryDate']) ?? '');
  if (id === undefined) return;
  book.add({
    key: `reservation ${id}`,
    kind: 'reservation',
    subject: `reservation ${id} of ${at(connectorId)}`,
    frames: [n],
    undo: { by: 'call', action: 'CancelReservation', payload: { reservationId: id } },
    ...(Number.isFinite(expiry) && { until: t + Math.max(0, expiry - now) }),
  });
}

function profiles(book: Book, action: string, request: Payload, n: number): void {
  if (action === 'SetChargingProfile') {
    const { chargingProfileId, chargingProfilePurpose: purpose } = objectOf(request['csChargingProfiles']);
    const id = numberOf(chargingProfileId);
    if (id === undefined) return;
    book.add({
      key: `charging-profile ${word(purpose)} ${id} at ${word(request['connectorId'])}`,
      kind: 'charging-profile',
      subject: `charging profile ${id} at ${at(numberOf(request['connectorId']))}`,
      frames: [n],
      undo: { by: 'call', action: 'ClearChargingProfile', payload: { id } },
    });
    return;
  }
  const { id, connectorId, chargingProfilePurpose: purpose, stackLevel } = request;
  book.dropWhere((thing) => {
    const [, itsPurpose, itsId, place] = /^charging-profile (\S+) (\S+) at (.*)$/.exec(thing.key) ?? [];
    if (itsId === undefined) return false;
    if (id !== undefined) return word(id) === itsId;
    return (
      stackLevel === undefined &&
      (connectorId === undefined || word(connectorId) === place) &&
      (purpose === undefined || purpose === itsPurpose)
    );
  });
}

function settings(book: Book, action: string, request: Payload, response: Payload, n: number): void {
  const nameOf = (key: string): string => key.toLowerCase();
  const timeOut = (key: string, value: string) => {
    if (nameOf(key) === 'connectiontimeout' && /^\d{1,6}$/.test(value)) book.connectionTimeOut = Number(value) * 1000;
  };
  if (action === 'GetConfiguration') {
    for (const item of listOf(response['configurationKey'])) {
      const [key, value] = [textOf(item['key']), textOf(item['value'])];
      if (key === undefined || value === undefined || key.length > 500) continue;
      timeOut(key, value);
      settingRead(book, nameOf(key), value);
    }
    return;
  }
  const [key, value] = [textOf(request['key']), textOf(request['value'])];
  if (key === undefined || value === undefined || OF_CONNECTIONS.includes(nameOf(key))) return;
  if (response['status'] !== 'Accepted' && response['status'] !== 'RebootRequired') return;
  timeOut(key, value);
  settingChanged(book, nameOf(key), value, n, (before) => ({
    by: 'call',
    action: 'ChangeConfiguration',
    payload: { key, value: before },
  }));
}

/** The station has answered a request of the tester with a result. */
function agreed(
  book: Book,
  action: string,
  request: Payload,
  response: Payload,
  n: number,
  t: number,
  now: number,
): void {
  promise(book, action, request, response, n, t);
  const accepted = response['status'] === 'Accepted';
  switch (action) {
    case 'RemoteStartTransaction': {
      const connectorId = numberOf(request['connectorId']);
      if (!accepted) return;
      const idTag = textOf(request['idTag']) ?? '';
      book.add({
        key: `remote-start "${idTag}" at ${connectorId}`,
        kind: 'remote-start',
        subject: `the remote start on ${at(connectorId)}`,
        frames: [n],
        undo: { by: 'starting', place: placeOf(connectorId) },
      });
      return;
    }
    case 'ReserveNow':
      if (accepted) reserved(book, request, n, t, now);
      return;
    case 'CancelReservation':
      return book.drop(`reservation ${word(request['reservationId'])}`);
    case 'ChangeAvailability': {
      const connectorId = numberOf(request['connectorId']);
      if (!accepted && response['status'] !== 'Scheduled') return;
      if (request['type'] === 'Operative') {
        book.dropWhere(
          ({ key, kind }) => kind === 'availability' && (connectorId === 0 || key.endsWith(` ${connectorId}`)),
        );
        return;
      }
      book.add({
        key: `availability ${connectorId}`,
        kind: 'availability',
        subject: `${at(connectorId)} out of service`,
        frames: [n],
        undo: { by: 'call', action, payload: { connectorId, type: 'Operative' } },
      });
      return;
    }
    case 'SetChargingProfile':
    case 'ClearChargingProfile':
      if (accepted || action === 'ClearChargingProfile') profiles(book, action, request, n);
      return;
    case 'GetLocalListVersion':
      book.listVersion = Math.max(book.listVersion, numberOf(response['listVersion']) ?? 0);
      return;
    case 'SendLocalList': {
      if (!accepted) return;
      book.listVersion = numberOf(request['listVersion']) ?? book.listVersion;
      const list = listOf(request['localAuthorizationList']);
      if (list.length === 0 && request['updateType'] === 'Full') return book.drop('local-list');
      if (list.length === 0) return;
      const payload = { listVersion: book.listVersion + 1, updateType: 'Full', localAuthorizationList: [] };
      book.add({
        key: 'local-list',
        kind: 'local-list',
        subject: `version ${book.listVersion} of the local list`,
        frames: [n],
        undo: { by: 'call', action, payload },
      });
      return;
    }
    case 'GetConfiguration':
    case 'ChangeConfiguration':
      return settings(book, action, request, response, n);
    default:
  }
}

export const station16 = readerOf({ told, heard, agreed });
