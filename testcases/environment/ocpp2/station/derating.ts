/** What heat does to a transaction: less current, or none, and more again when it is cool. */
import { type OnStation, stationCase, stationState } from '../../../../harness/peers/ocpp2.js';
import { eventOf } from '../../../ocpp2/states/bay.js';
import { configure, variableOf } from '../../../ocpp2/states/device-model.js';
import { type Logged } from '../../../ocpp2/states/message-log.js';
import { charging, type Session, SESSION_ACTIONS } from '../../../ocpp2/states/sessions.js';
import { expectAlert, expectNone, followEvents, ofMonitor } from '../states/events.js';
import { MONITORING, setMonitor } from '../states/monitors.js';
import { nameOf, type Sensor, setSensor, takeSensor } from '../states/subject.js';
import { absent } from '../../../helpers/absent.js';

const OFFERED = ['Current.Offered', 'Power.Offered'] as const;
const DRAWN = ['Power.Active.Import', 'Current.Import'] as const;

/** How much flows or may flow by one message: the first of the measurands that it has, summed over the phases. */
interface Flow {
  readonly n: number;
  readonly measurand: string;
  readonly value: number;
  readonly path: string;
}

function flowOf(entry: Logged): Flow | undefined {
  const { meterValue = [] } = eventOf(entry);
  for (const measurand of [...OFFERED, ...DRAWN]) {
    for (const [i, { sampledValue = [] }] of meterValue.entries()) {
      const samples = sampledValue.filter((sample) => sample?.measurand === measurand);
      const at = sampledValue.findIndex((sample) => sample?.measurand === measurand);
      const values = samples.map(({ value }) => Number(value));
      if (values.length === 0 || !values.every(Number.isFinite)) continue;
      const value = Math.max(...values);
      return { n: entry.n, measurand, value, path: `meterValue[${i}].sampledValue[${at}].value` };
    }
  }
  return undefined;
}

interface Warm extends Session {
  readonly sensor: Sensor;
  readonly reduces: number;
  readonly normal: number;
}

/** A session that tells what is offered, and a sensor that the operator can warm up. */
const offering = stationState({
  name: charging.name,
  description: `${charging.description}; what is offered to the EV is sampled`,
  async enter(context): Promise<Warm> {
    const { parameters, afterwards } = context;
    const place = parameters.evses[0]?.id ?? 1;
    const sensor = parameters.sensors.find(
      ({ reduces, normal, evseId = place }) => reduces !== undefined && typeof normal === 'number' && evseId === place,
    );
    if (!sensor) return absent(context, 'the plan names no sensor by whose value the station gives less current');
    const { reduces, normal } = sensor as Sensor & { reduces: number; normal: number };
    const measurands = variableOf('SampledDataCtrlr', 'TxUpdatedMeasurands');
    let sampled = false;
    for (const measurand of [...OFFERED, ...DRAWN]) sampled ||= await configure(context, measurands, measurand);
    if (!sampled) return absent(context, 'the station samples neither what it offers nor what flows');
    await configure(
      context,
      variableOf('SampledDataCtrlr', 'TxUpdatedInterval'),
      String(parameters.meterValueInterval),
    );
    const set = (value: number) => setSensor(context, sensor, nameOf(sensor).variable.name, value);
    await set(normal);
    afterwards(() => set(normal));
    return { ...(await charging.enter(context)), sensor, reduces, normal };
  },
});

const suspended = (entry: Logged): boolean => eventOf(entry).transactionInfo?.chargingState === 'SuspendedEVSE';

/** The first message after `since` in which the flow fits; undefined when there is none in time. */
async function flowThat(
  { parameters }: OnStation,
  { bay }: Session,
  since: number,
  fits: (flow: Flow | undefined, entry: Logged) => boolean,
): Promise<{ readonly entry: Logged; readonly flow: Flow | undefined } | undefined> {
  const within = parameters.limits.action + 2_000 * parameters.meterValueInterval;
  return bay.transactions.until(() => {
    const entry = bay.transactions.since(since).find((one) => fits(flowOf(one), one));
    return entry && { entry, flow: flowOf(entry) };
  }, within);
}

