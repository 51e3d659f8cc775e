/** The versions, for cases that are made for all of them. */
export { is2x, type Role, type Version } from '../../doors/protocol.js';
