/** What cases write times with. */
export { limitText, measuredText } from '../../doors/durations.js';
