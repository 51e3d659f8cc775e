/** The block of faults: what both sides do when something breaks, and when it works again. */
import { type Case } from '../../harness/peers/case.js';
import * as errors from './ocpp16/csms/errors.js';
import * as charging16 from './ocpp16/station/charging.js';
import * as idle16 from './ocpp16/station/idle.js';
import * as told16 from './ocpp16/station/told.js';

export const cases: readonly Case[] = [told16, idle16, charging16, errors].flatMap((file): Case[] =>
  Object.values(file),
);
