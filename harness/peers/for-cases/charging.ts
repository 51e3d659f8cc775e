/** The smart-charging oracle, as cases use it. */
export { describeExpected, judgeSchedule, TOLERANCES } from '../../charging/compare.js';
export { type Criteria, withoutProfiles, withProfile } from '../../charging/installed.js';
export { type ChargingProfile16, profileOf16 } from '../../charging/ocpp16.js';
export { type Installed, PURPOSES_16, type RateUnit } from '../../charging/profile.js';
export { readReported } from '../../charging/reported.js';
