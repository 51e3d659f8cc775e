/** Reading frames, for cases that look at what answers nothing. */
export { parseMessage } from '../../wire/ocpp-j.js';
