import { createHash } from 'node:crypto';
import { type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type RunModel } from '../model/run-model.js';
import { oneLine, visible } from '../model/visible.js';
import { headline } from '../model/words.js';
import { Attention } from './attention.js';
import { Cases } from './cases.js';
import { createContext, type PageContext, type Proof } from './context.js';
import { Blocks, Claims, Profiles } from './groups.js';
import { DidNotRun } from './not-run.js';
import { Requirements } from './requirements.js';
import { Advisories, Rules } from './rules.js';
import { SCRIPT } from './script.js';
import { Glossary, Setup } from './setup.js';
import { STYLE } from './style.js';
import { subject, Summary } from './summary.js';

const CONTENTS = [
  ['summary', 'Summary'],
  ['attention', 'What needs attention'],
  ['blocks', 'Blocks'],
  ['profiles', 'Profiles'],
  ['requirements', 'Requirements'],
  ['rules', 'Rules'],
  ['claims', 'Statement'],
  ['advisories', 'Advisories'],
  ['cases', 'Cases'],
  ['did-not-run', 'Did not run'],
  ['plan', 'Plan'],
  ['words', 'Words'],
] as const;

function Body({ page }: { page: PageContext }) {
  const { model } = page;
  const contents = CONTENTS.filter(([id]) => id !== 'profiles' || model.profiles.length > 0);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the report
      </a>
      <div class="page">
        <nav aria-label="Contents">
          <ul>
            {contents.map(([id, title]) => (
              <li>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="main" tabIndex={-1}>
          <Summary model={model} />
          <Attention page={page} />
          <Blocks groups={model.blocks} />
          <Profiles groups={model.profiles} />
          <Requirements page={page} />
          <Rules page={page} />
          <Claims claims={model.claims} />
          <Advisories page={page} />
          <Cases page={page} />
          <DidNotRun notRun={model.notRun} />
          <Setup model={model} />
          <Glossary />
        </main>
        <footer>
          Written by {oneLine(model.run.tool.name, 40)} {oneLine(model.run.tool.version, 40)} from the record of the run
          and from nothing else.
        </footer>
      </div>
    </>
  );
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Allows this page's own style and script and nothing more: no network, no other script, wherever it came from. */
const POLICY = `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; base-uri 'none'; form-action 'none'`;

/** End tags that HTML lets one leave out. A `<` from the record is escaped, so only the page's own tags match. */
const OPTIONAL = /<\/(?:td|th|tr|li)>/g;

/**
 * The text that begins a message, a cell or a list item. In the content of an element a quote needs no escape, and JSON
 * has many; `&` and `<` keep theirs. No attribute can look like this, since a `<` in one is escaped too.
 */
const QUOTED = /<(?:pre|td|li|th scope="row")>[^<]*/g;

function slim(html: string): string {
  return html
    .replace(OPTIONAL, '')
    .replaceAll('></path>', '/>')
    .replace(QUOTED, (text) => text.replaceAll('&quot;', '"'));
}

function render(node: VNode): string {
  return renderToString(node);
}

/**
 * The report as one HTML file that needs no network. `proof` says, by `caseId/checkId`, which mutants each check was
 * seen to fail against. Texts from the record are escaped by preact, bounded, and their hidden characters shown.
 */
export function renderHtml(model: RunModel, extras: { readonly proof?: Proof } = {}): string {
  const page = createContext(model, extras.proof);
  const title = `${headline(model).word}: ${subject(model)}, OCPP ${model.run.sut.version}`;
  const head = (
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={POLICY} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
    </head>
  );
  const inHead = render(head).replace('</head>', () => `<style>${STYLE}</style></head>`);
  const body = slim(visible(render(<Body page={page} />)));
  return `<!DOCTYPE html>\n<html lang="en">${visible(inHead)}<body>${body}<script>${SCRIPT}</script></body></html>\n`;
}
