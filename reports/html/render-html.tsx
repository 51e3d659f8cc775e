import { type ComponentChildren } from 'preact';
import { type RunModel } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { headline } from '../model/words.js';
import { Attention } from './attention.js';
import { Cases } from './cases.js';
import { createContext, type PageContext, type Proof } from './context.js';
import { renderDocument } from './document.js';
import { Certification } from './certification.js';
import { Claims } from './declared.js';
import { Blocks } from './groups.js';
import { DidNotRun } from './not-run.js';
import { hasPictures, Pictures } from './pictures.js';
import { ProofOfChecks } from './proof.js';
import { Requirements } from './requirements.js';
import { Advisories, Rules } from './rules.js';
import { Glossary, Setup } from './setup.js';
import { subject, Summary } from './summary.js';

const CONTENTS = [
  ['summary', 'Summary'],
  ['certification', 'Profiles'],
  ['attention', 'What needs attention'],
  ['blocks', 'Blocks'],
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
function Main({ page, cases }: { page: PageContext; cases?: ComponentChildren }) {
  const { model } = page;
  return (
    <>
      <Summary model={model} />
      <Certification page={page} />
      <Attention page={page} />
      <Blocks groups={model.blocks} />
      <Pictures page={page} />
      <Requirements page={page} />
      <Rules page={page} />
      <Claims page={page} />
      <Advisories page={page} />
      {cases ?? <Cases page={page} />}
      <DidNotRun notRun={model.notRun} />
      <ProofOfChecks page={page} />
      <Setup model={model} />
      <Glossary />
    </>
  );
}

/** Who wrote the page and from what. */
export const footerOf = ({ run: { tool } }: RunModel): string =>
  `Written by ${oneLine(tool.name, 40)} ${oneLine(tool.version, 40)} from the record of the run and from nothing else.`;

/** A page with all chapters of the report; `cases` stands in the place of the cases in full. */
export function renderReport(
  page: PageContext,
  { cases, script }: { cases?: ComponentChildren; script?: string } = {},
) {
  const { model } = page;
  return renderDocument({
    title: `${headline(model).word}: ${subject(model)}, OCPP ${model.run.sut.version}`,
    contents: CONTENTS.filter(([id]) => id !== 'pictures' || hasPictures(model)),
    main: <Main page={page} cases={cases} />,
    footer: footerOf(model),
    ...(script !== undefined && { script }),
  });
}

/**
 * The report as one HTML file that needs no network. `proof` says, by `caseId/checkId`, which mutants each check was
 * seen to fail against. Texts from the record are escaped by preact, bounded, and their hidden characters shown.
 */
export function renderHtml(model: RunModel, extras: { readonly proof?: Proof } = {}): string {
  return renderReport(createContext(model, extras));
}
