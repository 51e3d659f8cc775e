/** 1.6 §4.9, §7.6: every error that a station can have, told by its name while nobody charges. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { CONNECTOR } from '../../../ocpp16/states/connector.js';
import { advisesRepetition, recovers, RESTS, toldFaulted } from '../judge.js';
import { breaksIfPossible, followStatuses } from '../statuses.js';

/** With these no station may charge. */
const BLOCKING = ['GroundFailure', 'OverCurrentFailure', 'PowerSwitchFailure', 'InternalError'] as const;

/** With these it depends on the station whether it can go on; the last three touch no energy. */
const OPEN = [
  ...['ConnectorLockFailure', 'HighTemperature', 'OtherError', 'OverVoltage', 'PowerMeterFailure', 'UnderVoltage'],
  ...['ReaderFailure', 'ResetFailure', 'LocalListConflict', 'WeakSignal'],
] as const;
const HARMLESS: readonly string[] = ['LocalListConflict', 'WeakSignal', 'ResetFailure'];

export const tellsBlockingFaults = stationCase({
  id: 'FAULT_16_CS_01',
  versions: ['1.6'],
  block: 'Faults',
  title: 'A free connector that can no longer charge is Faulted with the error that it has, and recovers',
  purpose: 'Each fault that stops charging is told once by its name, and so is its end.',
  profiles: {},
  requirements: RESTS,
  steps: [
    'For each of ground fault, overcurrent, power switch and internal error, as far as the operator can bring it about:',
    'The operator brings it about at connector 1; the station tells Faulted with that error.',
    'The operator clears it; the station tells Available without an error.',
  ],
  operator: ['raiseFault', 'clearFault'],
  async run(context) {
    const log = followStatuses(context);
    let tried = 0;
    for (const code of BLOCKING) {
      const since = log.total;
      const fault = await breaksIfPossible(context, CONNECTOR, code);
      if (!fault) continue;
      tried++;
      const told = await toldFaulted(context, log, code, since);
      if (told) advisesRepetition(context, log, told, code);
      const before = log.total;
      await fault.clear();
      if (told) await recovers(context, log, told, { code, statuses: ['Available'], since: before });
    }
    if (tried === 0) context.stop('no fault could be brought about');
  },
});

export const tellsWarnings = stationCase({
  id: 'FAULT_16_CS_02',
  versions: ['1.6'],
  block: 'Faults',
  title:
    'An error that need not stop a free connector is told by its name, as a fault or as a warning, and its end too',
  purpose: 'Whether the station can go on is for its maker to say; what is wrong has one name.',
  profiles: {},
  requirements: RESTS,
  steps: [
    'For each error that need not stop charging, as far as the operator can bring it about:',
    'The operator brings it about; if the station tells an error, or Faulted, the code is that of the error.',
    'The operator clears it; if the station tells of it, there is no error any more, and after Faulted it has to tell.',
  ],
  operator: ['raiseFault', 'clearFault'],
  async run(context) {
    const { advise, check, csms } = context;
    const log = followStatuses(context);
    let judged = 0;
    for (const code of OPEN) {
      const since = log.total;
      const fault = await breaksIfPossible(context, CONNECTOR, code);
      if (!fault) continue;
      const told = await log.until(({ status, errorCode }) => status === 'Faulted' || errorCode !== 'NoError', since);
      if (told) {
        judged++;
        const vague = ['InternalError', 'OtherError'].includes(String(told.errorCode));
        check(`error-${code}`, told.errorCode === code || vague, {
          title: `what the station tells of ${code} is called so`,
          requirements: RESTS,
          frames: [told.n],
          expected: `StatusNotification with ${code}`,
          actual: `${String(told.status)} with ${String(told.errorCode)}`,
          action: 'StatusNotification',
          asserts: ['errorCode'],
        });
        if (vague && told.errorCode !== code)
          advise(`vague-${code}`, `${code} is told as ${String(told.errorCode)}`, '1.6 §7.6', [told.n]);
        if (HARMLESS.includes(code) && told.status === 'Faulted')
          advise(`stopped-${code}`, `the connector is out of service for ${code}`, '1.6 §4.9, §7.6', [told.n]);
      } else advise(`untold-${code}`, `nothing is told of ${code}`, '1.6 §4.9', [csms.conversation.last]);
      const before = log.total;
      await fault.clear();
      if (!told) continue;
      // The end of a warning changes no status, and need not be told.
      const over = await log.until(({ connectorId }) => connectorId === told.connectorId, before);
      if (over || told.status === 'Faulted')
        await recovers(context, log, told, { code, statuses: ['Available'], since: before });
      else advise(`unended-${code}`, `the end of ${code} is not told`, '1.6 §4.9', [told.n]);
    }
    if (judged === 0) context.stop('no error could be brought about, or the station told of none');
  },
});
