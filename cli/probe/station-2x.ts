/** What a station with a device model is asked: nothing that changes anything in it. */
import { type OnStation } from '../../harness/peers/ocpp2.js';
import { type Ask, type Notes } from './ask.js';

const MINUTE = 60;
/** More parts than this are not read: no station has so much to say. */
const MAX_PARTS = 1000;

/** A report may take so many times the limit for one message. */
const PARTS_AT_LEISURE = 5;

const TRIGGERED = ['MeterValues', 'LogStatusNotification', 'FirmwareStatusNotification'] as const;

/** Reads the report that was asked for, part by part, to its end or as far as it comes. */
async function readReport(context: OnStation, requestId: number, notes: Notes): Promise<void> {
  const { csms, now, parameters } = context;
  const { limits } = parameters;
  const end = now() + Math.max(limits.reboot, PARTS_AT_LEISURE * limits.message);
  for (let part = 0; part < MAX_PARTS && now() < end; part++) {
    const message = await csms.next('NotifyReport', { where: { requestId } });
    if (!message) {
      notes.trouble.push(`the inventory ended after ${part} parts without saying so`);
      return;
    }
    notes.messages.push({ action: 'NotifyReport', request: message.payload, frames: [message.n] });
    if ((message.payload as { tbc?: unknown }).tbc !== true) return;
  }
  notes.trouble.push('the inventory has so many parts, or takes so long, that it was not read to its end');
}

async function readInventory(context: OnStation, ask: Ask, notes: Notes): Promise<void> {
  const first = 1 + (Math.trunc(context.now()) % 1_000_000_000);
  for (const [index, reportBase] of (['FullInventory', 'ConfigurationInventory'] as const).entries()) {
    const requestId = first + index;
    const answer = await ask('GetBaseReport', { requestId, reportBase }, reportBase);
    if (answer?.payload['status'] === 'Accepted') return readReport(context, requestId, notes);
  }
  notes.trouble.push('the device model could not be read: GetBaseReport');
}

/** Reads the device model, and tries one harmless request of every part that is optional. */
export async function askStation2x(context: OnStation, ask: Ask, notes: Notes): Promise<void> {
  await readInventory(context, ask, notes);
  const requestId = 10 + (Math.trunc(context.now()) % 1_000_000_000);
  const summary = await ask('GetBaseReport', { requestId, reportBase: 'SummaryInventory' }, 'SummaryInventory');
  // What is reported of it is of no interest; it is taken all the same, so that nothing is left in between.
  if (summary?.payload['status'] === 'Accepted') await readReport(context, requestId, { ...notes, messages: [] });
  await ask('GetLocalListVersion', {});
  await ask('GetTransactionStatus', {});
  await ask('GetInstalledCertificateIds', {});
  await ask('GetCompositeSchedule', { duration: MINUTE, evseId: 0 });
  await ask('GetMonitoringReport', { requestId: requestId + 1 });
  await ask('GetDisplayMessages', { requestId: requestId + 2 });
  for (const requestedMessage of TRIGGERED) await ask('TriggerMessage', { requestedMessage }, requestedMessage);
  for (const requestedMessage of ['StatusNotification', 'TransactionEvent']) {
    const evse = { id: 1, ...(requestedMessage === 'StatusNotification' && { connectorId: 1 }) };
    await ask('TriggerMessage', { requestedMessage, evse }, requestedMessage);
  }
  if (context.version === '2.1') {
    await ask('GetPeriodicEventStream', {});
    await ask('GetTariffs', { evseId: 0 });
  }
}
