/** The page around a report: one file, its own style and script and nothing else, safe against what the record holds. */
import { createHash } from 'node:crypto';
import { type ComponentChildren, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { oneLine, visible } from '../model/visible.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

export interface Document {
  readonly title: string;
  /** Element ids of the chapters with their titles. */
  readonly contents: readonly (readonly [string, string])[];
  /** Addresses of other pages with their titles. */
  readonly links?: readonly (readonly [string, string])[];
  readonly main: ComponentChildren;
  /** Who wrote it and from what. */
  readonly footer: string;
  /** Style and script on top of those that every page has. */
  readonly style?: string;
  readonly script?: string;
  /** The page has no script at all, not even the one that every other page has. */
  readonly scriptless?: true;
}

/** A part of a long page: an element, or one whose content is rendered part by part, behind what it holds already. */
export type Part = VNode | { readonly around: VNode; readonly inside: Iterable<Part> };

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Allows this page's own style and script and nothing more: no network, no other script, wherever it came from. */
const policyOf = (style: string, script: string | undefined): string =>
  `default-src 'none'; style-src ${hash(style)}; script-src ${script === undefined ? "'none'" : hash(script)}; base-uri 'none'; form-action 'none'`;

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

/** What a component shows, escaped by preact, with hidden characters made visible. */
const textOf = (part: VNode): string => slim(visible(renderToString(part)));

function* piecesOf(part: Part): Generator<string> {
  if (!('around' in part)) {
    yield textOf(part);
    return;
  }
  const around = textOf(part.around);
  const end = around.lastIndexOf('</');
  yield around.slice(0, end);
  for (const inner of part.inside) yield* piecesOf(inner);
  yield around.slice(end);
}

function Body({ contents, links = [], main, footer }: Document) {
  const all = [...links, ...contents.map(([id, title]) => [`#${id}`, title] as const)];
  return (
    <>
      <a class="skip" href="#main">
        Skip to the report
      </a>
      <div class="page">
        <nav aria-label="Contents">
          <ul>
            {all.map(([href, title]) => (
              <li>
                <a href={href}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="main" tabIndex={-1}>
          {main}
        </main>
        <footer>{oneLine(footer, 300)}</footer>
      </div>
    </>
  );
}

/** The page in pieces of text, so that a long one is never in memory as a whole. `main` is what stands in it. */
export function* documentPieces(document: Omit<Document, 'main'>, main: Iterable<Part>): Generator<string> {
  const style = STYLE + (document.style ?? '').replaceAll('\n', '');
  const script = document.scriptless ? undefined : SCRIPT + (document.script ?? '');
  const head = (
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={policyOf(style, script)} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{document.title}</title>
    </head>
  );
  const inHead = renderToString(head).replace('</head>', () => `<style>${style}</style></head>`);
  const body = textOf(<Body {...document} main={null} />);
  const end = body.indexOf('</main>');
  yield `<!DOCTYPE html>\n<html lang="en">${visible(inHead)}<body>${body.slice(0, end)}`;
  for (const part of main) yield* piecesOf(part);
  yield `${body.slice(end)}${script === undefined ? '' : `<script>${script}</script>`}</body></html>\n`;
}

/** The page as text. */
export const renderDocument = ({ main, ...document }: Document): string =>
  [...documentPieces(document, [<>{main}</>])].join('');
