/** What the traffic with a 2.0.1 or 2.1 station shows of what is open there. */
import { type Place } from '../../doors/operator.js';
import {
  type Book,
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
import { isAvailability } from '../../rules/told-status.js';
import { kept, promise, registration } from './promises.js';

const evseOf = (payload: Payload): { readonly place: Place; readonly words: string } => {
  const evse = objectOf(payload['evse']);
  const evseId = numberOf(payload['evseId']) ?? numberOf(evse['id']);
  const connectorId = numberOf(payload['connectorId']) ?? numberOf(evse['connectorId']);
  if (evseId === undefined) return { place: {}, words: 'the station' };
  if (connectorId === undefined) return { place: { evseId }, words: `EVSE ${evseId}` };
  return { place: { evseId, connectorId }, words: `connector ${connectorId} of EVSE ${evseId}` };
};

function transaction(book: Book, payload: Payload, n: number): void {
  const { transactionId, remoteStartId } = objectOf(payload['transactionInfo']);
  const id = textOf(transactionId)?.slice(0, 60);
  const { idToken } = objectOf(payload['idToken']);
  book.dropWhere(
    ({ kind, key }) =>
      kind === 'remote-start' &&
      (key.startsWith(`remote-start ${word(remoteStartId)} `) || same(/ for "(.*)"$/.exec(key)?.[1], idToken)),
  );
  if (id === undefined) return;
  const key = `transaction ${id}`;
  const known = book.things.get(key);
  if (payload['eventType'] === 'Ended') {
    book.drop(key);
    book.dropWhere((thing) => thing.key.endsWith(` of ${key}`));
    return;
  }
  // What was queued while it was offline does not begin it anew.
  const { place, words } = evseOf(payload);
  if (known && place.evseId === undefined) return;
  const subject = `transaction ${id}${place.evseId === undefined ? '' : ` on ${words}`}`;
  book.add({ key, kind: 'transaction', subject, frames: [n], undo: { by: 'stopping', place, transactionId: id } });
}

/** Events of one message that are looked at. */
const MOST_EVENTS = 200;

/** A station may tell the status of its connectors as events of theirs (G01.FR.03). */
function eventsTold(book: Book, payload: Payload, n: number): void {
  for (const event of listOf(payload['eventData']).slice(0, MOST_EVENTS)) {
    const component = objectOf(event['component']);
    const { place, words } = evseOf(component);
    if (place.connectorId === undefined) continue;
    if (isAvailability(textOf(component['name']), textOf(objectOf(event['variable'])['name'])))
      connectorTold(book, place, words, event['actualValue'], n);
  }
}

function connectorTold(book: Book, place: Place, words: string, status: unknown, n: number): void {
  statusTold(book, `${String(place.evseId)}.${String(place.connectorId)}`, place, words, word(status), n);
}

function told(book: Book, action: string, payload: Payload, n: number): void {
  kept(book, action, payload);
  switch (action) {
    case 'TransactionEvent':
      return transaction(book, payload, n);
    case 'StatusNotification': {
      const { place, words } = evseOf(payload);
      return connectorTold(book, place, words, payload['connectorStatus'], n);
    }
    case 'NotifyEvent':
      return eventsTold(book, payload, n);
    case 'ReservationStatusUpdate':
      return book.drop(`reservation ${word(payload['reservationId'])}`);
    default:
  }
}

const nameOf = (item: Payload): string => {
  const [component, variable] = [objectOf(item['component']), objectOf(item['variable'])];
  const evse = objectOf(component['evse']);
  const part = (value: unknown): string => (value === undefined ? '' : `[${word(value)}]`);
  const place = `${part(evse['id'])}${part(evse['connectorId'])}${part(component['instance'])}`;
  const type = item['attributeType'] ?? 'Actual';
  return `${word(component['name'])}${place}.${word(variable['name'])}${part(variable['instance'])}${type === 'Actual' ? '' : ` ${word(type)}`}`.toLowerCase();
};
/** What the tester makes of a change of them lasts. */
const OF_CONNECTIONS = ['basicauthpassword', 'securityprofile', 'identity', 'networkconfigurationpriority'];

function variables(book: Book, action: string, request: Payload, response: Payload, n: number): void {
  const timeOut = (name: string, value: string) => {
    if (name.endsWith('.evconnectiontimeout') && /^\d{1,6}$/.test(value)) book.connectionTimeOut = Number(value) * 1000;
  };
  if (action === 'GetVariables') {
    for (const item of listOf(response['getVariableResult'])) {
      const value = textOf(item['attributeValue']);
      if (item['attributeStatus'] !== 'Accepted' || value === undefined) continue;
      timeOut(nameOf(item), value);
      settingRead(book, nameOf(item), value);
    }
    return;
  }
  const wanted = listOf(request['setVariableData']);
  for (const item of listOf(response['setVariableResult'])) {
    const name = nameOf(item);
    const set = wanted.find((one) => nameOf(one) === name);
    const value = textOf(set?.['attributeValue']);
    const taken = item['attributeStatus'] === 'Accepted' || item['attributeStatus'] === 'RebootRequired';
    if (!set || value === undefined || !taken || OF_CONNECTIONS.some((one) => name.includes(`.${one}`))) continue;
    timeOut(name, value);
    settingChanged(book, name, value, n, (before) => ({
      by: 'call',
      action: 'SetVariables',
      payload: { setVariableData: [{ ...set, attributeValue: before }] },
    }));
  }
}

function monitors(book: Book, action: string, response: Payload, n: number): void {
  if (action === 'ClearVariableMonitoring') {
    for (const { id, status } of listOf(response['clearMonitoringResult']))
      if (status !== 'Rejected') book.drop(`monitor ${word(id)}`);
    return;
  }
  for (const item of listOf(response['setMonitoringResult'])) {
    const id = numberOf(item['id']);
    if (item['status'] !== 'Accepted' || id === undefined) continue;
    book.add({
      key: `monitor ${id}`,
      kind: 'monitor',
      subject: `monitor ${id}`,
      frames: [n],
      undo: { by: 'call', action: 'ClearVariableMonitoring', payload: { id: [id] } },
    });
  }
}

function profiles(book: Book, action: string, request: Payload, n: number): void {
  if (action === 'SetChargingProfile') {
    const profile = objectOf(request['chargingProfile']);
    const [id, evseId] = [numberOf(profile['id']), numberOf(request['evseId'])];
    if (id === undefined) return;
    const transactionId = textOf(profile['transactionId']);
    book.add({
      key: `charging-profile ${id}${transactionId === undefined ? '' : ` of transaction ${transactionId}`}`,
      kind: 'charging-profile',
      subject: `charging profile ${id} at ${evseId === 0 ? 'the station' : `EVSE ${evseId}`}`,
      frames: [n],
      undo: { by: 'call', action: 'ClearChargingProfile', payload: { chargingProfileId: id } },
    });
    return;
  }
  const id = request['chargingProfileId'];
  if (id === undefined) return;
  book.dropWhere(
    ({ key }) => key === `charging-profile ${word(id)}` || key.startsWith(`charging-profile ${word(id)} of `),
  );
}

function availability(book: Book, request: Payload, status: unknown, n: number): void {
  if (status !== 'Accepted' && status !== 'Scheduled') return;
  const { words } = evseOf(request);
  const key = `availability ${words}`;
  if (request['operationalStatus'] === 'Operative') return book.drop(key);
  book.add({
    key,
    kind: 'availability',
    subject: `${words} out of service`,
    frames: [n],
    undo: { by: 'call', action: 'ChangeAvailability', payload: { ...request, operationalStatus: 'Operative' } },
  });
}

function localList(book: Book, request: Payload, n: number): void {
  book.listVersion = numberOf(request['versionNumber']) ?? book.listVersion;
  const list = listOf(request['localAuthorizationList']);
  if (list.length === 0) return request['updateType'] === 'Full' ? book.drop('local-list') : undefined;
  book.add({
    key: 'local-list',
    kind: 'local-list',
    subject: `version ${book.listVersion} of the local list`,
    frames: [n],
    undo: { by: 'call', action: 'SendLocalList', payload: { versionNumber: book.listVersion + 1, updateType: 'Full' } },
  });
}

function remoteStart(book: Book, request: Payload, response: Payload, n: number): void {
  // A transaction that was there already takes the token at once.
  if (response['transactionId'] !== undefined) return;
  const { place, words } = evseOf(request);
  const idToken = textOf(objectOf(request['idToken'])['idToken']) ?? '';
  book.add({
    key: `remote-start ${word(request['remoteStartId'])} for "${idToken}"`,
    kind: 'remote-start',
    subject: `remote start ${word(request['remoteStartId'])} on ${place.evseId === undefined ? 'any EVSE' : words}`,
    frames: [n],
    undo: { by: 'starting', place },
  });
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
    case 'RequestStartTransaction':
      return accepted ? remoteStart(book, request, response, n) : undefined;
    case 'ReserveNow': {
      const [id, { words }] = [numberOf(request['id']), evseOf(request)];
      if (!accepted || id === undefined) return;
      const expiry = Date.parse(textOf(request['expiryDateTime']) ?? '');
      return book.add({
        key: `reservation ${id}`,
        kind: 'reservation',
        subject: `reservation ${id} of ${words}`,
        frames: [n],
        undo: { by: 'call', action: 'CancelReservation', payload: { reservationId: id } },
        ...(Number.isFinite(expiry) && { until: t + Math.max(0, expiry - now) }),
      });
    }
    case 'CancelReservation':
      return book.drop(`reservation ${word(request['reservationId'])}`);
    case 'ChangeAvailability':
      return availability(book, request, response['status'], n);
    case 'SetChargingProfile':
    case 'ClearChargingProfile':
      return accepted || action === 'ClearChargingProfile' ? profiles(book, action, request, n) : undefined;
    case 'GetLocalListVersion':
      book.listVersion = Math.max(book.listVersion, numberOf(response['versionNumber']) ?? 0);
      return;
    case 'SendLocalList':
      return accepted ? localList(book, request, n) : undefined;
    case 'SetVariableMonitoring':
    case 'ClearVariableMonitoring':
      return monitors(book, action, response, n);
    case 'SetDisplayMessage': {
      const id = numberOf(objectOf(request['message'])['id']);
      if (!accepted || id === undefined) return;
      return book.add({
        key: `display-message ${id}`,
        kind: 'display-message',
        subject: `display message ${id}`,
        frames: [n],
        undo: { by: 'call', action: 'ClearDisplayMessage', payload: { id } },
      });
    }
    case 'ClearDisplayMessage':
      return book.drop(`display-message ${word(request['id'])}`);
    case 'GetVariables':
    case 'SetVariables':
      return variables(book, action, request, response, n);
    default:
  }
}

/** What the station is told of its boot. */
function heard(
  book: Book,
  action: string,
  _request: Payload,
  response: Payload | undefined,
  n: number,
  t: number,
): void {
  if (action === 'BootNotification') registration(book, response, n, t);
}

export const station2 = readerOf({ told, heard, agreed });
