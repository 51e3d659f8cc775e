/** Conversations of a central system with a 1.6 charge point, without anybody at it. */
import { type Arbitraries, type Arbitrary } from '../../harness/peers/arbitrary.js';
import { type StationContext } from '../../harness/peers/context.js';
import { type Version } from '../../harness/peers/versions.js';
import { type Fault, type Machine, type Player, type Step } from './explore.js';
import { comesBack, createAsker } from './with-station.js';

/** Settings that change nothing that a conversation could feel, with values that any product takes. */
const KEYS = ['HeartbeatInterval', 'ConnectionTimeOut', 'ClockAlignedDataInterval'] as const;
const TRIGGERS = ['Heartbeat', 'StatusNotification', 'MeterValues'] as const;

const steps = (fc: Arbitraries): Arbitrary<Step> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ does: fc.constant('get'), key: fc.constantFrom(...KEYS) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constant('set'),
        key: fc.constantFrom(...KEYS),
        value: fc.constantFrom(300, 600, 900),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constant('availability'),
        connectorId: fc.integer({ min: 0, max: 2 }),
        type: fc.constantFrom('Operative', 'Inoperative'),
      }),
    },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('trigger'), message: fc.constantFrom(...TRIGGERS) }) },
    { weight: 2, arbitrary: fc.constant({ does: 'stop-unknown' }) },
    { weight: 1, arbitrary: fc.constant({ does: 'unknown-key' }) },
    { weight: 1, arbitrary: fc.constant({ does: 'clear-cache' }) },
    { weight: 1, arbitrary: fc.constant({ does: 'list-version' }) },
    { weight: 1, arbitrary: fc.constant({ does: 'data' }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('pause'), seconds: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 1, arbitrary: fc.constant({ does: 'drop' }) },
  );

interface Key {
  readonly key?: unknown;
  readonly value?: unknown;
}

async function begin(context: StationContext<Version>): Promise<Player> {
  const { csms, parameters } = context;
  const there = csms.connected || (await comesBack(context));
  const asker = createAsker(context);
  /** What the keys were, and what they are by what the station said. */
  const before = new Map<string, string>();
  const now = new Map<string, readonly string[]>();
  const moved = new Set<number>();

  const get = async (
    key: string,
  ): Promise<{ fault: Fault } | { value: string | undefined; frames: readonly number[] }> => {
    const asked = await asker.ask('GetConfiguration', { key: [key] });
    if ('fault' in asked) return asked;
    const listed = asked.result['configurationKey'];
    const found = Array.isArray(listed) ? (listed as Key[]).find((one) => one.key === key) : undefined;
    return { value: typeof found?.value === 'string' ? found.value : undefined, frames: asked.frames };
  };
  const read = async (key: string): Promise<Fault | undefined> => {
    const got = await get(key);
    if ('fault' in got) return got.fault;
    if (got.value === undefined) return undefined;
    const may = now.get(key) ?? [got.value];
    now.set(key, may.length === 1 ? may : [got.value]);
    if (!before.has(key)) before.set(key, got.value);
    if (may.includes(got.value)) return undefined;
    return { reason: `${key} is ${got.value} and was left at ${may.join(' or ')}`, frames: got.frames };
  };
  const set = async (key: string, value: string): Promise<Fault | undefined> => {
    const fault = before.has(key) ? undefined : await read(key);
    if (fault) return fault;
    const asked = await asker.ask('ChangeConfiguration', { key, value }, [
      ...['Accepted', 'RebootRequired', 'Rejected', 'NotSupported'],
    ]);
    if ('fault' in asked) return asked.fault;
    const old = now.get(key) ?? [];
    if (asked.result['status'] === 'Accepted') now.set(key, [value]);
    if (asked.result['status'] === 'RebootRequired') now.set(key, [...new Set([...old, value])]);
    return read(key);
  };
  const availability = async (connectorId: number, type: string): Promise<Fault | undefined> => {
    if (connectorId > parameters.connectors) return undefined;
    const statuses = ['Accepted', 'Rejected', 'Scheduled'];
    const asked = await asker.ask('ChangeAvailability', { connectorId, type }, statuses);
    if ('fault' in asked) return asked.fault;
    if (asked.result['status'] === 'Accepted' && type === 'Inoperative') moved.add(connectorId);
    return undefined;
  };
  const trigger = async (requestedMessage: string): Promise<Fault | undefined> => {
    const statuses = ['Accepted', 'Rejected', 'NotImplemented'];
    const where = requestedMessage === 'Heartbeat' ? {} : { connectorId: 1 };
    const asked = await asker.ask('TriggerMessage', { requestedMessage, ...where }, statuses);
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
        return read(String(step['key']));
      case 'set':
        return set(String(step['key']), String(step['value']));
      case 'availability':
        return availability(Number(step['connectorId']), String(step['type']));
      case 'trigger':
        return trigger(String(step['message']));
      case 'stop-unknown':
        return plain('RemoteStopTransaction', { transactionId: 987_654_321 }, ['Rejected']);
      case 'unknown-key':
        return plain('GetConfiguration', { key: ['LaddprovNoSuchKey'] });
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
      for (const connectorId of moved) await csms.attempt('ChangeAvailability', { connectorId, type: 'Operative' });
      for (const [key, value] of before)
        if (now.get(key)?.[0] !== value) await csms.attempt('ChangeConfiguration', { key, value });
      return undefined;
    },
  };
}

export const machine: Machine<StationContext<Version>> = { steps, clause: 'OCPP-J 1.6 §4.2.2', begin };
