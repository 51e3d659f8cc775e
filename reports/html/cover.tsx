/** The cover's facts: who tested what, when, by what, and who said so. */
import { type RunModel } from '../model/run-model.js';
import { part, statementOf } from '../model/statement.js';
import { oneLine } from '../model/visible.js';
import { clockWords, counted, duration, EXIT_MEANING, generatedWords } from '../model/words.js';
import { Table } from './parts.js';

const ROLE = { station: 'charging station', csms: 'CSMS' } as const;

type Fact = readonly [string, string];

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** What the plan says of the test itself; only what is there. */
function ofTheTest(model: RunModel): readonly Fact[] {
  const report = part(model.run.plan, 'report');
  const names: readonly (readonly [string, string])[] = [
    ['lab', 'Laboratory'],
    ['tester', 'Answers for the run'],
    ['reference', 'Reference'],
    ['contact', 'Contact'],
    ['note', 'Note'],
  ];
  return names.flatMap(([key, title]): Fact[] => {
    const value = text(report[key]);
    return value === undefined ? [] : [[title, value]];
  });
}

const KINDS: Readonly<Record<string, string>> = {
  none: 'nobody',
  terminal: 'a person at the terminal',
  browser: 'a person in a browser',
  http: 'a program behind HTTP',
  command: 'a program that is started for each action',
  module: 'a module of code',
};

/** Who acts on the SUT, in the plan's words. */
function plannedOperator(plan: unknown): string {
  const operator = (plan as { operator?: unknown } | null | undefined)?.operator;
  const all = Array.isArray(operator) ? (operator as unknown[]) : [operator];
  const kinds = all.slice(0, 10).flatMap((each) => text((each as { kind?: unknown } | null | undefined)?.kind) ?? []);
  const words = kinds.map((kind) => KINDS[kind] ?? kind);
  return words.length === 0 ? 'not named' : words.join(', then ');
}

/** What the operator was asked in this run, and what came of it. */
function askedOperator({ cases }: RunModel): string | undefined {
  const exchanges = cases.flatMap((run) => run.exchanges);
  if (exchanges.length === 0) return undefined;
  const count = (status: string): number => exchanges.filter(({ answer }) => answer?.status === status).length;
  const parts = (['done', 'unavailable', 'failed'] as const).flatMap((status) => {
    const n = count(status);
    return n === 0 ? [] : [`${n} ${status}`];
  });
  const open = exchanges.filter(({ answer }) => answer === undefined).length;
  return `asked ${exchanges.length} times: ${[...parts, ...(open > 0 ? [`${open} without an answer`] : [])].join(', ')}`;
}

/** The facts that an auditor looks for first. */
export function coverFacts(model: RunModel): readonly Fact[] {
  const { run } = model;
  const { sut, tool, catalogue } = run;
  const asked = askedOperator(model);
  const door = `through "${run.operator}"${run.operatorDictates ? ', which tells the SUT its payloads word for word' : ''}`;
  return [
    ['System under test', `${sut.identity}, ${ROLE[sut.role]}, OCPP ${sut.version}`],
    ...ofTheTest(model),
    ['Started', run.started],
    ['Ended', model.complete ? (model.ended ?? 'not recorded') : 'the record has no end'],
    ['Operator by the plan', plannedOperator(run.plan)],
    ['Operator in this run', [door, asked].filter(Boolean).join('; ')],
    ['Catalogue', `${catalogue.revision}, ${catalogue.cases} cases`],
    ['Tool', `${tool.name} ${tool.version}`],
  ];
}

/** Which part of a whole the run is, what it was put together from, and how often it tried. */
const partFacts = ({ shard, merged = [], retries }: RunModel['run']): readonly Fact[] => [
  ...(retries === undefined ? [] : [['Retries', `at most ${retries} of a case that did not pass`] as const]),
  ...(shard === undefined ? [] : [['Shard', `${shard.index} of ${shard.of}`] as const]),
  ...merged.map(
    (part) =>
      [
        `Shard ${part.shard} of ${merged.length}`,
        `${part.started}, on Node ${part.environment.node}, ${part.environment.os}; record ${part.digest}`,
      ] as const,
  ),
];

/** What one needs to repeat the run or to tell it from another. */
export function technicalFacts(model: RunModel): readonly Fact[] {
  const { run, counts } = model;
  const { catalogue, environment } = run;
  const generated = generatedWords(run);
  return [
    ['Duration', duration(model.duration)],
    ['Checks and messages', `${counted(counts.checks, 'check')}, ${counted(counts.frames, 'message')}`],
    ['Exit code', `${model.exitCode}, ${EXIT_MEANING[model.exitCode] ?? 'no meaning known'}`],
    ['Seed', String(run.seed)],
    ...partFacts(run),
    ...(generated === undefined ? [] : [['Generated cases', generated] as const]),
    ['Wire', run.wire === 'websocket' ? 'WebSocket' : 'in memory, no network'],
    ...(run.speed === 1 ? [] : [['Clocks', clockWords(run.speed)] as const]),
    ['Ran on', `Node ${environment.node}, ${environment.os}`],
    ['Schemas', environment.schemas],
    ['Catalogue digest', catalogue.digest],
    ['Record digest', model.digest ?? 'the record has no end'],
  ];
}

/** Vendor, model and firmware as the plan has them and as the product told them. */
export function Product({ model }: { model: RunModel }) {
  const { run, told } = model;
  const rows: readonly (readonly [string, string | undefined, readonly string[]])[] = [
    ['Vendor', run.sut.vendor, told.vendor],
    ['Model', run.sut.model, told.model],
    ['Firmware', run.sut.firmware, told.firmware],
    ['Serial number', undefined, told.serial],
  ];
  const self = run.sut.role === 'csms' ? 'a CSMS does not tell' : 'not told';
  return (
    <Table caption="The product, by the plan and by its own word" head={['Fact', 'By the plan', 'By its own word']}>
      {rows.map(([name, planned, own]) => (
        <tr>
          <th scope="row">{name}</th>
          <td>{planned === undefined ? 'not told' : oneLine(planned, 160)}</td>
          <td>
            {own.length === 0 ? self : own.map((value) => oneLine(value, 160)).join(', later ')}
            {planned !== undefined && own.length > 0 && !own.includes(planned) && <b class="fail"> differs</b>}
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** What the SUT was stated to support. */
export function StatementLine({ model }: { model: RunModel }) {
  const { profiles, features } = statementOf(model.run.plan);
  if (profiles.length + features.length === 0) return <p>The plan has no statement of what the SUT supports.</p>;
  const list = (of: readonly string[]): string => of.map((each) => oneLine(each, 60)).join(', ');
  return (
    <p>
      The SUT was stated to support {profiles.length === 0 ? 'no profile' : list(profiles)}
      {features.length > 0 && `; features: ${list(features)}`}.
    </p>
  );
}
