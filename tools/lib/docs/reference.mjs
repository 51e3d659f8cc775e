/** Tables of what a reader looks up: rules, operator actions, events of the record. */
import { code, codes, table } from './markdown.mjs';

const VERSIONS = ['1.6', '2.0.1', '2.1'];

export function rules(all) {
  const rows = all.map(({ id, title, clauses }) => [
    code(id),
    title,
    ...VERSIONS.map((version) => clauses[version] ?? '–'),
  ]);
  return table(['rule', 'what must hold', ...VERSIONS], rows);
}

/** What each action asks for, in words for whoever automates it. */
const ACTIONS = {
  station: {
    powerCycle: 'Cut the supply and restore it, so that the station boots.',
    reboot: 'Restart the station by whatever means there is.',
    plugIn: 'Connect the EV.',
    plugOut: 'Disconnect the EV.',
    presentIdToken: 'Present a token: a card, an app, a plug-in contract.',
    evStopsCharging: 'The EV stops taking energy; the cable stays in.',
    evResumesCharging: 'The EV takes energy again.',
    network: "Cut the station's network connection (`up: false`) or restore it.",
    setSensor: 'Bring a sensor to a value; `Problem` true makes it fail, false mends it.',
    raiseFault: 'Bring about a fault.',
    clearFault: 'Clear the fault.',
    parkingBay: 'Occupy or clear the parking bay.',
    emergencyStop: 'Press or release the emergency stop.',
    prompt: 'Do what the instruction says.',
  },
  csms: {
    sendRequest: 'Make the CSMS send a request to the station.',
    setPendingBoot: 'Answer the next boots with Pending, or with Accepted again.',
    setItemsPerMessage: 'Limit how many items the CSMS puts into one message (2.x).',
    createToken: 'Make a token known with a status.',
    updateBasicAuthPassword: 'Give the station a new password, by message.',
    setBasicAuthPassword: 'Set the password of the station, without a message.',
    setSecurityProfile: 'Require at least this security profile of the station.',
    readBack: 'Say what the CSMS believes; the answer carries the value.',
    prompt: 'Do what the instruction says.',
  },
};

/** The actions of a role; `schemas` maps each name to the JSON Schema of its arguments. */
export function actions(role, schemas) {
  const rows = Object.entries(schemas).map(([name, schema]) => {
    const words = ACTIONS[role][name];
    if (words === undefined) throw new Error(`docs: the action ${name} at a ${role} is not described`);
    const required = schema.required ?? [];
    const args = Object.keys(schema.properties ?? {}).map((key) => (required.includes(key) ? key : `${key}?`));
    return [code(name), words, codes(args)];
  });
  return table(['action', 'what is asked for', 'arguments (? optional)'], rows);
}

const EVENTS = {
  'run-start': 'The header: tool, catalogue, environment, seed, SUT, plan, all cases with the decision, the rules.',
  'lane-start': 'A lane begins a batch of cases.',
  'case-start': 'A case begins.',
  connection: 'A connection came about, was refused, failed in TLS, or ended; with what is known of its TLS handshake.',
  frame: 'One WebSocket message, as it was. `rx` came from the SUT, `tx` from the tester.',
  'operator-ask': 'The tester asked the operator for an action.',
  'operator-answer': 'What came of it.',
  control: 'A WebSocket ping or pong. The pongs by which the tester answers pings are not listed.',
  material: 'What the tester made by chance or by a private key, such as a signed certificate. Never a secret.',
  transfer: 'A file that the SUT fetched from the tester or sent to it, or tried to.',
  check: 'One judgement of a case, with the frames, connections and files that it rests on.',
  advisory: 'A SHOULD that was not followed, or something legal that trips other products.',
  finding: 'What an always-on rule found, with the blame.',
  note: 'A remark of a case.',
  'case-end': 'The verdict of a case, with its reason.',
  'case-amend': 'A case that is over gets a worse verdict, for what it caused was found later. The last one counts.',
  incident: 'What became of the product as a whole: it restarted, hung up, fell silent, is gone, came back.',
  drawn: 'A generated case that is run in place of one that turned out not to apply.',
  left: 'What a case left at the product, and whether the tester put it back.',
  cause: 'One fault of the product behind one or many reds.',
  claim:
    'What the SUT showed of something that its statement is about: it differs (`over-claim`, `under-claim`) or not (`agreed`).',
  'run-end': 'The footer: counts, conclusion, exit code, digest.',
};

/** The events; `schema` is the JSON Schema of one event. */
export function events(schema) {
  const kinds = schema.oneOf ?? schema.anyOf;
  const rows = kinds.map(({ properties, required }) => {
    const type = properties.type.const;
    const words = EVENTS[type];
    if (words === undefined) throw new Error(`docs: the event ${type} is not described`);
    const fields = Object.keys(properties).filter((name) => name !== 'type');
    return [code(type), words, codes(fields.map((name) => (required.includes(name) ? name : `${name}?`)))];
  });
  return table(['type', 'what it says', 'fields (? optional)'], rows);
}
