import { type Role, type Version } from '../harness/doors/protocol.js';

/** Which cases of the catalogue a command is asked about. */
export interface CatalogueFilter {
  readonly role?: Role;
  readonly ocpp?: Version;
  readonly select: readonly string[];
}
