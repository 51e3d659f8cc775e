/** The 2.x chapters of the catalogue. */
import { type Case } from '../../harness/peers/case.js';
import { csmsCases } from './csms-cases.js';
import * as sanityCsms from './sanity/csms.js';
import * as sanityStation from './sanity/station.js';
import { stationCases } from './station-cases.js';

export const cases: readonly Case[] = [
  ...[sanityStation, sanityCsms].flatMap((file): Case[] => Object.values(file)),
  ...stationCases,
  ...csmsCases,
];
