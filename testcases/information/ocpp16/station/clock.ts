/** 1.6 §4.2, §4.6: the heartbeat, and the time that a station lives in. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { changeKey, readKey } from '../../../ocpp16/states/configuration.js';
import { becomes, ENERGY_OFFERED, SLACK, statusWithin } from '../../../ocpp16/states/connector.js';
import { pluggedIn } from '../../../ocpp16/states/plugged-in.js';
import { present } from '../asked.js';
import { measuredText } from '../../../../harness/peers/for-cases/durations.js';

/** What a station may send by itself in place of a heartbeat (§4.6). */
const SIGNS_OF_LIFE = [
  'Heartbeat',
  'MeterValues',
  'StatusNotification',
  'DataTransfer',
  'SecurityEventNotification',
] as readonly string[];

/** Intervals for which the station is watched. */
const WATCHED = 5;

export const takesTheIntervalOfItsBoot = stationCase({
  id: 'INFO_16_CS_09',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Station information',
  title: 'A station beats at the interval that its boot was answered with',
  purpose: 'A shorter interval than the usual one, told in the answer to the boot, is the one in force.',
  profiles: {},
  requirements: ['1.6 §4.2', '1.6 §4.6'],
  steps: [
    'The operator restarts the station; the tester answers its boot with a quarter of the usual heartbeat interval.',
    'For five of these intervals, the station is never silent for longer than this interval allows.',
  ],
  operator: ['reboot'],
  async run(context) {
    const { csms, operator, afterwards, advise, check, now, pass, parameters } = context;
    const interval = Math.max(2, Math.round(parameters.heartbeatInterval / 4));
    const usual = await readKey(context, 'HeartbeatInterval');
    afterwards(() => changeKey(context, 'HeartbeatInterval', usual ?? String(parameters.heartbeatInterval)));
    csms.answer('BootNotification', () => ({ status: 'Accepted', currentTime: csms.now(), interval }));
    await operator.reboot({});
    await csms.expect('BootNotification', {}, '1.6 §4.2', { within: parameters.limits.reboot });
    // The reports that follow the boot are no beat.
    while (await csms.next('StatusNotification', { within: SLACK }));
    const start = now();
    const signs: { readonly at: number; readonly n: number; readonly action: string }[] = [];
    const watch = csms.conversation.watch((received) => {
      if (SIGNS_OF_LIFE.includes(received.action)) signs.push(received);
      return false;
    });
    await pass(interval * WATCHED * 1000);
    watch();
    const times = [start, ...signs.map(({ at }) => at), now()];
    const longest = Math.max(...times.slice(1).map((at, index) => at - times[index]!));
    // One that looks at every interval whether it has said something since is silent for almost two of them.
    check('beats', signs.length > 0 && longest <= interval * 2_000 + SLACK, {
      title: 'the station is not silent for longer than the interval that it was told allows',
      requirements: ['1.6 §4.2', '1.6 §4.6'],
      frames: signs.length > 0 ? signs.slice(0, 3).map(({ n }) => n) : [csms.conversation.last],
      expected: `a sign of life every ${interval} s`,
      actual: signs.length > 0 ? `${measuredText(longest)} without one` : 'none',
      action: 'Heartbeat',
    });
    const beat = signs.find(({ action }) => action === 'Heartbeat');
    if (signs.length > 0 && !beat)
      advise('no-heartbeat', 'no Heartbeat came: one a day is advised, for the time alone', '1.6 §4.6', [signs[0]!.n]);
  },
});

export const datesWhatItSays = stationCase({
  id: 'INFO_16_CS_10',
  versions: ['1.6'],
  block: 'Station information',
  title: 'A station dates what it says by the time that it was told',
  purpose: 'The times of statuses, of a transaction and of its end are the present of the central system.',
  profiles: {},
  requirements: ['1.6 §4.2', '1.6 §4.8', '1.6 §4.9', '1.6 §4.10'],
  from: pluggedIn,
  steps: [
    'The operator presents the valid token; the times of StartTransaction and of the status are those of the tester.',
    'The operator presents the token again; the time of StopTransaction is that of the tester.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId }) {
    const { csms, operator, parameters } = context;
    const idToken = parameters.tokens.valid.idToken;
    const within = statusWithin(context);
    await operator.presentIdToken({ connectorId, idToken });
    const status = becomes(context, connectorId, ENERGY_OFFERED, ['1.6 §4.2', '1.6 §4.9']);
    await csms.expectAll(
      [
        csms.message('StartTransaction', { timestamp: present(context) }, ['1.6 §4.2', '1.6 §4.8']),
        { ...status, shape: { timestamp: present(context, true) } },
      ],
      { within },
    );
    await operator.presentIdToken({ connectorId, idToken });
    await csms.expect('StopTransaction', { timestamp: present(context) }, ['1.6 §4.2', '1.6 §4.10'], { within });
  },
});
