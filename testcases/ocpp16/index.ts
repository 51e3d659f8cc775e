/** The 1.6 chapters of the catalogue. */
import { type Case } from '../../harness/peers/case.js';
import * as resetByCsms from './core/csms/reset.js';
import * as coldBoot from './core/station/cold-boot.js';
import * as remoteStop from './core/station/remote-stop.js';
import * as sanityCsms from './sanity/csms.js';
import * as sanityStation from './sanity/station.js';

export const cases: readonly Case[] = [sanityStation, sanityCsms, coldBoot, remoteStop, resetByCsms].flatMap(
  (file): Case[] => Object.values(file),
);
