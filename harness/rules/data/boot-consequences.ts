/**
 * What makes a station that is not accepted yet send a message: the triggers that the documents name (1.6 §4.2; 2.x
 * B02.FR.02), and requests that have messages of their own as consequence, which the documents do not name there.
 */
import { type Version } from '../../doors/protocol.js';

/** Triggered messages whose name is not that of the message sent (1.6 Security Whitepaper, 2.x MessageTriggerEnumType). */
export const TRIGGERED: Readonly<Record<string, string>> = {
  SignChargePointCertificate: 'SignCertificate',
  SignChargingStationCertificate: 'SignCertificate',
  SignV2GCertificate: 'SignCertificate',
  SignV2G20Certificate: 'SignCertificate',
  SignCombinedCertificate: 'SignCertificate',
};

const CONSEQUENCES_2X: Readonly<Record<string, readonly string[]>> = {
  ChangeAvailability: ['StatusNotification', 'NotifyEvent'],
  CustomerInformation: ['NotifyCustomerInformation'],
  GetChargingProfiles: ['ReportChargingProfiles'],
  GetDERControl: ['ReportDERControl'],
  GetDisplayMessages: ['NotifyDisplayMessages'],
  GetLog: ['LogStatusNotification'],
  GetMonitoringReport: ['NotifyMonitoringReport'],
  PublishFirmware: ['PublishFirmwareStatusNotification'],
  SetMonitoringBase: ['NotifyEvent'],
  SetVariableMonitoring: ['NotifyEvent'],
  UpdateFirmware: ['FirmwareStatusNotification', 'SecurityEventNotification'],
};

/** Requests to a station, and the messages that they lead to by the nature of the thing. */
export const CONSEQUENCES: Readonly<Record<Version, Readonly<Record<string, readonly string[]>>>> = {
  '1.6': {
    ChangeAvailability: ['StatusNotification'],
    GetDiagnostics: ['DiagnosticsStatusNotification'],
    GetLog: ['LogStatusNotification'],
    SignedUpdateFirmware: ['SignedFirmwareStatusNotification', 'SecurityEventNotification'],
    UpdateFirmware: ['FirmwareStatusNotification'],
  },
  '2.0.1': CONSEQUENCES_2X,
  '2.1': CONSEQUENCES_2X,
};
