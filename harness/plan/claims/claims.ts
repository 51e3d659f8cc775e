/** What the statement claims against what the station showed in the run: claims that are too much, and too little. */
import { CLAIM_RULES_16, CLAIM_RULES_2X, type ClaimRule } from './claim-tables.js';
import { type Evidence, evidenceOf } from './evidence.js';
import { isFeature } from '../statement/features.js';
import { SENSOR_NAMES } from '../schema/parameters-schema.js';
import { type Plan } from '../plan.js';
import { featuresOf } from '../statement/claimed-features.js';
import { profilesOf } from '../statement/profiles.js';
import { type ShownFacts } from './shown-facts.js';

/** One difference, or one agreement; the fields of the record's claim event. */
export interface Claim {
  readonly subject: string;
  readonly claimed: string;
  readonly shown: string;
  /** `agreed`: it was claimed, and it was shown. */
  readonly kind: 'over-claim' | 'under-claim' | 'agreed';
  readonly frames: readonly number[];
}

const agreement = (claimed: readonly string[], { shown, frames }: Evidence): Claim => {
  return { subject: claimed.join(' or '), claimed: 'claimed', shown, kind: 'agreed', frames };
};

/** What one rule finds: at most one claim, of whichever kind. */
function byRule(shown: ShownFacts, plan: Plan, { subjects, name, test, only }: ClaimRule): Claim[] {
  const { role, version } = plan.sut;
  const exist = subjects.filter((id) => profilesOf(version).includes(id) || isFeature(role, version, id));
  const evidence = evidenceOf(shown, name, test);
  if (exist.length === 0 || evidence === undefined) return [];
  const features = featuresOf(plan);
  const claimed = exist.filter((id) => features.has(id));
  if (evidence.has && claimed.length > 0) return [agreement(claimed, evidence)];
  if (evidence.has === claimed.length > 0) return [];
  const kind = evidence.has ? 'under-claim' : 'over-claim';
  if (only !== undefined && only !== kind) return [];
  const named = evidence.has ? exist : claimed;
  return [
    {
      subject: named.join(' or '),
      claimed: evidence.has ? 'not claimed' : 'claimed',
      shown: evidence.shown,
      kind,
      frames: evidence.frames,
    },
  ];
}

/** A number that the plan gives and the station shows. */
function byNumber(subject: string, claimed: number, shown: number, frames: readonly number[]): Claim[] {
  if (claimed === shown) return [];
  return [
    {
      subject,
      claimed: String(claimed),
      shown: String(shown),
      kind: shown < claimed ? 'over-claim' : 'under-claim',
      frames,
    },
  ];
}

function numbers(shown: ShownFacts, plan: Plan): Claim[] {
  if (shown.version !== '1.6') {
    if (shown.evses.size === 0) return [];
    const frames = (shown.values.get('EVSE.Available') ?? []).flatMap((value) => value.frames);
    return byNumber('number of EVSEs', plan.parameters.evses.length, shown.evses.size, [...new Set(frames)]);
  }
  const claims: Claim[] = [];
  const compare = (key: string, subject: string, claimed: unknown) => {
    const value = shown.values.get(key)?.[0];
    if (typeof claimed !== 'number' || value?.value === undefined || !/^\d{1,9}$/.test(value.value)) return;
    claims.push(...byNumber(subject, claimed, Number(value.value), value.frames));
  };
  compare('NumberOfConnectors', 'number of connectors', plan.parameters.connectors);
  const features = featuresOf(plan);
  for (const key of ['ChargeProfileMaxStackLevel', 'ChargingScheduleMaxPeriods', 'MaxChargingProfilesInstalled']) {
    compare(key, key, features.get(key));
  }
  return claims;
}

/** Sensors that the device model has, and the plan gives no values for: the cases about them do not run. */
function unnamedSensors(shown: ShownFacts, plan: Plan): Claim[] {
  const named = new Set(plan.parameters.sensors.flatMap(({ name, component = name }) => [name, component]));
  return SENSOR_NAMES.filter((name) => shown.components.has(name) && !named.has(name)).map((name) => {
    const values = [...shown.values].filter(([key]) => key.startsWith(`${name}.`)).flatMap(([, places]) => places);
    return {
      subject: `parameters.sensors ${name}`,
      claimed: 'not named',
      shown: `the device model has ${name}`,
      kind: 'under-claim',
      frames: [...new Set(values.flatMap(({ frames }) => frames))],
    };
  });
}

/** Every claim, one per subject and kind; a CSMS shows nothing of the kind. What was not shown is not judged. */
function everyClaim(shown: ShownFacts, plan: Plan): Claim[] {
  if (plan.sut.role !== 'station') return [];
  const rules = shown.version === '1.6' ? CLAIM_RULES_16 : CLAIM_RULES_2X;
  const claims = [
    ...rules.flatMap((rule) => byRule(shown, plan, rule)),
    ...numbers(shown, plan),
    ...unnamedSensors(shown, plan),
  ];
  const first = new Map<string, Claim>();
  for (const claim of claims) {
    const id = `${claim.kind} ${claim.subject}`;
    if (!first.has(id)) first.set(id, claim);
  }
  return [...first.values()];
}

/** The differences between what was shown and the statement with the parameters of the plan. */
export const compareClaims = (shown: ShownFacts, plan: Plan): Claim[] =>
  everyClaim(shown, plan).filter(({ kind }) => kind !== 'agreed');

/** What was claimed and shown, leaving out subjects of which something else that was shown differs. */
export function agreedClaims(shown: ShownFacts, plan: Plan): Claim[] {
  const all = everyClaim(shown, plan);
  const differing = new Set(all.filter(({ kind }) => kind !== 'agreed').map(({ subject }) => subject));
  return all.filter(({ kind, subject }) => kind === 'agreed' && !differing.has(subject));
}
