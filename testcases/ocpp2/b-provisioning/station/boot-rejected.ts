/** B03 Cold boot, rejected. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { holdBack, judgeSilence, reportsEveryConnector, SLACK } from '../../states/boot.js';
import { follow } from '../../states/message-log.js';
import { measuredText } from '../../../../harness/peers/for-cases/durations.js';

/** Seconds between a boot that is rejected and the next: long enough to tell waiting from not waiting. */
const RETRY = 10;

/** Restarts the station and rejects it; it may close the connection until it registers again (B03.FR.04). */
async function isRejected({ csms, operator, parameters }: OnStation) {
  await operator.reboot({});
  return csms.expect('BootNotification', {}, 'B03.FR.06', {
    within: parameters.limits.reboot,
    id: 'BootNotification-rejected',
  });
}

/** B03.FR.06: it registers again when the interval is over; with a connection to build up, a while later. */
const registersAgain = ({ csms, parameters }: OnStation) =>
  csms.expect('BootNotification', {}, 'B03.FR.06', {
    within: RETRY * 1000 + parameters.limits.reboot,
    id: 'BootNotification-accepted',
  });

export const waitsWhenRejected = stationCase({
  id: 'TC_B_03_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station that is rejected is silent, registers again, and starts when it is accepted',
  purpose:
    'It keeps the interval that it was given, sends nothing meanwhile, and reports its connectors once accepted.',
  profiles: { Core: 'mandatory' },
  requirements: ['B01.FR.05', 'B03.FR.02', 'B03.FR.06'],
  steps: [
    'The operator restarts the station; it sends BootNotification and the tester answers Rejected with an interval.',
    'Until the interval is over the station sends nothing; it may close the connection.',
    'The station sends BootNotification again and the tester accepts it.',
    'The station reports every connector as Available.',
  ],
  operator: ['reboot'],
  async run(context) {
    const { csms, check } = context;
    const log = follow(csms);
    const registration = holdBack(context, 'Rejected', RETRY);
    const rejected = await isRejected(context);
    registration.accept();
    const accepted = await registersAgain(context);
    const waited = accepted.at - rejected.at;
    check('retry-interval', waited >= RETRY * 1000 - SLACK, {
      title: 'the station does not register again before the interval is over',
      requirements: ['B03.FR.02', 'B03.FR.06'],
      frames: [rejected.n, accepted.n],
      expected: `at least ${RETRY} s between the two`,
      actual: measuredText(waited),
      action: 'BootNotification',
    });
    judgeSilence(context, log, [rejected, accepted], ['BootNotification'], 'B03.FR.02', 'Rejected');
    log.stop();
    await reportsEveryConnector(context, 'B01.FR.05');
  },
});

export const refusesRequestsWhenRejected = stationCase({
  id: 'TC_B_30_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station that is rejected refuses what the CSMS asks',
  purpose: 'A CSMS may ask nothing of a station that it rejected: the station answers with SecurityError.',
  profiles: { Core: 'mandatory' },
  requirements: ['B03.FR.06', 'B03.FR.08'],
  steps: [
    'The operator restarts the station; it sends BootNotification and the tester answers Rejected.',
    'The tester asks for a base report; the station answers with the error SecurityError.',
    'The station sends BootNotification again and the tester accepts it.',
  ],
  operator: ['reboot'],
  async run(context) {
    const { csms, check, pass, stop } = context;
    const registration = holdBack(context, 'Rejected', RETRY);
    await isRejected(context);
    // In the middle of the interval: the station knows by then that it was rejected, and has hung up if it does.
    await pass((RETRY * 1000) / 2);
    if (!csms.connected) stop('the station closed the connection when it was rejected, as it may');
    const outcome = await csms.attempt(
      'GetBaseReport',
      { requestId: 30, reportBase: 'FullInventory' },
      { deliberate: 'a request to a station that was rejected' },
    );
    registration.accept();
    if (outcome.kind === 'closed') stop('the station closed the connection when it was rejected, as it may');
    const refused = outcome.kind === 'error' && outcome.code === 'SecurityError';
    check('GetBaseReport.conf', refused, {
      title: 'the station answers GetBaseReport with CALLERROR SecurityError',
      requirements: 'B03.FR.08',
      frames: 'answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n],
      expected: 'CALLERROR SecurityError',
      actual: outcome.kind === 'error' ? `CALLERROR ${outcome.code}` : outcome.kind,
      action: 'GetBaseReport',
    });
    await registersAgain(context);
  },
});
