import { type RunModel } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { duration, EXIT_MEANING, generatedWords, headline } from '../model/words.js';

const ROLE = { station: 'charging station', csms: 'CSMS' } as const;

/** What the report is of, in a few words: the product where it is known, else its identity. */
export function subject(model: RunModel): string {
  const { vendor, model: product, identity } = model.run.sut;
  return oneLine([vendor, product].filter(Boolean).join(' ') || identity, 80);
}

const when = (time: string | undefined): string => (time === undefined ? 'not recorded' : oneLine(time, 40));

function facts(model: RunModel): readonly (readonly [string, string])[] {
  const { run, counts } = model;
  const { sut, tool, catalogue, environment } = run;
  const generated = generatedWords(run);
  const wire = run.wire === 'websocket' ? 'WebSocket' : 'in memory, no network';
  return [
    ['System under test', `${sut.identity}, ${ROLE[sut.role]}, OCPP ${sut.version}`],
    ['Vendor and model', [sut.vendor, sut.model].filter(Boolean).join(' ') || 'not shown in this run'],
    ['Firmware', sut.firmware ?? 'not shown in this run'],
    ['Started', when(run.started)],
    ['Ended', model.complete ? when(model.ended) : 'the record has no end'],
    ['Duration', duration(model.duration)],
    ['Tool', `${tool.name} ${tool.version}`],
    ['Catalogue', `${catalogue.revision}, ${catalogue.cases} cases`],
    ['Ran on', `Node ${environment.node}, ${environment.os}`],
    ['Seed', String(run.seed)],
    ...(generated === undefined ? [] : [['Generated cases', generated] as const]),
    ['Wire', wire],
    ...(run.speed === 1 ? [] : [['Clock speed', `${run.speed} times the wall clock`] as const]),
    ['Operator', `${run.operator}${run.operatorDictates ? ', who tells the SUT its payloads word for word' : ''}`],
    ['Checks and messages', `${counts.checks} checks, ${counts.frames} messages`],
    ['Exit code', `${model.exitCode}, ${EXIT_MEANING[model.exitCode] ?? 'no meaning known'}`],
    ['Schemas', environment.schemas],
    ['Catalogue digest', catalogue.digest],
    ['Record digest', model.digest ?? 'the record has no end'],
  ];
}

const COUNTS = [
  ['pass', 'pass', 'pass'],
  ['fail', 'fail', 'fail'],
  ['error', 'error', 'error'],
  ['inconclusive', 'inconclusive', 'inconclusive'],
  ['notRun', 'not run', 'none'],
  ['notSelected', 'not selected', 'none'],
  ['notApplicable', 'not applicable', 'none'],
] as const;

/** The cover: what was tested, what came of it, with which tool. */
export function Summary({ model }: { model: RunModel }) {
  const { word, sentence } = headline(model);
  const { sut } = model.run;
  return (
    <section id="summary" aria-labelledby="h-title">
      <p class="eyebrow">
        OCPP {sut.version} {ROLE[sut.role]}
      </p>
      <h1 id="h-title">{subject(model)}</h1>
      {model.notices.length > 0 && (
        <ul class="notices">
          {model.notices.map((notice) => (
            <li>{oneLine(notice.text, 600)}</li>
          ))}
        </ul>
      )}
      <p class={`outcome o-${model.outcome}`}>{word}</p>
      <p class="lead">
        {sentence} The run concluded: {oneLine(model.conclusion, 300)}.
      </p>
      <dl class="counts">
        {COUNTS.map(([key, label, mark]) => (
          <div class={model.counts[key] === 0 ? 'zero' : undefined}>
            <dt>
              <b class={mark}>{label}</b>
            </dt>
            <dd>{model.counts[key]}</dd>
          </div>
        ))}
      </dl>
      <dl class="facts">
        {facts(model).map(([name, value]) => (
          <div class={/^[0-9a-f]{40,}$/i.test(value) ? 'hex' : undefined}>
            <dt>{name}</dt>
            <dd>{oneLine(value, 160)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
