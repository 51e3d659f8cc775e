/**
 * What the operator is told to have the central system send about files, where the plan names none: whole requests, for
 * whoever hands them on as they are. Nothing is there to be fetched, and no case fetches it.
 */
import { type OnCsms, type Request } from '../../../harness/peers/ocpp16.js';

/** The name is reserved for examples (RFC 2606). */
const FIRMWARE = 'https://files.example/laddprov/firmware.bin';
const LOGS = 'ftp://files.example/laddprov/';

/** Its key was thrown away; the signature is that of the word "laddprov". */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBvzCCAWWgAwIBAgIURQUa1oYPNpC4ySX/RVmT1v9fJp4wCgYIKoZIzj0EAwIw
NDERMA8GA1UECgwIbGFkZHByb3YxHzAdBgNVBAMMFmZpcm13YXJlIG9mIG5vIHBy
b2R1Y3QwIBcNMjYxMTMwMDkyMjA5WhgPMjA1MTA3MjIwOTIyMDlaMDQxETAPBgNV
BAoMCGxhZGRwcm92MR8wHQYDVQQDDBZmaXJtd2FyZSBvZiBubyBwcm9kdWN0MFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEorFXIgdENxwKWOQ1nm/NIPEyDy47WeP3
xuskMJ/gpdmdcW3lXPje8IgYLw5St3cOxl4Y2kNP9J8jwMrsc7uM0qNTMFEwHQYD
VR0OBBYEFG2pEdqLvvfntzrKYWbLi7k0idMjMB8GA1UdIwQYMBaAFG2pEdqLvvfn
tzrKYWbLi7k0idMjMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIg
IdV0CpPdXYekP0avouftt6DiC1ArDeI27NZrCXO2QCgCIQDAFFmtT57+l8dMqOX1
I3VSHX3a3xSbanl+sRMAOf+U1Q==
-----END CERTIFICATE-----`;
const SIGNATURE = 'MEQCIFPk4CtYxQx9BBbPl6N3L8q7nqcyQePd8FK+CjuN7rXTAiBKtyO2oxmunLeriH8+Z/xdIZhuUX8HsFVun8qBL+kKKA==';

/** A number that is greater each second, for ids and versions that a central system may have before. */
const SINCE = Date.UTC(2026, 0, 1);
export const growingNumber = ({ now }: OnCsms): number => Math.max(1, Math.floor((now() - SINCE) / 1000) % 2 ** 31);

export const updateFirmware = ({ parameters, station }: OnCsms): Request<'UpdateFirmware'> => ({
  location: parameters.firmwareUrl ?? FIRMWARE,
  retrieveDate: station.now(),
});

export const signedUpdateFirmware = (context: OnCsms): Request<'SignedUpdateFirmware'> => ({
  requestId: growingNumber(context),
  firmware: {
    location: context.parameters.firmwareUrl ?? FIRMWARE,
    retrieveDateTime: context.station.now(),
    signingCertificate: CERTIFICATE,
    signature: SIGNATURE,
  },
});

export const getDiagnostics = ({ parameters }: OnCsms): Request<'GetDiagnostics'> => ({
  location: parameters.logUrl ?? LOGS,
});

export const getLog = (context: OnCsms): Request<'GetLog'> => ({
  logType: 'SecurityLog',
  requestId: growingNumber(context),
  log: { remoteLocation: context.parameters.logUrl ?? LOGS },
});
