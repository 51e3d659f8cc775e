/**
 * Which reference product a case is run and proved on: the first to which it applies by that product's own statement.
 * `demo`, `prove` and the tests of the catalogue divide the cases by it, so that each of them has one.
 */
import { type Role, type Version } from '../../harness/doors/protocol.js';
import { type Case, factsOf } from '../../harness/peers/case.js';
import { decide } from '../../harness/plan/statement/applicability.js';
import { type Plan } from '../../harness/plan/plan.js';
import { type SecurityProfile } from '../../harness/peers/for-cases/security.js';
import { casesLike, select } from '../../harness/plan/selection.js';
import { type Catalogue, casesFor } from '../../harness/run/catalogue.js';
import { STATION_PRODUCTS } from '../../fixtures/reference-station/products.js';
import { type PeerOptions } from './peer.js';
import { embeddedPlan } from './plan.js';

export interface Product {
  /** One word; `usual` is the one that every role and version has. */
  readonly name: string;
  /** What it is, for people. */
  readonly says: string;
  readonly variant: NonNullable<PeerOptions['variant']>;
  /** The security profile in which it connects; 1 by default. */
  readonly security?: SecurityProfile;
}

const USUAL_CSMS: Product = { name: 'usual', says: 'everything that it can do', variant: {} };

const CSMS_PRODUCTS: Readonly<Record<Version, readonly Product[]>> = {
  '1.6': [
    USUAL_CSMS,
    { name: 'tls', says: 'security profile 2: TLS with passwords', variant: {}, security: 2 },
    {
      name: 'certificate',
      says: 'security profile 3: TLS with certificates of the stations',
      variant: {},
      security: 3,
    },
  ],
  '2.0.1': [USUAL_CSMS],
  '2.1': [USUAL_CSMS],
};

export const productsOf = (role: Role, version: Version): readonly Product[] =>
  (role === 'station' ? STATION_PRODUCTS : CSMS_PRODUCTS)[version];

/** How reports and folders call a run against it: `station-1.6`, `station-1.6-small`. */
export const runName = (role: Role, version: Version, { name }: Product): string =>
  name === 'usual' ? `${role}-${version}` : `${role}-${version}-${name}`;

/** Decides for one role and version which product takes a case; undefined where none does. */
export function productChooser(role: Role, version: Version): (item: Case) => Product | undefined {
  const plans = productsOf(role, version).map((product): readonly [Product, Plan] => [
    product,
    embeddedPlan({
      role,
      version,
      port: 0,
      lanes: 1,
      variant: product.variant,
      ...(product.security !== undefined && { security: product.security }),
    }).plan,
  ]);
  return (item) => plans.find(([, plan]) => decide(factsOf(item), plan).run)?.[0];
}

/** A run of the embedded peer: the product, and what is selected for it. */
export interface Share {
  readonly product: Product;
  readonly select: readonly string[];
}

export interface Division {
  readonly shares: readonly Share[];
  /** Ids of selected cases that no product takes. */
  readonly without: readonly string[];
}

const isPositive = (pattern: string): boolean => !pattern.startsWith('!');

/**
 * Divides what the patterns select for one role and version among the products; all cases without a pattern. A pattern
 * that matches nothing here may match elsewhere and is left out. The first product is told the patterns themselves, so
 * that its report also says of each other case why it does not run.
 */
export function divide(catalogue: Catalogue, role: Role, version: Version, patterns: readonly string[]): Division {
  const ours = casesFor(catalogue, role, version);
  const facts = ours.map(factsOf);
  const include = patterns.filter((pattern) => casesLike(facts, pattern).length > 0);
  if (patterns.some(isPositive) && !include.some(isPositive)) return { shares: [], without: [] };
  const selected = select(facts, { include, exclude: [] });
  const choose = productChooser(role, version);
  const taken = new Map<Product | undefined, string[]>();
  for (const item of ours.filter(({ id }) => selected.has(id))) {
    const product = choose(item);
    taken.set(product, [...(taken.get(product) ?? []), item.id]);
  }
  const shares = productsOf(role, version).flatMap((product, index): readonly Share[] => {
    const ids = taken.get(product);
    return ids ? [{ product, select: index === 0 ? include : ids }] : [];
  });
  return { shares, without: taken.get(undefined) ?? [] };
}
