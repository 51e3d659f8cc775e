/** N07.FR.04: what a sensor tells while the station is offline. */
import { stationCase } from '../../../../harness/peers/ocpp2.js';
import { configure, variableOf } from '../../../ocpp2/states/device-model.js';
import { expectAlert, followEvents, judgeField, judgeValue, type Told } from '../states/events.js';
import { MONITORING, setMonitor } from '../states/monitors.js';
import { takeSensor } from '../states/subject.js';
import { absent } from '../../../helpers/absent.js';
import { limitText } from '../../../../harness/peers/for-cases/durations.js';

/** Milliseconds between what happens offline, so that times can be told apart, and by which clocks may differ. */
const APART = 20_000;
const SLACK = 5_000;

/** From 0 to 9: what is kept while offline. */
const KEPT = 5;

export const keepsEventsWhileOffline = stationCase({
  id: 'ENV_2X_CS_29',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'Alerts of the time offline are told afterwards, with the times at which they were',
  purpose: 'Neither the alert nor its end is lost with the connection, and neither is dated anew.',
  profiles: {},
  condition: `${MONITORING} and DM-3`,
  requirements: ['N04.FR.08', 'N04.FR.11', 'N07.FR.02', 'N07.FR.04', 'N07.FR.16', 'Part 2 EventDataType'],
  steps: [
    `The tester has events up to severity ${KEPT} queued offline, and sets a threshold of severity ${KEPT}.`,
    'The operator cuts the connection of the station, brings the sensor over the threshold, and later back.',
    'The operator restores the connection; the station connects again.',
    'The station tells the alert and its end, each with its value and its own time.',
  ],
  operator: ['setSensor', 'network'],
  async run(context) {
    const { csms, operator, parameters, now, pass, afterwards } = context;
    const { limits } = parameters;
    const subject = await takeSensor(context);
    const names = ['OfflineQueuingSeverity', 'OfflineMonitoringEventQueuingSeverity'];
    let configured = false;
    for (const name of names)
      configured ||= await configure(context, variableOf('MonitoringCtrlr', name), String(KEPT));
    if (!configured)
      return absent(context, 'the station does not let itself be told which events it keeps while offline');
    const log = followEvents(context);
    const threshold = subject.at(0.5);
    const monitor = await setMonitor(context, subject.name, { type: subject.above, value: threshold, severity: KEPT });
    const exceeds = (value: number) => (subject.above === 'UpperThreshold' ? value > threshold : value < threshold);
    afterwards(() => operator.network({ up: true }));
    await operator.network({ up: false });
    await pass(SLACK);
    await subject.bringTo(1);
    const exceeded = now();
    await pass(APART);
    await subject.bringTo(0);
    const back = now();
    await pass(APART);
    await operator.network({ up: true });
    await csms.expectConnection('N07.FR.04', { within: limits.reboot });
    const judgeTime = (told: Told, id: string, time: number) => {
      const at = Date.parse(String(told.event.timestamp));
      judgeField(context, told, {
        id,
        title: 'the event has the time at which it happened, not that at which it was sent',
        requirements: ['N07.FR.04', 'Part 2 EventDataType'],
        field: 'timestamp',
        ok: Math.abs(at - time) <= SLACK,
        expected: `within ${limitText(SLACK)} of ${new Date(Math.floor(time)).toISOString()}`,
      });
    };
    const alert = await expectAlert(context, log, monitor, { requirements: ['N07.FR.04', 'N07.FR.16'] });
    judgeTime(alert, 'time-of-alert', exceeded);
    judgeValue(context, alert, {
      id: 'value-of-alert',
      requirements: 'N07.FR.04',
      expected: `a value that exceeds ${threshold}`,
      fits: exceeds,
    });
    const over = await expectAlert(context, log, monitor, { cleared: true, requirements: ['N07.FR.02', 'N07.FR.04'] });
    judgeTime(over, 'time-of-end', back);
    log.stop();
  },
});
