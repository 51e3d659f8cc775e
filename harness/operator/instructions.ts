/** A request to an operator in words for a person: what to do, where, how long there is, and why. */
import { type CsmsActions, type OperatorRequest, type Place, type StationActions } from '../doors/operator.js';
import { sensorSentence } from './sensor-instructions.js';

export interface Instruction {
  /** What to do, one sentence. */
  readonly what: string;
  /** The place, '' where there is none. */
  readonly where: string;
  /** "2 minutes", "45 seconds". */
  readonly time: string;
  readonly why: string;
  /** Something to copy from: a payload as indented JSON. */
  readonly detail?: string;
  /** Whether a value is wanted in return. */
  readonly wantsValue: boolean;
}

type Sentences<Actions> = { readonly [Name in keyof Actions]: (args: Actions[Name]) => string };

const STATION: Sentences<StationActions> = {
  powerCycle: () => 'Cut the power of the station, wait until it is dark, and switch it on again.',
  reboot: () => 'Restart the station.',
  plugIn: () => 'Connect the EV.',
  plugOut: () => 'Disconnect the EV.',
  presentIdToken: ({ idToken, type }) =>
    `Present the token ${JSON.stringify(idToken)}${type === undefined ? '' : ` (${type})`}.`,
  evStopsCharging: () => 'Make the EV stop taking energy; leave the cable in.',
  evResumesCharging: () => 'Make the EV take energy again.',
  network: ({ up }) => (up ? "Restore the station's network connection." : "Cut the station's network connection."),
  setSensor: sensorSentence,
  raiseFault: ({ errorCode }) => `Bring about the fault ${errorCode}.`,
  clearFault: () => 'Clear the fault.',
  parkingBay: ({ occupied }) => (occupied ? 'Occupy the parking bay.' : 'Clear the parking bay.'),
  emergencyStop: ({ pressed }) => (pressed ? 'Press the emergency stop.' : 'Release the emergency stop.'),
  prompt: ({ instruction }) => instruction,
};

const READ_BACK: Readonly<Record<CsmsActions['readBack']['what'], string>> = {
  connectorStatus: 'the status of the connector',
  sensorValue: 'the value of the sensor',
  transaction: 'the transaction',
  stationOnline: 'whether the station is online',
  alert: 'whether an alert is shown to the staff (true or false), for the sensor',
};

const items = ([name, value]: readonly [string, number | undefined]) =>
  value === undefined ? [] : [`${value} in ${name}`];

const CSMS: Sentences<CsmsActions> = {
  sendRequest: ({ station, action }) => `Make the CSMS send ${action} to station ${station}.`,
  setPendingBoot: ({ station, pending }) =>
    `Make the CSMS answer the next boots of station ${station} with ${pending ? 'Pending' : 'Accepted'}.`,
  setItemsPerMessage: ({ station, getVariables, setVariables, getReport }) => {
    const limits = [
      ...items(['GetVariables', getVariables]),
      ...items(['SetVariables', setVariables]),
      ...items(['GetReport', getReport]),
    ];
    return `Limit the items per message to station ${station}: ${limits.join(', ')}.`;
  },
  createToken: ({ idToken, status }) => `Make the token ${JSON.stringify(idToken)} known to the CSMS as ${status}.`,
  updateBasicAuthPassword: ({ station }) => `Make the CSMS give station ${station} a new password.`,
  setBasicAuthPassword: ({ station, password }) =>
    `Set the password of station ${station} in the CSMS to ${JSON.stringify(password)}, without a message to it.`,
  setSecurityProfile: ({ station, securityProfile }) =>
    `Let station ${station} connect with security profile ${securityProfile} or higher only.`,
  readBack: ({ station, what, name }) =>
    `Look up in the CSMS ${READ_BACK[what]}${name === undefined ? '' : ` ${name}`} of station ${station}.`,
  prompt: ({ instruction }) => instruction,
};

function placeText({ evseId, connectorId }: Place): string {
  const parts = [
    evseId === undefined ? '' : `EVSE ${evseId}`,
    connectorId === undefined ? '' : `connector ${connectorId}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** A duration in words, rounded to what a person can use. */
export function timeText(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  const [amount, unit] = seconds < 120 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** Describes a request whose arguments were checked. */
export function describeAction(request: OperatorRequest): Instruction {
  const sentences = (request.role === 'station' ? STATION : CSMS) as Readonly<
    Record<string, (args: unknown) => string>
  >;
  const payload = request.action === 'sendRequest' ? request.args['payload'] : undefined;
  return {
    what: sentences[request.action]?.(request.args) ?? request.action,
    where: placeText(request.args),
    time: timeText(request.within),
    why: request.why,
    ...(payload === undefined ? {} : { detail: JSON.stringify(payload, undefined, 2) }),
    wantsValue: request.action === 'readBack',
  };
}