export const givesLessWhenItIsHot = stationCase<Warm>({
  id: 'ENV_2X_CS_30',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A station that gets hot gives less current, says so in the transaction, and comes back',
  purpose: 'What is offered falls, or charging is suspended by the station; when it has cooled down, all is as before.',
  profiles: {},
  condition: 'ReducingSensor',
  requirements: ['E02.FR.13', 'J02.FR.11', 'Part 2 ChargingStateEnumType'],
  from: offering,
  precondition: 'the plan says at which value of a sensor the station gives less current',
  steps: [
    'The station tells what it offers to the EV.',
    'The operator warms the sensor up; the station tells that it offers less, or that it has suspended charging.',
    'The operator brings the sensor back; the station tells that it offers as much as before, and that energy flows.',
  ],
  operator: [...SESSION_ACTIONS, 'setSensor'],
  async run(context, session) {
    const { csms, check } = context;
    const { bay, sensor, reduces, normal } = session;
    const set = (value: number) => setSensor(context, sensor, nameOf(sensor).variable.name, value);
    const facts = (found: { entry: Logged; flow: Flow | undefined } | undefined) => ({
      frames: [found?.entry.n ?? csms.conversation.last],
      action: 'TransactionEvent',
      actual: !found
        ? 'no such message came'
        : `${found.flow?.measurand ?? 'no measurand'} ${found.flow?.value ?? ''}, ${eventOf(found.entry).transactionInfo?.chargingState ?? 'no state'}`,
      asserts: !found
        ? []
        : suspended(found.entry)
          ? ['transactionInfo.chargingState']
          : found.flow
            ? [found.flow.path]
            : [],
      essential: true,
    });
    const first = await flowThat(context, session, 0, (flow) => flow !== undefined && flow.value > 0);
    check('offered', first !== undefined, {
      ...facts(first),
      title: 'the station tells how much it offers, or how much flows',
      requirements: 'J02.FR.11',
      expected: 'a sampled value above 0',
    });
    const full = first!.flow!.value;
    let since = bay.transactions.total;
    await set(reduces);
    const less = await flowThat(
      context,
      session,
      since,
      (flow, entry) => suspended(entry) || (flow !== undefined && flow.value < full * 0.95),
    );
    check('less', less !== undefined, {
      ...facts(less),
      title: 'the station tells that it gives less, or nothing, while it is hot',
      requirements: ['E02.FR.13', 'J02.FR.11', 'Part 2 ChargingStateEnumType'],
      expected: `less than ${full}, or SuspendedEVSE`,
    });
    since = bay.transactions.total;
    await set(normal);
    const again = await flowThat(
      context,
      session,
      since,
      (flow, entry) => !suspended(entry) && flow !== undefined && flow.value >= full * 0.95,
    );
    check('as-before', again !== undefined, {
      ...facts(again),
      title: 'the station gives as much as before when it has cooled down',
      requirements: ['E02.FR.13', 'J02.FR.11'],
      expected: `about ${full}, and not SuspendedEVSE`,
    });
  },
});

export const watchesDuringTransactions = stationCase({
  id: 'ENV_2X_CS_31',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A monitor that is for transactions alerts during a transaction and not before',
  purpose: 'What the CSMS wants to know of a session alone does not disturb it at other times.',
  profiles: {},
  condition: MONITORING,
  requirements: ['N04.FR.08', 'N04.FR.11', 'N07.FR.06', 'N07.FR.16', 'Part 2 SetMonitoringDataType'],
  steps: [
    'The tester sets a threshold on a sensor of the station, for transactions alone.',
    'The operator brings the sensor over the threshold while nobody charges, and back; the station tells nothing.',
    'A driver charges; the operator brings the sensor over the threshold again; the station alerts.',
  ],
  operator: [...SESSION_ACTIONS, 'setSensor'],
  async run(context) {
    // Heat may end what is to be watched, so another sensor is better.
    const subject = await takeSensor(context, ({ reduces }) => reduces === undefined);
    const log = followEvents(context);
    const wish = { type: subject.above, value: subject.at(0.5), transaction: true } as const;
    const monitor = await setMonitor(context, subject.name, wish);
    await subject.bringTo(1);
    await expectNone(context, log, {
      id: 'idle',
      title: 'a monitor for transactions tells nothing while there is none',
      requirements: 'Part 2 SetMonitoringDataType',
      which: ofMonitor(monitor),
      expected: `no alert of monitor ${monitor}`,
      since: 0,
    });
    await subject.bringTo(0);
    await charging.enter(context);
    const since = log.total;
    await subject.bringTo(1);
    await expectAlert(context, log, monitor, { requirements: ['N07.FR.06', 'N07.FR.16'], since });
    log.stop();
  },
});
