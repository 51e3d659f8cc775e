/** The chaos cases: a peer that is late, silent, slow, gone or of another time. */
import { type Case } from '../../../harness/peers/case.js';
import { SIDES } from '../framing/side.js';
import { backOff } from './back-off.js';
import * as csms from './csms.js';
import { closeCodes, cuts, halfOpen, refusals } from './connections.js';
import { stationPings } from './pings.js';
import { clockJumps, noAnswer, oddAnswers } from './station.js';
import { unauthorized } from './unauthorized.js';

const STATION = [noAnswer, oddAnswers, clockJumps, cuts, closeCodes, refusals, halfOpen, stationPings, unauthorized];
const CSMS = [csms.noAnswer, csms.oddAnswers, csms.cuts, csms.closeCodes, csms.halfOpen, csms.clockJumps];

export const chaosCases: readonly Case[] = SIDES.flatMap((side) => {
  if (side.role === 'csms') return CSMS.map((make) => make(side));
  return [...STATION, ...(side.family === '2X' ? [backOff] : [])].map((make) => make(side));
});
