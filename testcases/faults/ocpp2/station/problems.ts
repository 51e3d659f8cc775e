/** Appendices §3, G05: the parts of a station that can fail, as its device model shows them. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { eventsIn, expectEvent, followEvents } from '../../../environment/ocpp2/states/events.js';
import { sameText } from '../../../helpers/same-text.js';
import { type Place } from '../../../ocpp2/states/connector-status.js';
import { readVariable, type VariableName } from '../../../ocpp2/states/device-model.js';
import { evConnected, forgetTokens, SESSION_ACTIONS } from '../../../ocpp2/states/sessions.js';
import { BLOCK, breaks, breaksIfPossible, chargesAfterwards, FAULT_ACTIONS, firstPlace, VERSIONS } from '../breaks.js';
import { absent } from '../../../helpers/absent.js';

const FACTS = { versions: VERSIONS, block: BLOCK, profiles: {} } as const;
const RESTS = ['Part 2 Appendices §3'] as const;

/** Which part shows an error, by which of its variables. */
const PARTS: readonly (readonly [code: string, component: string, variable: string])[] = [
  ['GroundFailure', 'RCD', 'Tripped'],
  ['OverCurrentFailure', 'OverCurrentProtection', 'Active'],
  ['PowerSwitchFailure', 'PowerContactor', 'Problem'],
  ['PowerMeterFailure', 'FiscalMetering', 'Problem'],
  ['ConnectorLockFailure', 'ConnectorPlugRetentionLock', 'Problem'],
  ['ReaderFailure', 'TokenReader', 'Problem'],
  ['OverVoltage', 'ElectricalFeed', 'Problem'],
  ['WeakSignal', 'DataLink', 'Problem'],
  ['InternalError', 'Controller', 'Problem'],
];

/** The variable at the connector, at its EVSE or at the station, wherever the station has it. */
async function locate(
  context: OnStation,
  { evseId, connectorId }: Place,
  component: string,
  variable: string,
): Promise<VariableName | undefined> {
  const places = [{ id: evseId, connectorId }, { id: evseId }, undefined];
  for (const evse of places) {
    const name: VariableName = { component: { name: component, ...(evse && { evse }) }, variable: { name: variable } };
    if ((await readVariable(context, name)) !== undefined) return name;
  }
  return undefined;
}

const reads = (
  { csms }: OnStation,
  name: VariableName,
  value: 'true' | 'false',
  id: string,
  requirements: readonly string[] = RESTS,
) =>
  csms.call(
    'GetVariables',
    { getVariableData: [name] },
    { getVariableResult: [{ attributeStatus: 'Accepted', attributeValue: sameText(value) }] },
    requirements,
    { id, title: `${name.component.name}.${name.variable.name} reads ${value}`, goOn: true },
  );

const isAbout =
  ({ component, variable }: VariableName) =>
  (event: {
    readonly component?: { readonly name?: unknown } | undefined;
    readonly variable?: { readonly name?: unknown } | undefined;
  }) =>
    String(event.component?.name).toLowerCase() === component.name.toLowerCase() &&
    String(event.variable?.name).toLowerCase() === variable.name.toLowerCase();

export const showsWhatIsBroken = stationCase({
  ...FACTS,
  id: 'FAULT_2X_CS_02',
  title: 'The part that is broken shows it in the device model as long as it is broken',
  purpose: 'Reading the device model tells which part failed, and agrees with what the station tells by itself.',
  requirements: RESTS,
  steps: [
    'For each part that the device model of the station has and the operator can break:',
    'The operator breaks it; its Problem, Tripped or Active reads true. That the station does not tell so by itself is an advisory; what it tells is true.',
    'The operator mends it; the variable reads false. A part that stays tripped until somebody resets it is an advisory.',
  ],
  operator: FAULT_ACTIONS,
  async run(context) {
    const { advise, afterwards, check, csms, note, parameters, stop } = context;
    const place = firstPlace(context);
    const log = followEvents(context);
    afterwards(() => Promise.resolve(log.stop()));
    let judged = 0;
    for (const [code, component, variable] of PARTS) {
      const name = await locate(context, place, component, variable);
      if (!name) {
        note(`the station has no ${component}.${variable}`);
        continue;
      }
      const since = log.total;
      const fault = await breaksIfPossible(context, code, place);
      if (!fault) continue;
      judged++;
      const find = () => eventsIn(log.since(since)).find(({ event }) => isAbout(name)(event));
      const told = await log.until(find, parameters.limits.message);
      if (told)
        check(`told-${code}`, String(told.event.actualValue).toLowerCase() === 'true', {
          title: `what the station tells of ${component}.${variable} is that it is broken`,
          requirements: RESTS,
          frames: [told.n],
          expected: 'true',
          actual: String(told.event.actualValue),
          action: 'NotifyEvent',
          asserts: [`${told.path}.actualValue`],
        });
      else
        advise(`untold-${code}`, `${component}.${variable} is not told by itself`, 'Part 2 N07', [
          csms.conversation.last,
        ]);
      await reads(context, name, 'true', `broken-${code}`);
      await fault.clear();
      if (variable === 'Tripped' && /^true$/i.test((await readVariable(context, name)) ?? ''))
        advise(`latched-${code}`, `${component} stays tripped`, 'Part 2 Appendices §3', [csms.conversation.last]);
      else await reads(context, name, 'false', `mended-${code}`);
    }
    if (judged === 0) stop('the device model has none of the parts, or none could be broken');
  },
});

export const tellsABrokenLock = stationCase({
  ...FACTS,
  id: 'FAULT_2X_CS_16',
  title: 'A lock that fails is told, gives no energy, and reads as mended when it is',
  purpose: 'No energy flows through a cable that is not locked; what was broken does not stay so in the device model.',
  condition: 'HFS-1',
  requirements: ['G05.FR.01', 'G05.FR.02', ...RESTS],
  from: evConnected,
  steps: [
    'The operator has the lock fail and presents the valid token; the station tells the Problem of the lock.',
    'No energy flows.',
    'The operator mends the lock; its Problem reads false. That a token gives no energy then is an advisory.',
  ],
  operator: [...SESSION_ACTIONS, ...FAULT_ACTIONS],
  async run(context, bay) {
    const { afterwards, csms, parameters } = context;
    const { limits, tokens } = parameters;
    const name = await locate(context, bay.place, 'ConnectorPlugRetentionLock', 'Problem');
    if (!name) return absent(context, 'the device model has no lock');
    const log = followEvents(context);
    afterwards(() => Promise.resolve(log.stop()));
    const fault = await breaks(context, 'ConnectorLockFailure', bay.place);
    await forgetTokens(context);
    await bay.present(tokens.valid);
    const told = isAbout(name);
    await expectEvent(context, log, {
      id: 'lock-problem',
      title: 'the station tells that the lock has a problem',
      requirements: 'G05.FR.02',
      which: (event) => told(event) && /^true$/i.test(String(event.actualValue)),
      expected: 'ConnectorPlugRetentionLock, Problem, true',
      fields: ['component.name', 'variable.name', 'actualValue'],
    });
    await csms.forbid('TransactionEvent', Math.min(limits.action, 10_000), 'G05.FR.01', {
      where: { transactionInfo: { chargingState: 'Charging' } },
      title: 'no energy flows',
      id: 'no-energy',
    });
    await fault.clear();
    await reads(context, name, 'false', 'mended');
    await chargesAfterwards(context, bay);
  },
});
