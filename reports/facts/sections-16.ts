/**
 * The sections of OCPP 1.6 that ask something of a product: number, then the message that it is about, or in words of
 * ours what it is about. 1.6 numbers its sections and not its requirements.
 */
export const SECTIONS_16 = `
3.5 authorization while offline, local list, cache
3.6 transaction and energy
3.7 messages of a transaction
3.8 numbers of connectors
3.9 tokens
3.10 parent tokens
3.11 reservations
3.12 vendor-specific data
3.13 charging profiles
3.14 time zones
3.15 times
3.16 meter values
4.1 =Authorize
4.2 =BootNotification
4.3 =DataTransfer
4.4 =DiagnosticsStatusNotification
4.5 =FirmwareStatusNotification
4.6 =Heartbeat
4.7 =MeterValues
4.8 =StartTransaction
4.9 =StatusNotification
4.10 =StopTransaction
5.1 =CancelReservation
5.2 =ChangeAvailability
5.3 =ChangeConfiguration
5.4 =ClearCache
5.5 =ClearChargingProfile
5.6 =DataTransfer
5.7 =GetCompositeSchedule
5.8 =GetConfiguration
5.9 =GetDiagnostics
5.10 =GetLocalListVersion
5.11 =RemoteStartTransaction
5.12 =RemoteStopTransaction
5.13 =ReserveNow
5.14 =Reset
5.15 =SendLocalList
5.16 =SetChargingProfile
5.17 =TriggerMessage
5.18 =UnlockConnector
5.19 =UpdateFirmware
`;
