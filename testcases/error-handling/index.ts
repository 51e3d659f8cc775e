/** The error-handling block, as far as its cases are made alike for both sides and families. */
import { type Case } from '../../harness/peers/case.js';
import { chaosCases } from './chaos/index.js';
import { framingCases } from './framing/index.js';
import { settingsCases } from './settings/index.js';

export const cases: readonly Case[] = [...framingCases, ...chaosCases, ...settingsCases];
