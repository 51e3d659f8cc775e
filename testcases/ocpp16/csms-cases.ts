/** The 1.6 cases for a central system. */
import { type Case } from '../../harness/peers/case.js';
import * as alert from '../environment/ocpp16/csms/alert.js';
import * as readings from '../environment/ocpp16/csms/readings.js';
import * as temperature from '../environment/ocpp16/csms/temperature.js';
import * as sensorTransfers from '../environment/ocpp16/csms/transfers.js';
import * as informationIdentity from '../information/ocpp16/csms/identity.js';
import * as informationStatuses from '../information/ocpp16/csms/statuses.js';
import * as informationVariety from '../information/ocpp16/csms/variety.js';
import * as authorize from './core/csms/authorize.js';
import * as boot from './core/csms/boot.js';
import * as clearCache from './core/csms/clear-cache.js';
import * as configuration from './core/csms/configuration.js';
import * as dataTransfer from './core/csms/data-transfer.js';
import * as localStart from './core/csms/local-start.js';
import * as localStop from './core/csms/local-stop.js';
import * as offline from './core/csms/offline.js';
import * as powerFailure from './core/csms/power-failure.js';
import * as remoteStart from './core/csms/remote-start.js';
import * as remoteStop from './core/csms/remote-stop.js';
import * as reset from './core/csms/reset.js';
import * as unlockConnector from './core/csms/unlock-connector.js';
import * as getDiagnostics from './firmware-management/csms/get-diagnostics.js';
import * as signedUpdateFirmware from './firmware-management/csms/signed-update-firmware.js';
import * as updateFirmware from './firmware-management/csms/update-firmware.js';
import * as localListVersion from './local-list/csms/local-list-version.js';
import * as sendLocalList from './local-list/csms/send-local-list.js';
import * as lateMessages from './offline/csms/late-messages.js';
import * as triggerMessage from './remote-trigger/csms/trigger-message.js';
import * as reservations from './reservation/csms/reservations.js';
import * as certificates from './security/csms/certificates.js';
import * as securityConnection from './security/csms/connection.js';
import * as credentials from './security/csms/credentials.js';
import * as password from './security/csms/password.js';
import * as securityProfile from './security/csms/profile.js';
import * as getLog from './security-log/csms/get-log.js';
import * as clearAndComposite from './smart-charging/csms/clear-and-composite.js';
import * as setProfile from './smart-charging/csms/set-profile.js';

export const csmsCases: readonly Case[] = [
  ...[boot, localStart, localStop, authorize, remoteStart, remoteStop, reset, configuration, unlockConnector],
  ...[clearCache, dataTransfer, offline, powerFailure, reservations, triggerMessage],
  ...[localListVersion, sendLocalList, lateMessages],
  ...[setProfile, clearAndComposite],
  ...[updateFirmware, getDiagnostics, signedUpdateFirmware, getLog],
  ...[password, securityConnection, credentials, certificates, securityProfile],
  ...[temperature, readings, sensorTransfers, alert],
  ...[informationIdentity, informationStatuses, informationVariety],
].flatMap((file): Case[] => Object.values(file));
