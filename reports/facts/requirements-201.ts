/** The requirements of OCPP 2.0.1, written by tools/requirements.mjs; requirements.ts reads it. */
export const REQUIREMENTS_201 = `
A00 001bS 002cS 003sS 004sS 005bS:DataTransfer+SetVariables 006cM 201oR 202sS 203sS 204sS 205sS 206oR 207cS 301sS 302sS 303sS 304sS 306cS 307cS 308sS 309sS 310sS 311sS 312bS 313bS 314bS 315cS 316sS 317bS 318cS 319sS 320bS 321bS 322cS 323sS 324cS 401sS 402sS 403cS 404cS 405cS 406sR 407cS 408cR 409cS 410cS 411sS 412sS 413sS 414sS 415bS 416bS 417bS 418cS 419sS 420bS 421cS 422sS 423bS 424bS 425cS 426sS 427sS 428sM 429cS:BootNotification 501bS 502bS 503bS 504bS 505bR 506bR 507bS 508bS 509bS 510cS 511sS 512bR 513sR 514bR 601oM 602oM 603oS 604oR 701cR 702cR 703oR 704oR 705cS 707cR 801oR 802oR 803oR 804oM 805oR 806cM:BootNotification 807cM:BootNotification
A01 01sS 02cS:SetVariables 03cS:SetVariables 04cS:SetVariables 05cS:BootNotification 06sR 07oR 08cR 09cR 10sR 11sS 12sS
A02 01oR 02sS:TriggerMessage 03sS:SignCertificate 04cR 05sS 06sS:CertificateSigned 07sS:CertificateSigned 08sS 09sS 10sR 11cS:SignCertificate 12cS:SignCertificate 13sS:SignCertificate 14cR:CertificateSigned+SignCertificate 15sS 16sS:CertificateSigned 17sS:SignCertificate 18sS:CertificateSigned 19sS:SignCertificate+TriggerMessage 20sS:SignCertificate+TriggerMessage 21sR:SignCertificate
A03 01oM 02sS 03sS:SignCertificate 04cR 05sS 06sS:CertificateSigned 07sS:CertificateSigned 08sS 09sS 10sR 11cS:SignCertificate 12cS:SignCertificate 13sS:SignCertificate 14cR:CertificateSigned+SignCertificate 15sS 16sS:CertificateSigned 17sS:SignCertificate 18sS:CertificateSigned 19sS:SignCertificate+TriggerMessage
A04 01sS:SecurityEventNotification 02sS 03cS:SecurityEventNotification 04sS
A05 02sS:SetVariables 03sS:SetVariables 04sS:SetVariables 05sS 06sS 07cS
B01 01sS:BootNotification 02cS:BootNotification 03sS:BootNotification 04sS:BootNotification 05sS:StatusNotification 06sS:BootNotification 07sS 08sS:BootNotification 09sS:BootNotification 10cS:BootNotification+GetBaseReport+GetReport+TriggerMessage 11cS:BootNotification 12cS:BootNotification 13sS
B02 01cS:SetVariables 02sS:BootNotification+GetBaseReport+GetReport+TriggerMessage 03oM:TransactionEvent 04sS:BootNotification+TriggerMessage 05sS:RequestStartTransaction+RequestStopTransaction 06bS 07sS:BootNotification 08sS:BootNotification 09cS:BootNotification+GetBaseReport+GetReport+TriggerMessage
B03 01sM 02sS 03cS:BootNotification 04sM:BootNotification 05sS:BootNotification 06sS:BootNotification 07cS:BootNotification 08sS:BootNotification
B04 01sS:StatusNotification 02sS:StatusNotification
B05 01sS:SetVariables 02sS:SetVariables 03sS:SetVariables 04sS:SetVariables 05sS:SetVariables 06sS:SetVariables 07sS:SetVariables 08sS:SetVariables 09sS:SetVariables 10sS 11cS:SetVariables 12sS:SetVariables 13cS:SetVariables
B06 01sS:GetVariables 02sS:GetVariables 03sS:GetVariables 04sS:GetVariables 05cS:GetVariables 06sS:GetVariables 07sS:GetVariables 08sS:GetVariables 09sS:GetVariables 10sS:GetVariables 11sS:GetVariables 13sS 14sS 15sS 16sM:GetVariables 17sM:GetVariables
B07 01sS:GetBaseReport 02sS:GetBaseReport 03sS:NotifyReport 04sS:GetBaseReport+NotifyReport 05sS:NotifyReport 07sS:NotifyReport 08sS:NotifyReport 09sS:NotifyReport 10sS:NotifyReport 11sS 12sS 13sS:GetBaseReport 14cR:GetBaseReport
B08 01sS:GetReport 02sS:GetReport 03sS:NotifyReport 04sS:GetReport+NotifyReport 05sS:GetReport+NotifyReport 06cN:GetReport 07sS:NotifyReport 08sS:NotifyReport 09sS:NotifyReport 10sS:NotifyReport 11sN:GetReport+NotifyReport 12sS:NotifyReport 13sS 14sS:NotifyReport 15sS:GetReport 16sS:GetBaseReport 17sM:GetReport 18sM:GetReport 20sS:GetReport 21sS:GetReport 22sS:GetReport 23sS:GetReport 24sS:GetReport 25sS:GetReport
B09 01sS:SetNetworkProfile 02sS:SetNetworkProfile 03sS:SetNetworkProfile 04sS:SetNetworkProfile 05sS:SetNetworkProfile 06sS
B10 01sS:SetVariables 02sS:SetVariables 03sS 04sS 05cR:ChangeAvailability+GetTransactionStatus+Reset 06sS 07sR
B11 01sS:Reset 02sS 03sS:StatusNotification 04sS 05sS 06sS 07sS 08sS:Reset 09sS:Reset 10sR
B12 01sS:Reset 02sS:Reset 03sS 04sS:TransactionEvent 05sS:TransactionEvent 06sS 07sS 08sS:TransactionEvent 09sS:Reset
C01 01sS 02sS:Authorize 03sS:Authorize 04sS:Authorize 05sM:Authorize 06cS:Authorize 07cS:Authorize 08sS 09sS 10cS 11cS 12cR 13sR 17cS 18cS:Authorize 19cS:Authorize 20cS:Authorize 21sS:Authorize 22cS:Authorize 23sR 24cR:Authorize
C02 01sS:TransactionEvent 02cS:TransactionEvent 03sS
C03 01sS:Authorize 02sS
C04 01cS:Authorize 02cS:Authorize 03sM 04bS 05cS 06sR
C05 01sS:Authorize 02sS 03sS:TransactionEvent 04cS 05sS:RequestStartTransaction+TransactionEvent
C06 01sS 02sS:Authorize 03sR:Authorize 04cS:Authorize
C07 01sS:Authorize 02sS:Authorize 04cS:Authorize 05cS 06sS:Authorize 07sS 08sS 09sS 10sS 11sS 12sS 13cS:Authorize 14cS:Authorize 15cS:Authorize 16cS:Authorize 17cS:Authorize
C08 01sS 02sS
C09 02cS 03sS 04sM 05sS 07sS 09cS:Authorize 10cS:Authorize 11sS 12cS:TransactionEvent
C10 01sS 02sR 03sS:Authorize 04sS:Authorize 05sS:TransactionEvent 07sS 08sN 09sS 10sS 11sS 12sR 13sN
C11 01sS:ClearCache 02sS:ClearCache 03sS:ClearCache 04sS:ClearCache 05sS:ClearCache
C12 02sS:TransactionEvent 03cS:TransactionEvent 04sS 05sS:Authorize 06sS 09sS
C13 01sS 02sS 03sM 04sS 05sS 06sS
C14 01sS 02sS 03sS 04sS 05sS
C15 01sS 02sS:TransactionEvent 03sS:TransactionEvent 04sS:TransactionEvent 05sR 06sS:TransactionEvent 07sS:TransactionEvent 08sS
C16 01sS 02sS 03sS 04sM 05sM
D01 01cS:SendLocalList 02sS:SendLocalList 03cR:SendLocalList 04sS 05sS 06cS 09sS:SendLocalList 10sR 11cN:SendLocalList 12sS 13sN 15sS:SendLocalList 16sS:SendLocalList 17sS:SendLocalList 18cS:SendLocalList 19sS:SendLocalList
D02 01sS:GetLocalListVersion 02sS:GetLocalListVersion 03sS:GetLocalListVersion
E01 01sS:TransactionEvent 02sS:TransactionEvent 03sS:TransactionEvent 04sS:TransactionEvent 05sS:TransactionEvent 06sS:TransactionEvent 07sS:TransactionEvent 08sS 09sS:TransactionEvent 10sS:TransactionEvent 11cS:TransactionEvent 12cS:TransactionEvent 13sS:TransactionEvent 14sS:TransactionEvent 15sS:TransactionEvent 16sS:TransactionEvent 17sS:TransactionEvent 18sS:TransactionEvent 19sR:TransactionEvent 20sR:TransactionEvent
E02 01sS:TransactionEvent 02cS:TransactionEvent 03sS:TransactionEvent 04cS:TransactionEvent 05sS:StatusNotification 06sS:TransactionEvent 07sS:TransactionEvent 08sS 09sS:TransactionEvent 10sS:TransactionEvent 11sM:TransactionEvent 13sS:TransactionEvent 14sS 15sS:TransactionEvent 16sM:TransactionEvent 17sS:TransactionEvent 18sS 19sS 20sS:TransactionEvent 21sS:TransactionEvent
E03 01sS:TransactionEvent 02cS:TransactionEvent 03sS:TransactionEvent 05sR:TransactionEvent 06sS:TransactionEvent 07sS:TransactionEvent 08sS:TransactionEvent 09sM:TransactionEvent 10sS 11sS:TransactionEvent 12sS:TransactionEvent 13sS 14sS 15sS:TransactionEvent
E04 01sS:TransactionEvent 02sS:TransactionEvent 03sS:TransactionEvent 04sS:TransactionEvent 05sS:TransactionEvent 06sS:TransactionEvent 07sM:TransactionEvent 08sS:TransactionEvent 09sM:TransactionEvent 10sS 11sS:TransactionEvent
E05 01cS:TransactionEvent 02sS:TransactionEvent 03sS:TransactionEvent 04sS:TransactionEvent 05sS:TransactionEvent 06sS 08sS:TransactionEvent 09sS:TransactionEvent 10sS:TransactionEvent 11sR
E06 01sS:TransactionEvent 02sS:TransactionEvent 03sS:TransactionEvent 04sS:TransactionEvent 05sS:TransactionEvent 06sS:TransactionEvent 07sS:TransactionEvent 08sS:TransactionEvent 09sM:TransactionEvent 10sS 11sS:TransactionEvent 12sM:TransactionEvent 13sS 14sS:TransactionEvent 15sS:TransactionEvent 16sS:TransactionEvent
E07 01sS 02sS:TransactionEvent 04sM:TransactionEvent 05sR:TransactionEvent 06sR:TransactionEvent 07sS 08sS:TransactionEvent 09sM:TransactionEvent 10sS 11sS:TransactionEvent 12sS
E08 01sS 02sS 03sS 04sS:TransactionEvent 05sS:TransactionEvent 06sS:TransactionEvent 07sS:TransactionEvent 08sS:TransactionEvent 09sS:TransactionEvent 10sM:TransactionEvent 11sS 12sS
E09 01sS 02sS 03sS 04sS:TransactionEvent 05sS:TransactionEvent 06sM:TransactionEvent 07sS 08sS
E10 01sS 02sS 03sS:TransactionEvent 04sS:TransactionEvent 05sM:TransactionEvent 06sS 07sS
E11 01sS:TransactionEvent 02sS:TransactionEvent 03sS:TransactionEvent 04sM:TransactionEvent 05sS:TransactionEvent 06sM:TransactionEvent 07sS 08sS
E12 01sS:TransactionEvent 02sS:TransactionEvent 03sS:TransactionEvent 04sM:TransactionEvent 05sS:TransactionEvent 06sM:TransactionEvent 07sS:TransactionEvent 08sM:TransactionEvent 09sS 10sS
E13 01sM 02sS 03sS 04sS
E14 01sS:GetTransactionStatus 02sS:GetTransactionStatus 03sS:GetTransactionStatus 04sS:GetTransactionStatus 05sS:GetTransactionStatus 06sS:GetTransactionStatus 07sS:GetTransactionStatus 08sS:GetTransactionStatus
E15 01sS:TransactionEvent 02sM:TransactionEvent 03sS 04sS:TransactionEvent 05sS:TransactionEvent
F01 01sS:RequestStartTransaction 02sS:RequestStartTransaction 03sS:TransactionEvent 04cS:RequestStartTransaction+TransactionEvent 05sS 06cM:RequestStartTransaction 07sM:RequestStartTransaction 08cM:RequestStartTransaction 09cS 10sS:RequestStartTransaction 11cS 12sS:RequestStartTransaction 13sS:RequestStartTransaction 14sS:TransactionEvent 15sS:TransactionEvent 16sM:TransactionEvent 17sS:TransactionEvent 18sM:TransactionEvent 19sS:TransactionEvent 20sS:RequestStartTransaction 21sS:RequestStartTransaction 22sS:RequestStartTransaction 23sS:RequestStartTransaction 24sS:RequestStartTransaction 25sS:TransactionEvent 26sS:RequestStartTransaction
F02 01sS:TransactionEvent 02sS:TransactionEvent 03sS:TransactionEvent 04sM:TransactionEvent 05sS:TransactionEvent 06sS:TransactionEvent 07sS:TransactionEvent 08sS:TransactionEvent 09sS:RequestStartTransaction 10sS:RequestStartTransaction 11sS:TransactionEvent 12cS:RequestStartTransaction+TransactionEvent 13sS 14cM:RequestStartTransaction 15sM:RequestStartTransaction 16cM:RequestStartTransaction 17cS 18sS:RequestStartTransaction 19cS 20sS:RequestStartTransaction 21sS:RequestStartTransaction+TransactionEvent 22sS:RequestStartTransaction 23sS:RequestStartTransaction 24sS:RequestStartTransaction 25sS:RequestStartTransaction 26sS:RequestStartTransaction 27sS:RequestStartTransaction
F03 01cS:RequestStopTransaction 02sS:TransactionEvent 03sS:TransactionEvent 04sS:TransactionEvent 05sM 06sS 07sS:RequestStopTransaction 08sS:RequestStopTransaction 09sS:TransactionEvent
F04 01cS:RequestStopTransaction 02sS:TransactionEvent 03sS:TransactionEvent 04sS:TransactionEvent 05sM 06sS
F05 01sS:UnlockConnector 02sS:UnlockConnector 03sS:UnlockConnector 04sS:UnlockConnector 05sS:UnlockConnector 06sS
F06 01cS:TriggerMessage 02cM 03sS 04sS:TriggerMessage 05sS:TriggerMessage 06sS:MeterValues 07sS:TransactionEvent 08sS:TriggerMessage 09sS 10sS 11sS:TriggerMessage 12sM:TriggerMessage 13cS:StatusNotification+TriggerMessage 14sS:LogStatusNotification 15sS:LogStatusNotification 16sS:FirmwareStatusNotification 17sS:TriggerMessage
G01 01sS 02sS:ChangeAvailability 03sS:NotifyEvent+StatusNotification 04sS:NotifyEvent+StatusNotification 05sS:NotifyEvent+StatusNotification 06sS:NotifyEvent+StatusNotification 07sS:NotifyEvent+StatusNotification 08sR:StatusNotification
G02 01sS:BootNotification 02sS:Heartbeat 03cS:Heartbeat 04cS 05sR 06sR:Heartbeat 07sR:Heartbeat
G03 01sS:ChangeAvailability 02sS 03sS 04sS:StatusNotification 05sS 06sS 07sS 08sS:ChangeAvailability 09sS
G04 01sS:ChangeAvailability 02sS:ChangeAvailability 03sS 04sS 05sS:StatusNotification 06sS 07sS 08sS 09sS:ChangeAvailability
G05 01sS 02sS:NotifyEvent 03cS:NotifyEvent 04sM
H01 01sS 02sS:ReserveNow 03sS:ReserveNow 04sS:ReserveNow 06sS:ReserveNow 07sS:ReserveNow 09sS:ReserveNow 11sS:ReserveNow 12sS:ReserveNow 14sS:ReserveNow 15sS:TransactionEvent 16sS:ReservationStatusUpdate 17sS:ReservationStatusUpdate 18sS 19sS 20sS:NotifyEvent+StatusNotification 23sS:NotifyEvent+ReserveNow+StatusNotification 24sS:NotifyEvent+StatusNotification
H02 01sS:CancelReservation 02sS:CancelReservation
H03 01sS 02sS 03sS 04sS 05sS 06sS 07sM 08sS 09sS 10sS
H04 01sS:ReservationStatusUpdate 02sS 03sS:StatusNotification
I01 01cM 02cS 03sS
I02 01cS:CostUpdated+TransactionEvent 02sS:CostUpdated 03sS 04sS:TransactionEvent
I03 01sS:TransactionEvent 02cS:TransactionEvent 03sS 04cS 05sR
I04 01sS 02cM
I05 01cM 02sS
I06 01cS:TransactionEvent 02cS:TransactionEvent 03sS
J01 01sM 02sS:MeterValues 03sS:MeterValues 04sS 05sS 06sS 07sS 08sS 09sS 10sS 11sS 13sS 14sS:MeterValues 15sM:MeterValues 17sS 18cS:MeterValues 19sS 20sS 21sS 22sS:MeterValues+TransactionEvent
J02 01sM 02sS 03sS 04sS 05sS 06sS 07sS 09sS 10sS:TransactionEvent 11sS:TransactionEvent 12sM:TransactionEvent 13sS:TransactionEvent 14sM:TransactionEvent 16sS 17sR 18sS 19cS:TransactionEvent 20sR:TransactionEvent 21sS 22sS:TransactionEvent
J03 04sR:TransactionEvent
K01 01cM 02cS 03cS:SetChargingProfile 04sS 05sS:SetChargingProfile 06cS 07sS:SetChargingProfile 08cM 09sS:SetChargingProfile 10sS 11sS 12sN 13sS 14sS:SetChargingProfile 15sS:SetChargingProfile 16cS 17sN 19cS:SetChargingProfile 20cS:SetChargingProfile 21sM 22cS:SetChargingProfile 26sS:SetChargingProfile 27sS:SetChargingProfile 28sS:SetChargingProfile 29sS 30sS 31cS 32sS 33sS:SetChargingProfile 34cS:SetChargingProfile 35cS 36sS 37sS 38cS 39cS 40cS 41cS 42sR 43sS:SetChargingProfile 44sM:SetChargingProfile 45sM:SetChargingProfile 46sS:SetChargingProfile 47sS:SetChargingProfile 48sS:SetChargingProfile 49sS:SetChargingProfile 50sR:SetChargingProfile 51sS:SetChargingProfile 52sS:SetChargingProfile 53sS:SetChargingProfile
K02 01cS 02sN 03cS 04sS 05sS 06sM 07cS:SetChargingProfile 08sS
K03 01oM 02sM 03sS 04sS 05sN:TransactionEvent 06sS 07sM 08oS:SetChargingProfile
K04 01sS 02sS 03sN 04sM 05sS
K05 01cM:RequestStartTransaction 02cS 03sS 04sS:RequestStartTransaction 05sS:RequestStartTransaction
K06 01sS 02sS
K07 01sS
K08 01cM:GetCompositeSchedule 02sS:GetCompositeSchedule 03sS:GetCompositeSchedule 04sS 05sS 06sS 07sS:GetCompositeSchedule
K09 01sS:GetChargingProfiles+ReportChargingProfiles 02sS:ReportChargingProfiles 03cS:GetChargingProfiles 04sS:GetChargingProfiles 05sS:GetChargingProfiles 06sS:GetChargingProfiles
K10 01sS:ClearChargingProfile 02cS:ClearChargingProfile 03sS:ClearChargingProfile 04sS:ClearChargingProfile 05sS 06cS:ClearChargingProfile 07sS 08sS:ClearChargingProfile 09sS:ClearChargingProfile
K11 01sS 02sS:NotifyChargingLimit 03sS:NotifyChargingLimit 04sS:TransactionEvent 05sS:NotifyChargingLimit 06sS:ReportChargingProfiles
K12 01sS 02sS:NotifyChargingLimit 03sS:NotifyChargingLimit 04sS:NotifyChargingLimit 05sS:ReportChargingProfiles
K13 01sS 02sS:ClearedChargingLimit 03sS:TransactionEvent
K14 01sS 02oS:NotifyChargingLimit 03oS:ClearedChargingLimit 04oS:ClearChargingProfile 05sS:SetChargingProfile 06oS
K15 01sS:NotifyEVChargingNeeds 02cS:NotifyEVChargingNeeds 03cS:NotifyEVChargingNeeds 04cS:NotifyEVChargingNeeds 05cS:NotifyEVChargingNeeds 06sS:NotifyEVChargingNeeds 07cS:NotifyEVChargingNeeds+SetChargingProfile 08cR:SetChargingProfile 09sS 10sS:NotifyEVChargingSchedule 11cN:NotifyEVChargingSchedule 12cN:NotifyEVChargingSchedule 13cN 14sR:NotifyEVChargingSchedule 15sS 16sR:NotifyEVChargingNeeds+TransactionEvent 17sR:SetChargingProfile 18cR:SetChargingProfile 19sR:NotifyEVChargingSchedule
K16 01sS:SetChargingProfile 02sS 03sS 04sS 05sS:NotifyEVChargingSchedule 06cN:NotifyEVChargingSchedule 07cN:NotifyEVChargingSchedule 08cN 09sR:NotifyEVChargingNeeds 10sR:NotifyEVChargingSchedule 11sS 12cS:SetChargingProfile 13sR:NotifyEVChargingSchedule
K17 01sS:NotifyEVChargingNeeds 02cS:NotifyEVChargingNeeds 03cS:NotifyEVChargingNeeds 04cS:NotifyEVChargingNeeds 05cS:NotifyEVChargingNeeds 06sS:NotifyEVChargingNeeds 07cS:NotifyEVChargingNeeds+SetChargingProfile 08cR:SetChargingProfile 09sS 10sS:NotifyEVChargingSchedule 11cN:NotifyEVChargingSchedule 12cN:NotifyEVChargingSchedule 13cN 14sR:NotifyEVChargingSchedule 15sS 16sR:NotifyEVChargingSchedule
L01 01sS:FirmwareStatusNotification 02sS:SecurityEventNotification 03sS:SecurityEventNotification 04sS 05sS 06sS 07sS 08sR 09oS 10sS:FirmwareStatusNotification+UpdateFirmware 11cS:UpdateFirmware 12sS 13sS:FirmwareStatusNotification 14sS:FirmwareStatusNotification 15sS:FirmwareStatusNotification 16sS:FirmwareStatusNotification 20sN:FirmwareStatusNotification 21sS:UpdateFirmware 22sS:UpdateFirmware 23sM:FirmwareStatusNotification 24sR:UpdateFirmware 25sS:FirmwareStatusNotification 26sS:FirmwareStatusNotification 27sM 28sS:FirmwareStatusNotification 29sS:FirmwareStatusNotification 30sS:FirmwareStatusNotification 31sS:SecurityEventNotification 32sS:FirmwareStatusNotification 33sS 34sM:FirmwareStatusNotification
L02 01sS:FirmwareStatusNotification 02sS 03sS 04sS 05sR 06sS:FirmwareStatusNotification+UpdateFirmware 07sS:FirmwareStatusNotification 08sS:FirmwareStatusNotification 09sS:FirmwareStatusNotification 10sS:FirmwareStatusNotification 14sN:FirmwareStatusNotification 15sR:UpdateFirmware 16sS:FirmwareStatusNotification 17sS:FirmwareStatusNotification 18sM 19sS:FirmwareStatusNotification 20sS:FirmwareStatusNotification 21sS:FirmwareStatusNotification 22sS 23sM:FirmwareStatusNotification
L03 01sS:PublishFirmwareStatusNotification 02cS 03oS 04oS:PublishFirmwareStatusNotification 05oS:PublishFirmware 06oS:PublishFirmwareStatusNotification 07oS:PublishFirmwareStatusNotification 08oS:PublishFirmwareStatusNotification 09oS:PublishFirmwareStatusNotification 10sS:PublishFirmwareStatusNotification 11sS:PublishFirmwareStatusNotification
L04 01oS:UnpublishFirmware 02oS:UnpublishFirmware 03oS:UnpublishFirmware 04oS:UnpublishFirmware
M01 01sS
M02 01sS
M03 01sS 02sS 03sS 04sS 05sS
M04 01sS:DeleteCertificate 02sS:DeleteCertificate 03sS:DeleteCertificate 04sS:DeleteCertificate 06sS 07cS 08sM
M05 01sS:InstallCertificate 02sS:InstallCertificate 03sS:InstallCertificate 06sS 07sS:InstallCertificate 09sN 10sS 11sS 12sS 13sS 14sS 15sS 16sS 17sS:InstallCertificate
M06 01cS:GetCertificateStatus 02cS:GetCertificateStatus 03cS:GetCertificateStatus 04cS:GetCertificateStatus 06sS 07sS:GetCertificateStatus 08cS 09cS 10sS
N01 01sS:GetLog 02sS 03sS:GetLog 04sS:GetLog 05sS:GetLog 07sS:GetLog+LogStatusNotification 08sS:LogStatusNotification 09sS:LogStatusNotification 10sS:LogStatusNotification 12sR:GetLog 13sN:LogStatusNotification+TriggerMessage 14bR 15sS 16sR 17cR 18cR 19sS 20sS:LogStatusNotification
N02 01sS:GetMonitoringReport 02sS:GetMonitoringReport 03sS:NotifyMonitoringReport 04sS:GetMonitoringReport+NotifyMonitoringReport 05sN:NotifyMonitoringReport 06sN:NotifyMonitoringReport 07cN:GetMonitoringReport 08sN:NotifyMonitoringReport 09sS:NotifyMonitoringReport 10sS:GetMonitoringReport 11sN:NotifyMonitoringReport 12sN 13sN 14sN 16sS:GetMonitoringReport 17sS:GetMonitoringReport 18sS:GetMonitoringReport 19sS:GetMonitoringReport 20sS:GetMonitoringReport 21sS:GetMonitoringReport
N03 01sS:SetMonitoringBase 02sS:SetMonitoringBase 03sS:SetMonitoringBase 04sS:SetMonitoringBase 05sS:SetMonitoringBase
N04 01sS:SetVariableMonitoring 02sS:SetVariableMonitoring 03sS:SetVariableMonitoring 04sS:SetVariableMonitoring 05sS:SetVariableMonitoring 06sS:SetVariableMonitoring 07sM:SetVariableMonitoring 08sS 09cN:SetVariableMonitoring 10sS:SetVariableMonitoring 11sN:SetVariableMonitoring 12sS:SetVariableMonitoring 13sS:SetVariableMonitoring 14sS:SetVariableMonitoring 15sN:SetMonitoringBase 16sS:SetVariableMonitoring 17cR:SetVariableMonitoring 18sS:SetVariableMonitoring 19cR:GetMonitoringReport
N05 01sS:SetMonitoringLevel 02sS:SetMonitoringLevel 03sS:NotifyEvent
N06 01sS:ClearVariableMonitoring 02sS:ClearVariableMonitoring 03sS:ClearVariableMonitoring 04cS:ClearVariableMonitoring 05sS:ClearVariableMonitoring 06sM:ClearVariableMonitoring 07sM:ClearVariableMonitoring
N07 02sS:NotifyEvent 03cS:NotifyEvent 04sS:NotifyEvent 05sM:NotifyEvent 06sS:NotifyEvent 07sS:NotifyEvent 10sS:NotifyEvent 11sS 12sS:NotifyEvent 13sN 14sS:NotifyEvent 15sS:NotifyEvent 16sS:NotifyEvent 17sS:NotifyEvent 18sS:NotifyEvent 19sS:NotifyEvent
N08 02cS:NotifyEvent 03sS:NotifyEvent 04sS:NotifyEvent 05sS 06sS:NotifyEvent 07sS:NotifyEvent
N09 01cS:CustomerInformation 02sS:CustomerInformation 03sS:CustomerInformation 04cS:CustomerInformation 05sS:NotifyCustomerInformation 06sS:NotifyCustomerInformation 07sR:CustomerInformation 08cS 09sS:CustomerInformation
N10 01sS:CustomerInformation 02cS:SendLocalList 03sS:NotifyCustomerInformation 04sS:NotifyCustomerInformation 05sS:CustomerInformation 06sS:NotifyCustomerInformation 07sR:CustomerInformation 08cS:CustomerInformation 09cS
O01 01sS:SetDisplayMessage 02sS:SetDisplayMessage 03sS:SetDisplayMessage 04cS 05cM 06sS 07sS 08sS 09sR 10sS 11sS:SetDisplayMessage 12sS:SetDisplayMessage 13sS:SetDisplayMessage 14sS 15sS:SetDisplayMessage 16sS 17cS
O02 01sS:SetDisplayMessage 02sS 03sS:SetDisplayMessage 04sS:SetDisplayMessage 05sS:SetDisplayMessage 06sS 07sS 08sS 09sR 10sS 11sS:SetDisplayMessage 12cS 14sS:SetDisplayMessage 15sS:SetDisplayMessage 16sS 17sS:SetDisplayMessage 18sS
O03 01sS:GetDisplayMessages 02sS:NotifyDisplayMessages 03sS:NotifyDisplayMessages 04sS:NotifyDisplayMessages 05sS:GetDisplayMessages 06sS
O04 01sS:GetDisplayMessages 02sS:GetDisplayMessages 03sS:NotifyDisplayMessages 04sS:NotifyDisplayMessages 05sS:NotifyDisplayMessages 06sS:GetDisplayMessages 07sS
O05 01sS:ClearDisplayMessage 02sS:ClearDisplayMessage
O06 01sS:SetDisplayMessage
P01 01sS:DataTransfer 02cN 03bM 04bR 05sS 06sS:DataTransfer 07bS
P02 01sR 02sS:DataTransfer 03sR 04bM 05bR 06cS 07cS:DataTransfer 08bS
`;
