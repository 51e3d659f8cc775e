/** The statement that a product's answers to a probe bear out, each entry with where it was read; nothing is guessed. */
import { is2x, type Role, type Version } from '../../doors/protocol.js';
import { CLAIM_RULES_16, CLAIM_RULES_2X } from '../claims/claim-tables.js';
import { derivedTitles } from '../statement/derived-features.js';
import { type Evidence, evidenceOf, type Test } from '../claims/evidence.js';
import { featuresFor, isFeature, parentFeature } from '../statement/features.js';
import { type Asked, isAnswered, isUnknown, type ProbeFound } from './probe-found.js';
import { profileMeaning } from '../statement/profile-meanings.js';
import { profilesOf } from '../statement/profiles.js';
import { collectShown, type ShownFacts } from '../claims/shown-facts.js';

/** One entry that was read. */
export interface Entry {
  readonly id: string;
  readonly value?: number | string;
  /** `from frame 12: GetConfiguration.conf …` */
  readonly source: string;
}

export interface ProbedStatement {
  readonly profiles: readonly Entry[];
  readonly features: readonly Entry[];
  /** What was read as not there, or could not be read, by id. */
  readonly open: ReadonlyMap<string, string>;
}

interface Told extends Evidence {
  readonly container: string;
}

/** The message that a status Accepted of shows something, and what. */
interface MessageRule {
  readonly subject: string;
  readonly action: string;
  readonly about?: string;
  /** The statuses that show it; any result where none is named. */
  readonly says?: readonly string[];
}

const MESSAGES_16: readonly MessageRule[] = [
  { subject: 'SmartCharging', action: 'GetCompositeSchedule', says: ['Accepted'] },
  { subject: 'RemoteTrigger', action: 'TriggerMessage', says: ['Accepted'] },
  { subject: 'Security', action: 'GetInstalledCertificateIds', says: ['Accepted', 'NotFound'] },
];

const TRIGGERS: Readonly<Record<string, string>> = {
  'C-29.1': 'MeterValues',
  'C-29.2': 'TransactionEvent',
  'C-29.3': 'LogStatusNotification',
  'C-29.4': 'FirmwareStatusNotification',
  'C-29.5': 'StatusNotification',
};

const MESSAGES_2X: readonly MessageRule[] = [
  { subject: 'Smart Charging', action: 'GetCompositeSchedule', says: ['Accepted'] },
  { subject: 'Advanced Device Management', action: 'GetMonitoringReport', says: ['Accepted', 'EmptyResultSet'] },
  { subject: 'Advanced User Interface', action: 'GetDisplayMessages', says: ['Accepted', 'Unknown'] },
  { subject: 'C-56', action: 'GetBaseReport', about: 'SummaryInventory', says: ['Accepted', 'EmptyResultSet'] },
  ...Object.entries(TRIGGERS).map(([subject, about]) => ({
    subject,
    action: 'TriggerMessage',
    about,
    says: ['Accepted'],
  })),
];

const MESSAGES_OF_CSMS_16: readonly MessageRule[] = [
  { subject: 'Security', action: 'SecurityEventNotification' },
  { subject: 'PendingBoot', action: 'BootNotification', says: ['Pending'] },
  { subject: 'RejectedBoot', action: 'BootNotification', says: ['Rejected'] },
];

const MESSAGES_OF_CSMS_2X: readonly MessageRule[] = [
  { subject: 'C-44', action: 'BootNotification', says: ['Pending'] },
];

/** Variables whose being there tells of a feature of a station, besides what claims are compared by. */
const MORE_2X: readonly (readonly [string, string, Test])[] = [
  ['C-23', 'ClockCtrlr.TimeSource', 'present'],
  ['C-40.1', 'SampledDataCtrlr.TxStartedMeasurands', 'present'],
  ['C-40.2', 'SampledDataCtrlr.TxUpdatedMeasurands', 'present'],
  ['C-40.3', 'SampledDataCtrlr.TxEndedMeasurands', 'present'],
  ['C-40.4', 'AlignedDataCtrlr.Measurands', 'present'],
  ['C-40.5', 'AlignedDataCtrlr.TxEndedMeasurands', 'present'],
  ['HFS-4', 'EVSE.SupplyPhases', { item: '0' }],
  ['HFS-5', 'EVSE.SupplyPhases', { item: '1' }],
  ['HFS-7', 'EVSE.SupplyPhases', { item: '3' }],
];

/** Keys of 1.6 whose value belongs to the claim. */
const WITH_VALUE_16 = new Set([
  'ChargeProfileMaxStackLevel',
  'ChargingScheduleMaxPeriods',
  'MaxChargingProfilesInstalled',
]);
const WITH_TEXT_16 = new Set(['SupportedFileTransferProtocols']);

const containerOf = (version: Version): string => (is2x(version) ? 'NotifyReport' : 'GetConfiguration.conf');

/** Where something was read, for a comment. */
export const sourceOf = (frames: readonly number[], container: string, shown: string): string =>
  `from frame ${frames.at(-1) ?? 0}: ${container} ${shown}`;

