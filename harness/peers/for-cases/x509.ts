/** What cases read of certificates and of requests for them. All of it is pure: a replay reads the same. */
export { chainFaults } from '../../pki/chain.js';
export { type CertificateHashData, hashDataOf, sameHashData } from '../../pki/hash-data.js';
export { type Certificate, readCertificates, readSigningRequest } from '../../pki/inspect.js';
export { isStrong } from '../../pki/keys.js';
export { readName, valuesOf } from '../../pki/names.js';
