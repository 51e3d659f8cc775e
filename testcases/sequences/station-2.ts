/** Conversations of a CSMS with a 2.x charging station, without anybody at it. */
import { type Arbitraries, type Arbitrary } from '../../harness/peers/arbitrary.js';
import { type StationContext } from '../../harness/peers/context.js';
import { type Version } from '../../harness/peers/versions.js';
import { type Fault, type Machine, type Player, type Step } from './explore.js';
import { type Asked, comesBack, createAsker } from './with-station.js';

/** Variables that any product has and that no conversation feels (Part 2, appendix 3). */
const VARIABLES = {
  HeartbeatInterval: 'OCPPCommCtrlr',
  OfflineThreshold: 'OCPPCommCtrlr',
  EVConnectionTimeOut: 'TxCtrlr',
} as const;
const NAMES = Object.keys(VARIABLES) as (keyof typeof VARIABLES)[];
const TRIGGERS = ['Heartbeat', 'StatusNotification'] as const;

const steps = (fc: Arbitraries): Arbitrary<Step> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ does: fc.constant('get'), variable: fc.constantFrom(...NAMES) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constant('set'),
        variable: fc.constantFrom(...NAMES),
        value: fc.constantFrom(300, 600, 900),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constant('availability'),
        evseId: fc.integer({ min: 0, max: 2 }),
        type: fc.constantFrom('Operative', 'Inoperative'),
      }),
    },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('trigger'), message: fc.constantFrom(...TRIGGERS) }) },
    { weight: 2, arbitrary: fc.constant({ does: 'stop-unknown' }) },
    { weight: 1, arbitrary: fc.constant({ does: 'status-unknown' }) },
    { weight: 1, arbitrary: fc.constant({ does: 'clear-cache' }) },
    { weight: 1, arbitrary: fc.constant({ does: 'list-version' }) },
    { weight: 1, arbitrary: fc.constant({ does: 'data' }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('pause'), seconds: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 1, arbitrary: fc.constant({ does: 'drop' }) },
  );

interface Told {
  readonly attributeStatus?: unknown;
  readonly attributeValue?: unknown;
}

async function begin(context: StationContext<Version>): Promise<Player> {
  const { csms, parameters } = context;
  const there = csms.connected || (await comesBack(context));
  const asker = createAsker(context);
  const before = new Map<string, string>();
  const now = new Map<string, readonly string[]>();
  const moved = new Set<number>();

  const of = (name: string) => ({
    component: { name: VARIABLES[name as keyof typeof VARIABLES] },
    variable: { name },
  });
  const told = (asked: Exclude<Asked, { fault: Fault }>, list: string): Told | undefined => {
    const results = asked.result[list];
    return Array.isArray(results) ? (results as Told[])[0] : undefined;
  };
  const read = async (name: string): Promise<Fault | undefined> => {
    const asked = await asker.ask('GetVariables', { getVariableData: [of(name)] });
    if ('fault' in asked) return asked.fault;
    const found = told(asked, 'getVariableResult');
    if (found?.attributeStatus !== 'Accepted' || typeof found.attributeValue !== 'string') return undefined;
    const value = found.attributeValue;
    const may = now.get(name) ?? [value];
    now.set(name, may.length === 1 ? may : [value]);
    if (!before.has(name)) before.set(name, value);
    if (may.includes(value)) return undefined;
    return { reason: `${name} is ${value} and was left at ${may.join(' or ')}`, frames: asked.frames };
  };
  const set = async (name: string, attributeValue: string): Promise<Fault | undefined> => {
    const fault = before.has(name) ? undefined : await read(name);
    if (fault) return fault;
    const asked = await asker.ask('SetVariables', { setVariableData: [{ attributeValue, ...of(name) }] });
    if ('fault' in asked) return asked.fault;
    const status = told(asked, 'setVariableResult')?.attributeStatus;
    if (status === 'Accepted') now.set(name, [attributeValue]);
    if (status === 'RebootRequired') now.set(name, [...new Set([...(now.get(name) ?? []), attributeValue])]);
    return read(name);
  };
  const where = (evseId: number) => (evseId === 0 ? {} : { evse: { id: evseId } });
  const availability = async (evseId: number, operationalStatus: string): Promise<Fault | undefined> => {
    if (evseId > parameters.evses.length) return undefined;
    const payload = { operationalStatus, ...where(evseId) };
    const asked = await asker.ask('ChangeAvailability', payload, ['Accepted', 'Rejected', 'Scheduled']);
    if ('fault' in asked) return asked.fault;
    if (asked.result['status'] === 'Accepted' && operationalStatus === 'Inoperative') moved.add(evseId);
    return undefined;
  };
  const trigger = async (requestedMessage: string): Promise<Fault | undefined> => {
    const place = requestedMessage === 'StatusNotification' ? { evse: { id: 1, connectorId: 1 } } : {};
    const statuses = ['Accepted', 'Rejected', 'NotImplemented'];
    const asked = await asker.ask('TriggerMessage', { requestedMessage, ...place }, statuses);
    if ('fault' in asked) return asked.fault;
    if (asked.result['status'] !== 'Accepted') return undefined;
    return asker.awaits(requestedMessage, 'the station accepted to send it', asked.frames);
  };
  const plain = async (action: string, payload: object, statuses?: readonly string[]): Promise<Fault | undefined> => {
    const asked = await asker.ask(action, payload, statuses);
    return 'fault' in asked ? asked.fault : undefined;
  };
  const play = async (step: Step): Promise<Fault | undefined> => {
    switch (step.does) {
      case 'get':
        return read(String(step['variable']));
      case 'set':
        return set(String(step['variable']), String(step['value']));
      case 'availability':
        return availability(Number(step['evseId']), String(step['type']));
      case 'trigger':
        return trigger(String(step['message']));
      case 'stop-unknown':
        return plain('RequestStopTransaction', { transactionId: 'laddprov-never' }, ['Rejected']);
      case 'status-unknown': {
        const asked = await asker.ask('GetTransactionStatus', { transactionId: 'laddprov-never' });
        if ('fault' in asked) return asked.fault;
        // E14.FR.01: nobody knows it, so it does not go on.
        return asked.result['ongoingIndicator'] === true
          ? { reason: 'a transaction that never began goes on', frames: asked.frames }
          : undefined;
      }
      case 'clear-cache':
        return plain('ClearCache', {});
      case 'list-version':
        return plain('GetLocalListVersion', {});
      case 'data':
        return plain('DataTransfer', { vendorId: parameters.vendorId }, [
          'UnknownVendorId',
          'Rejected',
          'UnknownMessageId',
        ]);
      case 'pause':
        await context.pass(Number(step['seconds'] ?? 1) * 1000);
        return undefined;
      case 'drop':
        return (await comesBack(context))
          ? undefined
          : { reason: 'the station did not come back', frames: [csms.conversation.last] };
      default:
        return undefined;
    }
  };
  return {
    play: (step) => (there ? play(step) : Promise.resolve({ reason: 'the station is not connected', frames: [] })),
    async end() {
      for (const evseId of moved)
        await csms.attempt('ChangeAvailability', { operationalStatus: 'Operative', ...where(evseId) });
      for (const [name, attributeValue] of before)
        if (now.get(name)?.[0] !== attributeValue)
          await csms.attempt('SetVariables', { setVariableData: [{ attributeValue, ...of(name) }] });
      return undefined;
    },
  };
}

export const machine: Machine<StationContext<Version>> = {
  steps,
  clause: 'FR.02 (Part 2, generic requirements)',
  begin,
};
