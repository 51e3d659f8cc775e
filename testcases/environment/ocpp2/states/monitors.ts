/** Monitors on variables: set and cleared for the time of a case (N04, N06). */
import { type OnStation, type Request } from '../../../../harness/peers/ocpp2.js';
import { type VariableName } from '../../../ocpp2/states/device-model.js';
import { absent } from '../../../helpers/absent.js';

type Wish = Request<'SetVariableMonitoring'>['setMonitoringData'][number];
export type MonitorType = Wish['type'];

export interface MonitorWish {
  readonly type: MonitorType;
  readonly value: number;
  readonly severity?: number;
  readonly id?: number;
  readonly transaction?: boolean;
  /** 2.1: the values go out in a stream. */
  readonly periodicEventStream?: { readonly interval?: number; readonly values?: number };
}

/**
 * The condition of cases on monitors of a sensor: the block of the specification belongs to this profile, and there has
 * to be something that can be brought to a value.
 */
export const MONITORING = 'Advanced Device Management and NumericSensor';
/** Error: kept while offline by most stations, and sent at every usual level. */
export const SEVERITY = 4;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

export const dataOf = ({ component, variable }: VariableName, { severity = SEVERITY, ...wish }: MonitorWish): Wish => ({
  ...wish,
  severity,
  component,
  variable,
});

/** The results of an outcome of SetVariableMonitoring, in the order of the answer. */
function resultsOf(payload: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  return list(payload['setMonitoringResult']).map(recordOf);
}

/** Clears monitors without a judgement. */
export const dropMonitors = ({ csms }: OnStation, ...ids: readonly number[]) =>
  csms.attempt('ClearVariableMonitoring', { id: ids });

/**
 * Sets one monitor and judges that it is accepted with an id; it is cleared when the case is over. A station that says
 * that it does not monitor this at all leaves nothing to judge.
 */
export async function setMonitor(
  context: OnStation,
  name: VariableName,
  wish: MonitorWish,
  id = 'monitor-set',
): Promise<number> {
  const { csms, check, afterwards } = context;
  const outcome = await csms.attempt('SetVariableMonitoring', { setMonitoringData: [dataOf(name, wish)] });
  const [result = {}] = outcome.kind === 'result' ? resultsOf(outcome.payload) : [];
  if (result['status'] === 'UnsupportedMonitorType')
    return absent(context, `the station has no ${wish.type} monitor on ${name.component.name}.${name.variable.name}`);
  const monitor = result['id'];
  const ok = result['status'] === 'Accepted' && typeof monitor === 'number' && monitor === (wish.id ?? monitor);
  check(id, ok, {
    title: `the station takes the ${wish.type} monitor, and says its id`,
    requirements: wish.id === undefined ? ['N04.FR.08', 'N04.FR.11'] : ['N04.FR.08', 'N04.FR.12'],
    frames: 'answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n],
    expected: `Accepted with ${wish.id === undefined ? 'an id' : `id ${wish.id}`}`,
    actual: outcome.kind === 'result' ? `${String(result['status'])} with id ${String(monitor)}` : outcome.kind,
    action: 'SetVariableMonitoring',
    asserts: ['setMonitoringResult[0].status', 'setMonitoringResult[0].id'],
    essential: true,
  });
  const accepted = monitor as number;
  afterwards(() => dropMonitors(context, accepted));
  return accepted;
}
