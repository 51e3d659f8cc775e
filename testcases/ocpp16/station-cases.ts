/** The cases for a 1.6 station. */
import { type Case } from '../../harness/peers/case.js';
import * as temperature from '../environment/ocpp16/station/temperature.js';
import * as malformed from '../error-handling/ocpp16/station/malformed.js';
import * as authorize from './core/station/authorize.js';
import * as cache from './core/station/cache.js';
import * as coldBoot from './core/station/cold-boot.js';
import * as configuration from './core/station/configuration.js';
import * as dataTransfer from './core/station/data-transfer.js';
import * as evSideDisconnect from './core/station/ev-side-disconnect.js';
import * as faults from './core/station/faults.js';
import * as meterValues from './core/station/meter-values.js';
import * as powerFailure from './core/station/power-failure.js';
import * as remoteStart from './core/station/remote-start.js';
import * as remoteStop from './core/station/remote-stop.js';
import * as reset from './core/station/reset.js';
import * as sessions from './core/station/sessions.js';
import * as stop from './core/station/stop.js';
import * as unlock from './core/station/unlock.js';
import * as triggerMessage from './remote-trigger/station/trigger-message.js';

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
  dataTransfer,
  triggerMessage,
  malformed,
  temperature,
].flatMap((file): Case[] => Object.values(file));
