/** Who may send which message; the facts stand with the protocol, where plans can see them too. */
export { isSend, senderOf } from '../doors/directions.js';
