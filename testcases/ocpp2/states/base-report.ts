/** A base report, collected part by part (B07). */
import { type OnStation, type Request } from '../../../harness/peers/ocpp2.js';
import { type VariableName } from './device-model.js';

type Part = Request<'NotifyReport'>;
export type Reported = NonNullable<Part['reportData']>[number];

/** Where a report has an item: the frame of the part, and the path in it. */
interface Spot {
  readonly n: number;
  readonly path: string;
}

export interface BaseReport {
  readonly items: readonly Reported[];
  /** Where each of the items stands. */
  readonly spots: readonly Spot[];
  /** The frames of its parts. */
  readonly frames: readonly number[];
}

const MAX_PARTS = 1000;

type Criteria = Pick<Request<'GetReport'>, 'componentCriteria'>;

/** Asks for a base report, or for one by criteria, and judges that its parts come, numbered from 0 without a gap. */
export async function collectReport(
  context: OnStation,
  asked: Request<'GetBaseReport'>['reportBase'] | Criteria,
): Promise<BaseReport> {
  const { csms, now } = context;
  const requestId = 1 + (Math.trunc(now()) % 1_000_000_000);
  const accepted = { status: 'Accepted' } as const;
  if (typeof asked === 'string')
    await csms.call('GetBaseReport', { requestId, reportBase: asked }, accepted, ['B07.FR.01', 'B07.FR.12']);
  else await csms.call('GetReport', { requestId, ...asked }, accepted, 'B08.FR.01');
  const requirements =
    typeof asked === 'string' ? ['B07.FR.03', 'B07.FR.04', 'B07.FR.10'] : ['B08.FR.03', 'B08.FR.04', 'B08.FR.14'];
  const items: Reported[] = [];
  const frames: number[] = [];
  const spots: Spot[] = [];
  for (let seqNo = 0; seqNo < MAX_PARTS; seqNo++) {
    const { payload, n } = await csms.expect('NotifyReport', { seqNo }, requirements, { where: { requestId } });
    items.push(...(payload.reportData ?? []));
    spots.push(...(payload.reportData ?? []).map((_, index) => ({ n, path: `reportData[${index}]` })));
    frames.push(n);
    if (payload.tbc !== true) return { items, spots, frames };
  }
  return context.stop(`a report of more than ${MAX_PARTS} parts is not read to its end`);
}

const same = (a: string | undefined, b: string | undefined) => (a ?? '').toLowerCase() === (b ?? '').toLowerCase();

/** What a report says of a variable, and where. */
export function reported(
  { items, spots }: BaseReport,
  { component, variable }: VariableName,
): (Spot & { readonly item: Reported }) | undefined {
  const index = items.findIndex(
    (item) =>
      same(item.component.name, component.name) &&
      same(item.component.instance, component.instance) &&
      item.component.evse?.id === component.evse?.id &&
      item.component.evse?.connectorId === component.evse?.connectorId &&
      same(item.variable.name, variable.name) &&
      same(item.variable.instance, variable.instance),
  );
  return index < 0 ? undefined : { item: items[index]!, ...spots[index]! };
}

const LISTS: readonly string[] = ['OptionList', 'SequenceList', 'MemberList'];
const nameOf = ({ component, variable }: Reported) => `${component.name}.${variable.name}`;

/** Judges what holds of every item of every base report: characteristics, and the values that a list may have. */
export function judgeItems({ check }: OnStation, { items, frames }: BaseReport, requirements: string): void {
  const bare = items.filter((item) => item.variableCharacteristics === undefined).map(nameOf);
  check('characteristics', items.length > 0 && bare.length === 0, {
    title: 'every variable of the report has its characteristics',
    requirements,
    frames,
    expected: 'variableCharacteristics with each variable',
    actual: items.length === 0 ? 'an empty report' : bare.length === 0 ? 'with each' : `not with ${bare.join(', ')}`,
    action: 'NotifyReport',
    asserts: ['reportData[0].variableCharacteristics'],
  });
  const open = items
    .filter(({ variableCharacteristics: facts }) => LISTS.includes(facts?.dataType ?? '') && !facts?.valuesList)
    .map(nameOf);
  check('values-lists', open.length === 0, {
    title: 'every variable that is a list says which values it may have',
    requirements,
    frames,
    expected: `valuesList with each ${LISTS.join(', ')}`,
    actual: open.length === 0 ? 'with each' : `not with ${open.join(', ')}`,
    action: 'NotifyReport',
    asserts: ['reportData[0].variableCharacteristics.valuesList'],
  });
}

/** Judges that a report has every one of the variables. */
export function judgePresence(
  { check }: OnStation,
  report: BaseReport,
  wanted: readonly VariableName[],
  requirements: string,
): void {
  const missing = wanted.filter((name) => !reported(report, name));
  const found = wanted.flatMap((name) => reported(report, name) ?? []);
  const words = missing.map(
    ({ component, variable }) =>
      `${component.name}${component.evse ? ` ${component.evse.id}.${component.evse.connectorId ?? '-'}` : ''}.${variable.name}`,
  );
  check('required-variables', missing.length === 0, {
    title: 'the report has the variables that every station has',
    requirements,
    frames: [...new Set(missing.length === 0 ? found.map(({ n }) => n) : report.frames)],
    expected: `${wanted.length} required variables`,
    actual: missing.length === 0 ? 'all of them' : `without ${words.join(', ')}`,
    action: 'NotifyReport',
    asserts: found.slice(0, 1).map(({ path }) => `${path}.variable.name`),
  });
}
