/** The small parts that every section is made of. */
import { type ComponentChildren } from 'preact';
import { type CaseRun, type Standing } from '../model/run-model.js';
import { cutNoted, oneLine } from '../model/visible.js';
import { STANDING_WORD } from '../model/words.js';
import { type PageContext } from './context.js';

/** A verdict: its word, with a symbol before it that the style adds. Never colour alone. */
export const Mark = ({ of }: { of: Standing }) => <b class={of}>{STANDING_WORD[of]}</b>;

/** Text from the record: bounded, and its lines kept. */
export const Text = ({ of, max = 1000 }: { of: string; max?: number }) => <>{cutNoted(of, max)}</>;

/** Which run of its case it is, where it is not the only one. */
export const whichRun = ({ attempt, retry }: Pick<CaseRun, 'attempt' | 'retry'>): string =>
  attempt > 1 ? ` (${retry ? 'attempt' : 'run'} ${attempt})` : '';

/** A link to a case on this page; its id as plain text where the page has no such case. */
export function CaseLink({ page, of, title = false }: { page: PageContext; of: string; title?: boolean }) {
  const href = page.caseHref(of);
  const run = page.byKey.get(of);
  const label = run ? `${oneLine(run.facts.id, 80)}${whichRun(run)}` : oneLine(of, 80);
  const words = title && run ? `${label} ${oneLine(run.facts.title, 160)}` : label;
  return href === undefined ? <>{words}</> : <a href={href}>{words}</a>;
}

const FrameLink = ({ href, n }: { href: string | undefined; n: number }) =>
  href === undefined ? <>{n}</> : <a href={href}>{n}</a>;

/** Message numbers, as links where the page lists the message. */
export function FrameLinks({ page, of, max = 12 }: { page: PageContext; of: readonly number[]; max?: number }) {
  if (of.length === 0) return <>none</>;
  const shown = of.slice(0, max);
  return (
    <>
      {shown.map((n, i) => (
        <>
          {i > 0 && ', '}
          <FrameLink href={page.frameHref(n)} n={n} />
        </>
      ))}
      {of.length > max && ` and ${of.length - max} more`}
    </>
  );
}

/** A table that scrolls by itself where the page is too narrow for it, reachable by keyboard. */
export function Table(props: {
  caption: string;
  head: readonly string[];
  class?: string;
  children: ComponentChildren;
}) {
  return (
    <div class="w" role="region" aria-label={props.caption} tabIndex={0}>
      <table class={props.class}>
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            {props.head.map((title) => (
              <th scope="col">{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}

/** Names with their values, each on one line. */
export const Facts = ({ of }: { of: readonly (readonly [string, string])[] }) => (
  <dl class="facts">
    {of.map(([name, value]) => (
      <div class={/^[0-9a-f]{40,}$/i.test(value) ? 'hex' : undefined}>
        <dt>{name}</dt>
        <dd>{oneLine(value, 200)}</dd>
      </div>
    ))}
  </dl>
);

/** A list that does not go on for ever: the first `max` items, and how many there are besides. */
export function bounded<T>(items: readonly T[], max: number): { shown: readonly T[]; more: number } {
  return { shown: items.slice(0, max), more: Math.max(0, items.length - max) };
}

/** The same, with `always` at its end where it would be left out. */
export function boundedWith<T>(
  items: readonly T[],
  max: number,
  always: T | undefined,
): { shown: readonly T[]; more: number } {
  const { shown, more } = bounded(items, max);
  const left = more > 0 && always !== undefined && !shown.includes(always);
  return left ? { shown: [...shown, always], more: more - 1 } : { shown, more };
}
