/** B02 Cold boot, pending. */
import { idTokenOf, type OnStation, oneOf, stationCase } from '../../../../harness/peers/ocpp2.js';
import { collectReport } from '../../states/base-report.js';
import { holdBack, judgeSilence, reportsEveryConnector, SLACK } from '../../states/boot.js';
import { keepVariable, variableOf } from '../../states/device-model.js';
import { follow } from '../../states/message-log.js';

/** Seconds between a boot that is pending and the next: long enough for all that is asked meanwhile. */
const WAIT = 120;
const OFFLINE_THRESHOLD = variableOf('OCPPCommCtrlr', 'OfflineThreshold');

/** Milliseconds in which a station that is pending is left alone: what it sends then it sends of itself. */
const QUIET = 5_000;

/** B02.FR.01: what is set while the station is pending holds. */
async function setsAndReads({ csms }: OnStation, before: string | undefined): Promise<void> {
  const attributeValue = before === '300' ? '301' : '300';
  await csms.call(
    'SetVariables',
    { setVariableData: [{ ...OFFLINE_THRESHOLD, attributeValue }] },
    { setVariableResult: [{ attributeStatus: 'Accepted' }] },
    'B02.FR.01',
  );
  await csms.call(
    'GetVariables',
    { getVariableData: [OFFLINE_THRESHOLD] },
    { getVariableResult: [{ attributeStatus: 'Accepted', attributeValue }] },
    'B02.FR.01',
  );
}

export const waitsToBeAccepted = stationCase({
  id: 'TC_B_02_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station that is pending is configured, charges nobody, and starts when it is accepted',
  purpose: 'While it is pending it answers and reports what it is asked for, and sends nothing else.',
  profiles: { Core: 'mandatory' },
  requirements: [
    'B01.FR.05',
    'B01.FR.09',
    'B02.FR.01',
    'B02.FR.02',
    'B02.FR.04',
    'B02.FR.05',
    'B07.FR.01',
    'B07.FR.03',
    'B07.FR.04',
    'B07.FR.10',
    'B07.FR.12',
    'F06.FR.05',
  ],
  steps: [
    'The operator restarts the station; it sends BootNotification and the tester answers Pending.',
    'The station sends nothing that it is not asked for.',
    'The tester sets and reads a variable, and asks for the full inventory; the station does all of it.',
    'The tester asks for a remote start; the station rejects it.',
    'The tester triggers BootNotification; the station sends it with reason Triggered, and the tester accepts.',
    'The station reports every connector as Available.',
  ],
  operator: ['reboot'],
  async run(context) {
    const { csms, operator, parameters, pass } = context;
    const before = await keepVariable(context, OFFLINE_THRESHOLD);
    const log = follow(csms);
    const registration = holdBack(context, 'Pending', WAIT);
    await operator.reboot({});
    const pending = await csms.expect('BootNotification', {}, 'B02.FR.01', {
      within: parameters.limits.reboot,
      id: 'BootNotification-pending',
    });
    await pass(QUIET);
    await setsAndReads(context, before);
    await collectReport(context, 'FullInventory');
    await csms.call(
      'RequestStartTransaction',
      {
        remoteStartId: 1,
        idToken: idTokenOf(parameters.tokens.valid),
        evseId: parameters.evses[0]?.id ?? 1,
      },
      { status: 'Rejected' },
      'B02.FR.05',
      { goOn: true },
    );
    registration.accept();
    const trigger = await csms.call(
      'TriggerMessage',
      { requestedMessage: 'BootNotification' },
      { status: oneOf('Accepted', 'NotImplemented') },
      ['B02.FR.04', 'F06.FR.05'],
    );
    const triggered = trigger.status === 'Accepted';
    const accepted = await csms.expect(
      'BootNotification',
      triggered ? { reason: 'Triggered' } : {},
      triggered ? ['B02.FR.04', 'B01.FR.09'] : 'B02.FR.08',
      { within: triggered ? parameters.limits.action : WAIT * 1000 + SLACK, id: 'BootNotification-accepted' },
    );
    judgeSilence(context, log, [pending, accepted], ['BootNotification', 'NotifyReport'], 'B02.FR.02', 'Pending');
    log.stop();
    await reportsEveryConnector(context, 'B01.FR.05');
  },
});
