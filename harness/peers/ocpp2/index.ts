/** What the runner needs of this version: default answers of both sides, and the start of a station. */
export { boot } from './boot.js';
export { csmsAnswers } from './csms-answers.js';
export { stationAnswers } from './station-answers.js';
