/** Plan files as a user writes them, with time limits that suit a test. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PlanParts {
  readonly sut?: object;
  readonly listen?: object;
  readonly url?: string;
  readonly security?: object;
  readonly statement?: object;
  readonly parameters?: object;
  readonly operator?: unknown;
  readonly selection?: object;
  readonly lanes?: number;
}

/** In seconds: short, and yet long enough for a machine that does several things at once. */
const TIMEOUTS = { message: 8, action: 4, operator: 5, reboot: 6 };

const common = (parts: PlanParts) => ({
  security: parts.security ?? { profile: 0 },
  statement: { profiles: ['Core'], features: [], ...parts.statement },
  parameters: { timeouts: TIMEOUTS, ...parts.parameters },
  operator: parts.operator ?? { kind: 'none' },
  ...(parts.selection && { selection: parts.selection }),
  ...(parts.lanes !== undefined && { lanes: parts.lanes }),
});

/** Cases of a 1.6 station for which nobody has to act on it. */
const STATION_CASES = ['TC_062_CS', 'TC_040_1_CS'] as const;

/** Writes a plan for a station (1.6 unless `sut` says otherwise) into `folder` and returns its path. */
export function stationPlan(folder: string, parts: PlanParts = {}): string {
  return write(folder, {
    sut: { role: 'station', version: '1.6', identity: 'CP001', ...parts.sut },
    listen: { port: 0, path: '/ocpp', ...parts.listen },
    ...common({ selection: { include: STATION_CASES }, ...parts }),
  });
}

/** Writes a plan for a CSMS at `url` into `folder` and returns its path. */
export function csmsPlan(folder: string, url: string, parts: PlanParts = {}): string {
  return write(folder, {
    sut: { role: 'csms', version: '1.6', identities: ['CP001'], ...parts.sut },
    url,
    ...common({ selection: { include: ['SANITY_16_CSMS'] }, ...parts }),
  });
}

/** YAML reads JSON. */
function write(folder: string, plan: object): string {
  const file = join(folder, 'plan.yaml');
  writeFileSync(file, JSON.stringify(plan, null, 2));
  return file;
}
