/** The cases for a 1.6 station. */
import { type Case } from '../../harness/peers/case.js';
import * as cadence from '../environment/ocpp16/station/clock-and-cadence.js';
import * as heat from '../environment/ocpp16/station/heat.js';
import * as offlineAndFailure from '../environment/ocpp16/station/offline-and-failure.js';
import * as otherSensors from '../environment/ocpp16/station/other-sensors.js';
import * as temperature from '../environment/ocpp16/station/temperature.js';
import * as chaos from '../error-handling/ocpp16/station/transactions.js';
import * as informationClock from '../information/ocpp16/station/clock.js';
import * as informationDay from '../information/ocpp16/station/day.js';
import * as informationIdentity from '../information/ocpp16/station/identity.js';
import * as informationKeys from '../information/ocpp16/station/keys.js';
import * as authorize from './core/station/authorize.js';
import * as cache from './core/station/cache.js';
import * as coldBoot from './core/station/cold-boot.js';
import * as configuration from './core/station/configuration.js';
import * as dataTransfer from './core/station/data-transfer.js';
import * as evSideDisconnect from './core/station/ev-side-disconnect.js';
import * as faults from './core/station/faults.js';
import * as meterValues from './core/station/meter-values.js';
import * as offline from './core/station/offline.js';
import * as offlineMetering from './core/station/offline-metering.js';
import * as powerFailure from './core/station/power-failure.js';
import * as powerLoss from './core/station/power-loss.js';
import * as remoteStart from './core/station/remote-start.js';
import * as remoteStop from './core/station/remote-stop.js';
import * as reset from './core/station/reset.js';
import * as sessions from './core/station/sessions.js';
import * as stop from './core/station/stop.js';
import * as unlock from './core/station/unlock.js';
import * as listedToken from './local-list/station/listed-token.js';
import * as localListConflict from './local-list/station/conflict.js';
import * as localListVersion from './local-list/station/local-list-version.js';
import * as sendLocalList from './local-list/station/send-local-list.js';
import * as offlineBlocked from './offline/station/blocked-queue.js';
import * as offlineQueue from './offline/station/queue.js';
import * as offlineRefused from './offline/station/refused-token.js';
import * as offlineReset from './offline/station/reset.js';
import * as offlineRetries from './offline/station/retries.js';
import * as getDiagnostics from './firmware-management/station/get-diagnostics.js';
import * as signedUpdateFirmware from './firmware-management/station/signed-update-firmware.js';
import * as updateFirmware from './firmware-management/station/update-firmware.js';
import * as securityConnection from './security/station/connection.js';
import * as password from './security/station/password.js';
import * as securityProfile from './security/station/profile.js';
import * as renewal from './security/station/renewal.js';
import * as rootReplacement from './security/station/root-replacement.js';
import * as roots from './security/station/roots.js';
import * as securityEvents from './security/station/security-events.js';
import * as tls from './security/station/tls.js';
import * as getLog from './security-log/station/get-log.js';
import * as triggerMessage from './remote-trigger/station/trigger-message.js';
import * as groupReservation from './reservation/station/groups.js';
import * as refusedReservation from './reservation/station/refused.js';
import * as usedReservation from './reservation/station/use.js';
import * as compositeSchedule from './smart-charging/station/composite.js';
import * as chargingProfiles from './smart-charging/station/profiles.js';
import * as profileLifetime from './smart-charging/station/lifetime.js';
import * as remoteProfile from './smart-charging/station/remote-start.js';
import * as chargingSituations from './smart-charging/station/situations.js';

export const stationCases: readonly Case[] = [
  coldBoot,
  sessions,
  stop,
  ...[evSideDisconnect, authorize, cache],
  remoteStart,
  remoteStop,
  reset,
  configuration,
  meterValues,
  ...[unlock, faults],
  powerFailure,
  ...[powerLoss, offline, offlineMetering],
  ...[offlineQueue, offlineBlocked, offlineRetries, offlineRefused, offlineReset],
  ...[localListVersion, sendLocalList, listedToken, localListConflict],
  dataTransfer,
  ...[usedReservation, refusedReservation, groupReservation],
  ...[chargingProfiles, compositeSchedule, remoteProfile, chargingSituations, profileLifetime],
  triggerMessage,
  ...[updateFirmware, signedUpdateFirmware, getDiagnostics, getLog],
  ...[password, securityConnection, roots, renewal, securityEvents, tls],
  ...[chaos],
  ...[temperature, cadence, heat, offlineAndFailure, otherSensors],
  ...[informationIdentity, informationDay, informationClock, informationKeys],
  // From a higher security profile, and from a new root, there is no way back.
  ...[securityProfile, rootReplacement],
].flatMap((file): Case[] => Object.values(file));
