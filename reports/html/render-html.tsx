import { type VNode } from 'preact';
import { type RunModel } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { headline } from '../model/words.js';
import { Afterwards } from './afterwards.js';
import { Attention } from './attention.js';
import { casesPart } from './cases.js';
import { createContext, type PageContext, type Proof } from './context.js';
import { documentPieces, type Part } from './document.js';
import { Certification } from './certification.js';
import { Claims } from './declared.js';
import { Blocks } from './groups.js';
import { DidNotRun } from './not-run.js';
import { Pictures } from './pictures.js';
import { hasPictures } from './pictured.js';
import { ProofOfChecks } from './proof.js';
import { Requirements } from './requirements.js';
import { Advisories, Rules } from './rules.js';
import { Glossary, Setup } from './setup.js';
import { subject, Summary } from './summary.js';
import { Topics } from './topics.js';

const CONTENTS = [
  ['summary', 'Summary'],
  ['causes', 'Causes'],
  ['certification', 'Profiles'],
  ['attention', 'What needs attention'],
  ['afterwards', 'The product'],
  ['blocks', 'Blocks'],
  ['topics', 'Subjects'],
  ['pictures', 'Environment'],
  ['requirements', 'Requirements'],
  ['rules', 'Rules'],
  ['claims', 'Statement'],
  ['advisories', 'Advisories'],
  ['cases', 'Cases'],
  ['did-not-run', 'Did not run'],
  ['proof', 'Proof'],
  ['plan', 'Plan'],
  ['words', 'Words'],
] as const;

/** All chapters; `cases` stands in the place of the cases in full. */
const chapters = (page: PageContext, cases: Part): readonly Part[] => [
  <Summary page={page} />,
  <Certification page={page} />,
  <Attention page={page} />,
  <Afterwards page={page} />,
  <Blocks groups={page.model.blocks} />,
  <Topics page={page} drawn={hasPictures(page.model)} />,
  <Pictures page={page} />,
  <Requirements page={page} />,
  <Rules page={page} />,
  <Claims page={page} />,
  <Advisories page={page} />,
  cases,
  <DidNotRun notRun={page.model.notRun} />,
  <ProofOfChecks page={page} />,
  <Setup model={page.model} />,
  <Glossary />,
];

/** Whether the page has the chapter: some are there only where there is something to tell. */
function hasChapter(model: RunModel, id: (typeof CONTENTS)[number][0]): boolean {
  if (id === 'pictures') return hasPictures(model);
  if (id === 'causes') return model.causes.length > 0;
  return id !== 'afterwards' || model.incidents.length + model.left.length > 0;
}

/** Who wrote the page and from what. */
export const footerOf = ({ run: { tool } }: RunModel): string =>
  `Written by ${oneLine(tool.name, 40)} ${oneLine(tool.version, 40)} from the record of the run and from nothing else.`;

/** A page with all chapters of the report, in pieces of text; `cases` stands in the place of the cases in full. */
export function reportPieces(
  page: PageContext,
  { cases, script }: { cases?: VNode; script?: string } = {},
): Generator<string> {
  const { model } = page;
  return documentPieces(
    {
      title: `${headline(model).word}: ${subject(model)}, OCPP ${model.run.sut.version}`,
      contents: CONTENTS.filter(([id]) => hasChapter(model, id)),
      footer: footerOf(model),
      ...(script !== undefined && { script }),
    },
    chapters(page, cases ?? casesPart(page)),
  );
}

/**
 * The report as one HTML file that needs no network, in pieces of text. `proof` says, by `caseId/checkId`, which mutants
 * each check was seen to fail against. Texts from the record are escaped by preact, bounded, and their hidden characters
 * shown.
 */
export const htmlPieces = (model: RunModel, extras: { readonly proof?: Proof } = {}): Generator<string> =>
  reportPieces(createContext(model, extras));

/** The same as one text. */
export const renderHtml = (model: RunModel, extras: { readonly proof?: Proof } = {}): string =>
  [...htmlPieces(model, extras)].join('');
