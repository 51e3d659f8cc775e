/** The 2.x cases for a CSMS. */
import { type Case } from '../../harness/peers/case.js';
import * as alert from '../environment/ocpp2/csms/alert.js';
import * as sensorEvents from '../environment/ocpp2/csms/events.js';
import * as monitors from '../environment/ocpp2/csms/monitors.js';
import * as sensorReports from '../environment/ocpp2/csms/reports.js';
import * as streams from '../environment/ocpp2/csms/streams.js';
import * as temperature from '../environment/ocpp2/csms/temperature.js';
import * as chaos from '../error-handling/ocpp2/csms/transactions.js';
import * as informationIdentity from '../information/ocpp2/csms/identity.js';
import * as informationStatuses from '../information/ocpp2/csms/statuses.js';
import * as informationVariety from '../information/ocpp2/csms/variety.js';
import * as baseReport from './b-provisioning/csms/base-report.js';
import * as boot from './b-provisioning/csms/boot.js';
import * as pendingBoot from './b-provisioning/csms/pending-boot.js';
import * as reset from './b-provisioning/csms/reset.js';
import * as subprotocol from './b-provisioning/csms/subprotocol.js';
import * as variables from './b-provisioning/csms/variables.js';
import * as refusedToken from './c-authorization/csms/refused-token.js';
import * as localStart from './e-transactions/csms/local-start.js';
import * as stop from './e-transactions/csms/stop.js';
import * as remoteStart from './f-remote-control/csms/remote-start.js';
import * as triggerMessage from './f-remote-control/csms/trigger-message.js';
import * as unlockConnector from './f-remote-control/csms/unlock-connector.js';
import * as changeAvailability from './g-availability/csms/change-availability.js';
import * as clockAligned from './j-meter-values/csms/clock-aligned.js';
import * as sampled from './j-meter-values/csms/sampled.js';

export const csmsCases: readonly Case[] = [
  ...[boot, pendingBoot, variables, baseReport, reset, subprotocol],
  ...[refusedToken, localStart, stop, remoteStart, unlockConnector, triggerMessage],
  ...[changeAvailability, clockAligned, sampled],
  ...[chaos, temperature],
  ...[sensorEvents, monitors, sensorReports, alert, streams],
  ...[informationIdentity, informationStatuses, informationVariety],
].flatMap((file): Case[] => Object.values(file));
