/** The 2.x cases for stations. */
import { type Case } from '../../harness/peers/case.js';
import * as changes from '../environment/ocpp2/station/changes.js';
import * as monitorChanges from '../environment/ocpp2/station/monitor-changes.js';
import * as derating from '../environment/ocpp2/station/derating.js';
import * as failedSensors from '../environment/ocpp2/station/failed-sensors.js';
import * as environmentSensors from '../environment/ocpp2/station/sensors.js';
import * as closedStreams from '../environment/ocpp2/station/closed-streams.js';
import * as streams from '../environment/ocpp2/station/streams.js';
import * as environmentOffline from '../environment/ocpp2/station/offline.js';
import * as monitoringReports from '../environment/ocpp2/station/monitoring-reports.js';
import * as setMonitors from '../environment/ocpp2/station/set-monitors.js';
import * as thresholds from '../environment/ocpp2/station/thresholds.js';
import * as temperature from '../environment/ocpp2/station/temperature.js';
import * as chaos from '../error-handling/ocpp2/station/transactions.js';
import * as informationClock from '../information/ocpp2/station/clock.js';
import * as informationDay from '../information/ocpp2/station/day.js';
import * as informationIdentity from '../information/ocpp2/station/identity.js';
import * as informationOffline from '../information/ocpp2/station/offline.js';
import * as baseReport from './b-provisioning/station/base-report.js';
import * as bootAccepted from './b-provisioning/station/boot-accepted.js';
import * as bootPending from './b-provisioning/station/boot-pending.js';
import * as bootRejected from './b-provisioning/station/boot-rejected.js';
import * as getVariables from './b-provisioning/station/get-variables.js';
import * as reset from './b-provisioning/station/reset.js';
import * as setVariables from './b-provisioning/station/set-variables.js';
import * as refusedToken from './c-authorization/station/refused-token.js';
import * as localStart from './e-transactions/station/local-start.js';
import * as stop from './e-transactions/station/stop.js';
import * as transactionStatus from './e-transactions/station/transaction-status.js';
import * as remoteStart from './f-remote-control/station/remote-start.js';
import * as remoteStop from './f-remote-control/station/remote-stop.js';
import * as triggerMessage from './f-remote-control/station/trigger-message.js';
import * as changeAvailability from './g-availability/station/change-availability.js';
import * as connectorStatus from './g-availability/station/connector-status.js';
import * as sampled from './j-meter-values/station/sampled.js';

export const stationCases: readonly Case[] = [
  bootAccepted,
  bootPending,
  bootRejected,
  getVariables,
  setVariables,
  baseReport,
  reset,
  refusedToken,
  localStart,
  stop,
  transactionStatus,
  remoteStart,
  remoteStop,
  triggerMessage,
  connectorStatus,
  changeAvailability,
  sampled,
  ...[chaos],
  temperature,
  thresholds,
  monitorChanges,
  changes,
  setMonitors,
  monitoringReports,
  environmentOffline,
  derating,
  environmentSensors,
  failedSensors,
  streams,
  closedStreams,
  ...[informationIdentity, informationDay, informationOffline, informationClock],
].flatMap((file): Case[] => Object.values(file));
