/** What stands in a bundle: the files with their digests, and the statement about them that is signed. */
import { z } from 'zod';
import { type EventOf } from '../events.js';
import { isEntryName } from './tar.js';

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'attestation.dsse.json';
export const RECORD_ENTRY = 'record.jsonl';
export const PLAN_ENTRY = 'plan.json';
export const STATEMENT_ENTRY = 'statement.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const fileSchema = z.strictObject({
  name: z.string().refine(isEntryName, 'is no name for a file of a bundle'),
  bytes: z.number().int().nonnegative(),
  sha256,
});
export type BundledFile = z.infer<typeof fileSchema>;

/** The head of a record that the manifest repeats, so that a bundle says what it is before anything is read. */
const aboutSchema = z.strictObject({
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  catalogue: z.strictObject({
    revision: z.string(),
    digest: z.string(),
    cases: z.number().int(),
    generator: z.string().optional(),
  }),
  environment: z.strictObject({ node: z.string(), os: z.string(), schemas: z.string() }),
  sut: z.record(z.string(), z.string()),
  started: z.string(),
  conclusion: z.string(),
  exitCode: z.number().int(),
  recordDigest: z.string(),
});
export type About = z.infer<typeof aboutSchema>;

export const manifestSchema = z.strictObject({
  format: z.literal('laddprov-bundle'),
  version: z.literal(1),
  about: aboutSchema,
  files: z.array(fileSchema).max(10_000),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What the manifest says of a run, from the first and the last line of its record. */
export function aboutRun(start: EventOf<'run-start'>, end: EventOf<'run-end'> | undefined): About {
  const { tool, catalogue, environment, started } = start;
  const sut = Object.fromEntries(
    Object.entries(start.sut).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
  return {
    ...{ tool, catalogue, environment, sut, started },
    conclusion: end?.conclusion ?? 'incomplete: the record has no end',
    exitCode: end?.exitCode ?? 3,
    recordDigest: end?.digest ?? '',
  };
}

export const statementSchema = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(z.object({ name: z.string(), digest: z.object({ sha256 }) })),
  predicateType: z.literal('urn:laddprov:run:1'),
  predicate: aboutSchema,
});

/** The in-toto statement: this run, and all of its files by their digests, the manifest among them. */
export function statementOf(manifest: Manifest, manifestDigest: string): z.infer<typeof statementSchema> {
  const files = [{ name: MANIFEST, sha256: manifestDigest }, ...manifest.files];
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: files.map(({ name, sha256: digest }) => ({ name, digest: { sha256: digest } })),
    predicateType: 'urn:laddprov:run:1',
    predicate: manifest.about,
  };
}