function byVariables(shown: ShownFacts, version: Version, tell: (subject: string, told: Told) => void): void {
  const rules = is2x(version) ? CLAIM_RULES_2X : CLAIM_RULES_16;
  const container = containerOf(version);
  for (const { subjects, name, test, only } of rules) {
    const evidence = evidenceOf(shown, name, test);
    // Evidence for one of several names does not tell for which.
    if (evidence === undefined || (subjects.length > 1 && evidence.has)) continue;
    if ((evidence.has ? 'under-claim' : 'over-claim') !== (only ?? (evidence.has ? 'under-claim' : 'over-claim')))
      continue;
    for (const subject of subjects) tell(subject, { ...evidence, container });
  }
  if (!is2x(version)) {
    for (const key of [...WITH_VALUE_16, ...WITH_TEXT_16]) {
      const evidence = evidenceOf(shown, key, 'present');
      if (evidence) tell(key, { ...evidence, container });
    }
    return;
  }
  for (const [subject, name, test] of MORE_2X) {
    const evidence = evidenceOf(shown, name, test);
    if (evidence) tell(subject, { ...evidence, container });
  }
}

function byMessages(
  asked: readonly Asked[],
  rules: readonly MessageRule[],
  tell: (subject: string, told: Told) => void,
): void {
  for (const { subject, action, about, says } of rules) {
    const one = asked.find((item) => item.action === action && item.about === about);
    if (!one || !isAnswered(one)) continue;
    const has = one.outcome === 'result' && (says === undefined || says.includes(one.says ?? ''));
    // A refusal for now says nothing of what can be done.
    if (!has && !isUnknown(one) && !['NotImplemented', 'NotSupported'].includes(one.says ?? '')) continue;
    const name = about === undefined ? action : `${action} of ${about}`;
    const container = one.outcome === 'result' ? '.conf' : ' CALLERROR';
    tell(subject, {
      has,
      shown: one.says === undefined ? 'answered' : one.says,
      container: `${name}${container}`,
      frames: one.frames,
    });
  }
}

/** Whether a CSMS lets everybody charge: by what it says of tokens that are to be refused. */
function byTokens(asked: readonly Asked[], tell: (subject: string, told: Told) => void): void {
  const bad = asked.filter(
    ({ action, about = '', outcome }) =>
      action === 'Authorize' && ['invalid', 'blocked', 'expired'].includes(about) && outcome === 'result',
  );
  const refused = bad.find(({ says }) => says !== 'Accepted');
  if (bad.length < 3 && !refused) return;
  const one = refused ?? bad[0]!;
  const shown = `${one.about} token ${one.says ?? 'answered'}`;
  tell('AcceptsEveryToken', { has: !refused, shown, container: 'Authorize.conf', frames: one.frames });
}

function messageRules(role: Role, version: Version): readonly MessageRule[] {
  if (role === 'csms') return is2x(version) ? MESSAGES_OF_CSMS_2X : MESSAGES_OF_CSMS_16;
  return is2x(version) ? MESSAGES_2X : MESSAGES_16;
}

function valueOf(shown: ShownFacts, id: string): number | string | undefined {
  const value = shown.values.get(id)?.[0]?.value;
  if (WITH_VALUE_16.has(id) && value !== undefined && /^\d{1,9}$/.test(value)) return Number(value);
  return WITH_TEXT_16.has(id) && value !== undefined && value !== '' ? value.slice(0, 200) : undefined;
}

/** What the answers bear out. The first that tells of a name decides: what the product says of itself before messages. */
export function probedStatement(found: ProbeFound, role: Role, version: Version): ProbedStatement {
  const shown = collectShown(version, found.messages);
  const told = new Map<string, Told>();
  const tell = (subject: string, one: Told) => {
    const exists = profilesOf(version).includes(subject) || isFeature(role, version, subject);
    if (exists && !told.has(subject)) told.set(subject, one);
  };
  if (role === 'station') byVariables(shown, version, tell);
  byMessages(found.asked, messageRules(role, version), tell);
  if (role === 'csms') byTokens(found.asked, tell);
  const entriesOf = (ids: readonly string[]): Entry[] =>
    ids.flatMap((id) => {
      const one = told.get(id);
      if (!one?.has) return [];
      const value = valueOf(shown, id);
      return [{ id, source: sourceOf(one.frames, one.container, one.shown), ...(value !== undefined && { value }) }];
    });
  const derived = derivedTitles(role, version);
  const featureIds = [...featuresFor(role, version).keys()].filter((id) => !Object.hasOwn(derived, id));
  // These follow from the rest: a feature from its sub-options, the number of EVSEs from the parameters.
  const following = new Set(featureIds.flatMap((id) => parentFeature(id) ?? []));
  if (is2x(version)) following.add('HFS-8');
  const open = new Map<string, string>();
  for (const id of [...profilesOf(version), ...featureIds]) {
    const one = told.get(id);
    if (one?.has || id === 'Core' || following.has(id)) continue;
    const means = profileMeaning(id) || (featuresFor(role, version).get(id) ?? '');
    open.set(
      id,
      one ? `not there, ${sourceOf(one.frames, one.container, one.shown)}` : `could not be read, say it: ${means}`,
    );
  }
  const core: Entry = { id: 'Core', source: 'every product has it' };
  return {
    profiles: [core, ...entriesOf(profilesOf(version).filter((name) => name !== 'Core'))],
    features: entriesOf(featureIds),
    open,
  };
}
