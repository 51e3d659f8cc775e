/** What a CSMS is told and asked by a station that has just booted: nothing that a station does not send every day. */
import { is2x, type Version } from '../../harness/doors/protocol.js';
import { type CsmsContext } from '../../harness/peers/context.js';
import { type Token } from '../../harness/peers/for-cases/settings.js';
import { type Ask, type Notes } from './ask.js';

const tokenOf = (version: Version, { idToken, type }: Token): object =>
  is2x(version) ? { idToken: { idToken, type } } : { idTag: idToken };

/** Hashes of no certificate: whoever is asked for its status knows none such. */
const NO_CERTIFICATE = {
  hashAlgorithm: 'SHA256',
  issuerNameHash: '0'.repeat(64),
  issuerKeyHash: '0'.repeat(64),
  serialNumber: '1',
  responderURL: 'http://ocsp.example.org',
} as const;

/** Asks about each token of the plan by its name there, and sends what a station has to tell while nothing happens. */
export async function askCsms(
  { parameters, station, version }: CsmsContext<Version>,
  ask: Ask,
  { trouble }: Notes,
): Promise<void> {
  const named = is2x(version)
    ? { reason: 'PowerUp', chargingStation: { vendorName: 'laddprov', model: 'impersonated' } }
    : { chargePointVendor: 'laddprov', chargePointModel: 'impersonated' };
  const boot = await ask('BootNotification', named);
  if (boot?.payload['status'] !== 'Accepted') {
    // A station that is not accepted sends nothing else (1.6 §4.2, B02.FR.02, B03.FR.02).
    trouble.push('the CSMS did not accept the boot: a station may ask nothing else before that');
    return;
  }
  await ask('Heartbeat', {});
  for (const name of ['valid', 'second', 'groupMember', 'masterPass', 'invalid', 'blocked', 'expired'] as const)
    await ask('Authorize', tokenOf(version, parameters.tokens[name]), name);
  const timestamp = station.now();
  await ask(
    'StatusNotification',
    is2x(version)
      ? { timestamp, connectorStatus: 'Available', evseId: parameters.evses[0]?.id ?? 1, connectorId: 1 }
      : { timestamp, connectorId: 1, errorCode: 'NoError', status: 'Available' },
  );
  const value = is2x(version) ? 1 : '1';
  await ask('MeterValues', {
    ...(is2x(version) ? { evseId: parameters.evses[0]?.id ?? 1 } : { connectorId: 1 }),
    meterValue: [{ timestamp, sampledValue: [{ value }] }],
  });
  await ask('DataTransfer', { vendorId: parameters.vendorId });
  await ask('SecurityEventNotification', { type: 'StartupOfTheDevice', timestamp });
  if (!is2x(version)) return;
  await ask('GetCertificateStatus', { ocspRequestData: NO_CERTIFICATE });
  await ask('NotifyEvent', {
    generatedAt: timestamp,
    seqNo: 0,
    eventData: [
      {
        eventId: 1 + (Date.parse(timestamp) % 1_000_000_000),
        timestamp,
        trigger: 'Delta',
        actualValue: 'false',
        eventNotificationType: 'HardWiredNotification',
        component: { name: 'ChargingStation' },
        variable: { name: 'Problem' },
      },
    ],
  });
}
