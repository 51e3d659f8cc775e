/** How a message goes out, for cases. */
export { type Sending } from '../../lane/sending.js';
export type { HttpRequest } from '../../doors/wire.js';
