/** How a message goes out, for cases. */
export { type Sending } from '../lane/sending.js';
