/** 2.1: periodic event streams towards a CSMS (N11 to N15). Their messages are not in 2.0.1, by which cases are typed. */
import { csmsCase, type OnCsms } from '../../../../harness/peers/ocpp2.js';
import { type ChargingStation, playStation } from '../../../ocpp2/states/csms-session.js';
import { OF_EVENT, sensorOf, shows, tell } from '../states/csms-events.js';
import { absent } from '../../../helpers/absent.js';

/** The monitor, and the stream that its values come in. */
const [MONITOR, STREAM] = [91, 7];

/** Tells a value of the monitor, so that the CSMS knows what it watches. */
const introduces = (context: OnCsms, point: ChargingStation): Promise<number> =>
  tell(context, 'of-the-monitor', {
    eventId: 1,
    actualValue: '25.5',
    component: sensorOf(point),
    variable: { name: 'Temperature' },
    trigger: 'Periodic',
    variableMonitoringId: MONITOR,
    eventNotificationType: 'CustomMonitor',
  });

/** Opens the stream, and judges what the CSMS says; returns whether it takes it. */
async function opens({ station, check }: OnCsms): Promise<boolean> {
  const constantStreamData = { id: STREAM, params: { interval: 10, values: 5 }, variableMonitoringId: MONITOR };
  const outcome = await station.attempt('OpenPeriodicEventStream', { constantStreamData });
  const status = outcome.kind === 'result' ? outcome.payload['status'] : undefined;
  // N11.FR.05, N11.FR.06: a CSMS may have no use for it.
  check('OpenPeriodicEventStream.conf', status === 'Accepted' || status === 'Rejected', {
    title: 'the CSMS says whether it takes the stream',
    requirements: ['N11.FR.05', 'N11.FR.06'],
    frames: 'answer' in outcome ? [outcome.answer] : [outcome.n],
    expected: 'a result with status Accepted or Rejected',
    actual: outcome.kind === 'result' ? String(status) : outcome.kind,
    action: 'OpenPeriodicEventStream',
    asserts: ['status'],
    essential: true,
  });
  return status === 'Accepted';
}

/** Measures one value each second and sends them in one message; nobody answers it (N15). */
async function streams({ station, now, pass }: OnCsms, values: readonly number[]): Promise<void> {
  const basetime = new Date(Math.trunc(now())).toISOString();
  await pass(values.length * 1000);
  const data = values.map((value, t) => ({ t, v: String(value) }));
  station.conversation.send('NotifyPeriodicEventStream', { id: STREAM, pending: 0, basetime, data });
}

async function closes({ station, check }: OnCsms): Promise<void> {
  const outcome = await station.attempt('ClosePeriodicEventStream', { id: STREAM });
  check('ClosePeriodicEventStream.conf', outcome.kind === 'result', {
    title: 'the CSMS answers that the stream is closed',
    requirements: 'N13.FR.02',
    frames: 'answer' in outcome ? [outcome.answer] : [outcome.n],
    expected: 'a result',
    actual: outcome.kind,
    action: 'ClosePeriodicEventStream',
  });
}

export const takesAStream = csmsCase({
  id: 'ENV_21_CSMS_01',
  restsOn: 'right-from-wrong',
  versions: ['2.1'],
  block: 'Environment',
  title: 'A CSMS takes the values of a sensor in a stream',
  purpose: 'It takes the stream or says that it does not, and shows the last of its values.',
  profiles: {},
  requirements: ['N07.FR.03', 'N11.FR.05', 'N11.FR.06', 'N13.FR.02', 'N15.FR.03', 'G02.FR.03'],
  steps: [
    'The tester tells of a monitor and opens a stream for it; the CSMS accepts or rejects.',
    'Where it accepted, the tester sends several values in two messages, which nobody answers; where its operator can see it, the CSMS shows the last value.',
    'The tester closes the stream; the CSMS answers. It answers a Heartbeat as well.',
  ],
  operator: [],
  async run(context) {
    const { station } = context;
    const point = playStation(context);
    await introduces(context, point);
    if (await opens(context)) {
      await streams(context, [26.5, 28.5, 31.5, 33.5, 36.5]);
      await streams(context, [39.5, 42.5, 44.5]);
      await station.call('Heartbeat', {}, {}, 'G02.FR.03', { id: 'Heartbeat-after-values' });
      await shows(context, point, 'last-shown', 44.5, [station.conversation.last], {
        ...OF_EVENT,
        requirement: 'N15.FR.03',
      });
      await closes(context);
    }
    await station.call('Heartbeat', {}, {}, 'G02.FR.03');
  },
});

export const adjustsAStream = csmsCase({
  id: 'ENV_21_CSMS_02',
  versions: ['2.1'],
  block: 'Environment',
  title: 'A CSMS has a stream come faster, and asks which streams there are',
  purpose: 'It names the stream that it took, and gives it an interval or a number of values.',
  profiles: {},
  requirements: ['N07.FR.03', 'N11.FR.05', 'N11.FR.06', 'N13.FR.02', 'N14.FR.01', 'Part 2 N12'],
  steps: [
    'The tester tells of a monitor and opens a stream for it; the CSMS accepts.',
    'The operator has the CSMS adjust the stream; it names the stream and says how it should come, and the tester accepts.',
    'The operator has the CSMS ask for all streams; the tester tells of the one. It closes the stream; the CSMS answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator, check } = context;
    const point = playStation(context);
    await introduces(context, point);
    if (!(await opens(context))) return absent(context, 'the CSMS does not take event streams');
    const params = { interval: 5, values: 2 };
    const constantStreamData = [{ id: STREAM, params, variableMonitoringId: MONITOR }];
    station.conversation.answer(({ action }) =>
      action === 'AdjustPeriodicEventStream'
        ? { result: { status: 'Accepted' } }
        : action === 'GetPeriodicEventStream'
          ? { result: { constantStreamData } }
          : undefined,
    );
    await operator.sendRequest({ action: 'AdjustPeriodicEventStream', payload: { id: STREAM, params } });
    const adjusted = await station.next('AdjustPeriodicEventStream' as 'Heartbeat');
    const said = adjusted?.payload as { id?: unknown; params?: { interval?: unknown; values?: unknown } } | undefined;
    const { interval, values } = said?.params ?? {};
    check('AdjustPeriodicEventStream', said?.id === STREAM && (interval !== undefined || values !== undefined), {
      title: 'the CSMS names the stream, and how it should come',
      requirements: 'N14.FR.01',
      frames: [adjusted?.n ?? station.conversation.last],
      expected: `id ${STREAM} with an interval or a number of values`,
      actual: adjusted ? JSON.stringify(said).slice(0, 120) : 'no AdjustPeriodicEventStream',
      action: 'AdjustPeriodicEventStream',
      asserts: ['id'],
      essential: true,
    });
    await operator.sendRequest({ action: 'GetPeriodicEventStream', payload: {} });
    const asked = await station.next('GetPeriodicEventStream' as 'Heartbeat');
    check('GetPeriodicEventStream', asked !== undefined, {
      title: 'the CSMS asks which streams there are',
      requirements: 'Part 2 N12',
      frames: [asked?.n ?? station.conversation.last],
      expected: 'GetPeriodicEventStream',
      actual: asked ? 'it came' : 'none came',
      action: 'GetPeriodicEventStream',
      essential: true,
    });
    await closes(context);
  },
});
