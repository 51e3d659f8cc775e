/** The parts of the plan that say what the SUT is and how the tester and the SUT reach each other. */
import { z } from 'zod';
import { VERSIONS, type Version } from '../../doors/protocol.js';

/** The name by which a station calls itself: the last segment of its URL, percent-decoded (OCPP-J §3.1.1). */
const identity = z.string().min(1).max(255).describe('Station identity, as it stands in the URL (percent-decoded).');

/** Unquoted, YAML reads 1.6 and 2.1 as numbers: they mean the same. */
const version = z
  .literal([...VERSIONS, 1.6, 2.1])
  .transform((value) => String(value) as Version)
  .describe('The OCPP version to test.');

export const sutSchema = z
  .strictObject({
    role: z.enum(['station', 'csms']).describe('What the product under test is.'),
    version,
    identity: identity
      .optional()
      .describe('A station: its identity (required). A CSMS: a name for reports, "CSMS" when absent.'),
    identities: z
      .array(identity)
      .min(1)
      .optional()
      .describe('A CSMS: the station identities that the tester may play, one lane each (required).'),
    vendor: z.string().max(255).optional(),
    model: z.string().max(255).optional(),
    firmware: z.string().max(255).optional(),
  })
  .describe('The product under test.');

export const listenSchema = z
  .strictObject({
    host: z.string().min(1).default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for every interface.'),
    port: z.int().min(0).max(65535).describe('Port to listen on; 0 lets the system choose.'),
    path: z
      .string()
      .regex(/^\/[^?#]*$/, 'must be a path that starts with /')
      .default('/')
      .describe('Path before the station identity.'),
  })
  .describe('Where the tester waits for a station under test.');

export const urlSchema = z
  .string()
  .refine((value) => /^wss?:\/\/[^/]/.test(value) && URL.canParse(value), 'must be a ws:// or wss:// URL')
  .describe('The endpoint of a CSMS under test; the identity is appended, percent-encoded.');

const password = z.string().min(1).max(64);
const passwordHex = z.string().regex(/^([0-9a-fA-F]{2}){1,64}$/, 'must be pairs of hexadecimal digits');
const fromEnv = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable');

/** A password in one of its three forms: text (sent as UTF-8), bytes in hexadecimal, or an environment variable. */
const passwordForms = {
  password: password.optional().describe('Basic authentication password, sent as UTF-8.'),
  passwordHex: passwordHex.optional().describe('The same as bytes in hexadecimal, for passwords that are no text.'),
  passwordFromEnv: fromEnv.optional().describe('Name of the environment variable that holds the password.'),
};

export const securitySchema = z
  .strictObject({
    profile: z
      .literal([0, 1, 2, 3])
      .describe('Security profile: 0 none (1.6 only), 1 Basic, 2 Basic over TLS, 3 client certificate over TLS.'),
    ...passwordForms,
    passwords: z
      .record(identity, z.union([password, z.strictObject(passwordForms)]))
      .optional()
      .describe('Passwords per identity, where they differ.'),
    tls: z
      .strictObject({
        authority: z
          .string()
          .min(1)
          .optional()
          .describe('Folder that `laddprov pki` made: the certificates of both sides come from it.'),
        ca: z.array(z.string().min(1)).optional().describe('PEM files of the roots to trust.'),
        cert: z.string().min(1).optional().describe("PEM file of the tester's certificate chain."),
        key: z.string().min(1).optional().describe("PEM file of the tester's private key."),
        pins: z
          .array(z.string().regex(/^sha256:[0-9a-fA-F]{64}$/, 'must be sha256: and 64 hexadecimal digits'))
          .optional()
          .describe('SHA-256 fingerprints of certificates that are accepted whatever their chain.'),
        commonName: z
          .string()
          .min(1)
          .max(64)
          .optional()
          .describe("Profile 3: the station's serial number, as its certificate has it; the identity when absent."),
      })
      .optional(),
  })
  .describe('Security of the connection.');
