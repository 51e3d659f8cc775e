/** The part of the plan that says where the tester serves files, and which firmware the station would install. */
import { z } from 'zod';

const port = z.int().min(0).max(65535);
const pem = z.string().min(1);

export const filesSchema = z
  .strictObject({
    host: z.string().min(1).default('127.0.0.1').describe('Address to serve files on; 0.0.0.0 for every interface.'),
    httpPort: port.optional().describe('Port for HTTP; 0 lets the system choose. Without it there is no HTTP.'),
    httpsPort: port.optional().describe('Port for HTTPS, which needs files.cert and files.key.'),
    ftpPort: port.optional().describe('Port for FTP (passive mode; data ports are chosen by the system).'),
    advertise: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'must be a host name or an address')
      .optional()
      .describe('Name or address by which the station reaches files.host, where that is another.'),
    cert: pem.optional().describe('PEM file of the certificate chain for HTTPS.'),
    key: pem.optional().describe('PEM file of the private key for HTTPS.'),
    firmware: z
      .strictObject({
        file: z.string().min(1).describe('Image that the station would install.'),
        certificate: pem.optional().describe("PEM file of the maker's signing certificate, for signed updates."),
        signature: z.string().min(1).optional().describe("File with the maker's signature over the image, in base64."),
      })
      .optional()
      .describe('A firmware for this very station. Cases that install one are inconclusive without it.'),
  })
  .describe('A station: the file server of the tester, for firmware, diagnostics and logs. Off without a port.');

export type FilesSettings = z.output<typeof filesSchema>;
