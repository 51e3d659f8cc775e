/** What reports write time limits with. */
export { limitText } from '../doors/durations.js';
