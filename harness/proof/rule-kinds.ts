/** What each always-on rule judges: whose frames, which frames, and how severely. */
import { type Role, type Version } from '../doors/protocol.js';
import { type RecordEvent } from '../record/events.js';

/** An always-on rule, and the clause that it rests on in each version that it judges. */
export interface RuleFacts {
  readonly id: string;
  readonly clauses: Readonly<Partial<Record<Version, string>>>;
}

/** A rule as it has to be proved: in one version, for a SUT of one role. */
export interface Obligation {
  readonly rule: string;
  readonly version: Version;
  readonly role: Role;
  /** The severity of the finding that a mutant has to bring about; `nothing` where none can be made. */
  readonly demands: 'fail' | 'advisory' | 'nothing';
  /** Why it demands less than a failure. */
  readonly why?: string;
}

/** Rules about messages that stations alone send; every other rule judges both roles. */
const OF_STATIONS: readonly string[] = [
  'status-16',
  'transactions-2x',
  'reports-2x',
  'occupancy',
  'agreement',
  'faults',
  'environment',
  'given-ids',
  'answer-first',
  'last-word',
  'units',
];

interface Limit extends Pick<Obligation, 'demands'> {
  readonly rule: string;
  readonly roles: readonly Role[];
  readonly versions: readonly Version[];
  readonly why: string;
}

/** What no mutant can show within the catalogue. */
const LIMITS: readonly Limit[] = [
  {
    rule: 'fitting',
    roles: ['csms'],
    versions: ['1.6'],
    demands: 'nothing',
    why: 'no answer of a 1.6 central system has to repeat or to leave out what it was asked',
  },
  {
    rule: 'one-call',
    roles: ['station', 'csms'],
    versions: ['1.6'],
    demands: 'advisory',
    why: '1.6 says SHOULD NOT where 2.x says SHALL NOT',
  },
  {
    rule: 'times',
    roles: ['station'],
    versions: ['1.6', '2.0.1', '2.1'],
    demands: 'advisory',
    why: 'a station may set its clock back whenever it learns the time',
  },
  {
    rule: 'transactions-16',
    roles: ['csms'],
    versions: ['1.6'],
    demands: 'advisory',
    why: 'an id that is given twice is sure to be wrong only while both transactions run: no case has two at a time',
  },
  {
    rule: 'promises',
    roles: ['station'],
    versions: ['1.6'],
    demands: 'advisory',
    why: '1.6 says that what was agreed to SHOULD be sent, and no document says when',
  },
  {
    rule: 'promises',
    roles: ['csms'],
    versions: ['1.6'],
    demands: 'nothing',
    why: 'no case has a CSMS ask a pending station for anything, and the errata let it turn that away',
  },
  {
    rule: 'last-word',
    roles: ['station'],
    versions: ['2.0.1', '2.1'],
    demands: 'nothing',
    why: 'no case triggers the status of firmware or of a log',
  },
  {
    rule: 'units',
    roles: ['station'],
    versions: ['1.6', '2.0.1', '2.1'],
    demands: 'advisory',
    why: 'another unit is legal at any time',
  },
];

/** All that has to be proved of `rules` in `versions`. */
export function obligationsOfRules(rules: readonly RuleFacts[], versions: readonly Version[]): readonly Obligation[] {
  return rules.flatMap(({ id: rule, clauses }) => {
    const roles: readonly Role[] = OF_STATIONS.includes(rule) ? ['station'] : ['station', 'csms'];
    return versions
      .filter((version) => clauses[version] !== undefined)
      .flatMap((version) =>
        roles.map((role): Obligation => {
          const limit = LIMITS.find(
            (one) => one.rule === rule && one.roles.includes(role) && one.versions.includes(version),
          );
          return { rule, version, role, demands: limit?.demands ?? 'fail', ...(limit && { why: limit.why }) };
        }),
      );
  });
}

type Kind = 'call' | 'result' | 'error' | 'other';
/** A frame of the SUT: its kind, and the action that it names or answers. */
interface Sent {
  readonly kind: Kind;
  readonly action: string;
}
const KINDS: Readonly<Record<number, Kind>> = { 2: 'call', 3: 'result', 4: 'error' };

const parse = (text: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};

function sentBySut(events: readonly RecordEvent[]): readonly Sent[] {
  const asked = new Map<string, string>();
  return events.flatMap((event): Sent[] => {
    if (event.type !== 'frame') return [];
    const [type, id, third] = parse(event.text);
    if (event.dir === 'tx') {
      if (type === 2) asked.set(`${event.conn} ${String(id)}`, String(third));
      return [];
    }
    const kind = KINDS[Number(type)] ?? 'other';
    return [{ kind, action: kind === 'call' ? String(third) : (asked.get(`${event.conn} ${String(id)}`) ?? '') }];
  });
}

const speaksOf =
  (...actions: readonly string[]) =>
  ({ action }: Sent): boolean =>
    actions.includes(action);

/** The frames that a rule has something to say about; where it has nothing here, every frame is one. */
const FRAMES: Readonly<Record<string, (sent: Sent) => boolean>> = {
  'message-id': ({ kind }) => kind === 'call',
  'one-call': ({ kind }) => kind === 'call',
  answered: ({ kind }) => kind === 'result' || kind === 'error',
  unasked: ({ kind }) => kind === 'result' || kind === 'error',
  refusal: ({ kind }) => kind === 'error',
  validity: ({ kind }) => kind === 'call' || kind === 'result',
  fitting: ({ kind }) => kind === 'result',
  schedules: speaksOf(
    ...['GetCompositeSchedule', 'SetChargingProfile', 'RemoteStartTransaction', 'RequestStartTransaction'],
    ...['NotifyChargingLimit', 'NotifyEVChargingSchedule', 'ReportChargingProfiles'],
  ),
  boot: speaksOf('BootNotification'),
  'status-16': speaksOf('StatusNotification'),
  'transactions-16': speaksOf('StartTransaction', 'StopTransaction', 'MeterValues'),
  'transactions-2x': speaksOf('TransactionEvent'),
  'reports-2x': speaksOf('NotifyReport', 'NotifyMonitoringReport'),
  occupancy: speaksOf('StatusNotification', 'NotifyEvent', 'StartTransaction', 'TransactionEvent'),
  agreement: speaksOf('BootNotification', 'StatusNotification', 'NotifyEvent', 'GetVariables', 'GetConfiguration'),
  faults: speaksOf('StatusNotification', 'NotifyEvent'),
  environment: speaksOf('MeterValues', 'StopTransaction', 'TransactionEvent', 'NotifyReport', 'GetVariables'),
  'given-ids': speaksOf('StartTransaction', 'StopTransaction', 'MeterValues', 'TransactionEvent', 'NotifyReport'),
  promises: speaksOf('TriggerMessage', 'GetBaseReport', 'GetReport', 'GetDiagnostics', 'GetLog', 'BootNotification'),
  'answer-first': speaksOf('TriggerMessage', 'GetBaseReport', 'GetReport'),
  'last-word': speaksOf('TriggerMessage'),
  units: speaksOf('MeterValues', 'StopTransaction', 'TransactionEvent'),
  times: speaksOf('BootNotification', 'Heartbeat', 'MeterValues', 'StatusNotification', 'TransactionEvent'),
};

/** Whether the SUT sent frames in this run that `rule` has something to say about. */
export function exercises(rule: string, events: readonly RecordEvent[]): boolean {
  const sent = sentBySut(events);
  return sent.some(FRAMES[rule] ?? (() => true));
}
