/** The catalogue: every case, and the ones that every run begins and ends with. */
import { type Case } from '../harness/peers/case.js';
import { cases as errorHandling } from './error-handling/index.js';
import { cases as faults } from './faults/index.js';
import { generatedCases, generator } from './error-handling/negative/index.js';
import { cases as ocpp16 } from './ocpp16/index.js';
import { cases as ocpp2 } from './ocpp2/index.js';
import { cases as sequences } from './error-handling/sequences/index.js';

/** The editions of the official documents that the cases follow. */
const REVISION =
  'OCPP 1.6 edition 2 with errata 4.0 and test cases 2024-04; OCPP 2.0.1 edition 3 and 2.1 edition 1 with errata 2025-09';

const cases: readonly Case[] = [...ocpp16, ...ocpp2, ...errorHandling, ...faults, ...sequences];

export const catalogue = {
  revision: REVISION,
  cases,
  generated: generatedCases,
  generator,
  sanity: (role: Case['role'], version: Case['versions'][number]): Case | undefined =>
    cases.find((item) => item.block === 'Sanity' && item.role === role && item.versions.includes(version)),
};
