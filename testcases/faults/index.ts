/** The block of faults: what both sides do when something breaks, and when it works again. */
import { type Case } from '../../harness/peers/case.js';
import * as errors from './ocpp16/csms/errors.js';
import * as charging16 from './ocpp16/station/charging.js';
import * as idle16 from './ocpp16/station/idle.js';
import * as pluggedIn from './ocpp16/station/plugged-in.js';
import * as told16 from './ocpp16/station/told.js';
import * as problemsTold from './ocpp2/csms/problems.js';
import * as charging2 from './ocpp2/station/charging.js';
import * as idle2 from './ocpp2/station/idle.js';
import * as problems from './ocpp2/station/problems.js';

export const cases: readonly Case[] = [
  ...[told16, idle16, pluggedIn, charging16, errors],
  ...[idle2, charging2, problems, problemsTold],
].flatMap((file): Case[] => Object.values(file));
