/** The record's first line: all that a reader needs to know of the run before anything happened. */
import { iso } from '../doors/clock.js';
import { type EventOf } from '../record/events.js';
import { ALL_RULES } from '../rules/index.js';
import { schemaDigest } from '../schema/schemas.js';
import { caseDigest, catalogueDigest, generatorDigest } from './catalogue.js';
import { type Chosen } from './choose.js';
import { type RunOptions } from './run-options.js';
import { RECORD_FORMAT } from '../record/events.js';

export function runStart(options: RunOptions, chosen: Chosen, epoch: number): EventOf<'run-start'> {
  const { catalogue, loaded, operator } = options;
  const { sut } = loaded.plan;
  const { vendor, model, firmware } = sut;
  const digests = new Map(catalogue.cases.map((item) => [item.id, caseDigest(item, catalogue.files)]));
  return {
    type: 'run-start',
    format: RECORD_FORMAT,
    tool: options.tool,
    catalogue: {
      revision: catalogue.revision,
      digest: catalogueDigest(catalogue),
      cases: catalogue.cases.length,
      generator: generatorDigest(catalogue),
    },
    environment: { node: process.version, os: `${process.platform} ${process.arch}`, schemas: schemaDigest() },
    started: iso(epoch),
    epoch,
    seed: options.seed,
    speed: options.speed,
    wire: options.wireKind,
    sut: {
      role: sut.role,
      version: sut.version,
      identity: sut.identity,
      ...(vendor !== undefined && { vendor }),
      ...(model !== undefined && { model }),
      ...(firmware !== undefined && { firmware }),
    },
    operator: operator.name,
    ...(options.files && { files: options.files.server.bases }),
    ...(operator.dictates && { operatorDictates: true }),
    plan: loaded.redacted,
    cases: chosen.decisions.map((item) => {
      const digest = digests.get(item.id);
      return digest === undefined ? item : { ...item, digest };
    }),
    generated: chosen.generated,
    ...(options.strict && { strict: true }),
    ...(options.retries !== undefined && options.retries > 0 && { retries: options.retries }),
    ...(options.shard && { shard: { ...options.shard } }),
    rules: ALL_RULES.map(({ id, title, clauses }) => ({ id, title, clauses: { ...clauses } })),
  };
}
