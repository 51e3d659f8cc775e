/** The page above several runs: which products, what came of each, and the way to its report. */
import { render } from 'preact-render-to-string';
import { type EventOf } from '../../harness/record/events.js';

export interface IndexEntry {
  readonly role: 'station' | 'csms';
  readonly version: string;
  /** Which of several products of that role and version, where there are several. */
  readonly product?: string;
  /** Relative to the page. */
  readonly href: string;
  readonly conclusion: string;
  readonly counts: EventOf<'run-end'>['counts'];
}

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}caption{text-align:left;padding:.5rem 0}th,td{text-align:left;padding:.45rem .8rem .45rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 25%,transparent)}.w{overflow-x:auto}`;

/** One self-contained page. */
export function renderIndex(entries: readonly IndexEntry[]): string {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>laddprov: {entries.length} runs</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <main>
          <h1>laddprov</h1>
          <div class="w" tabIndex={0} role="region" aria-label="Runs">
            <table>
              <caption>{entries.length} runs, each with a report of its own</caption>
              <thead>
                <tr>
                  {['Under test', 'OCPP', 'Passed', 'Failed', 'Inconclusive', 'Errors', 'Conclusion'].map((name) => (
                    <th scope="col">{name}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {entries.map(({ role, version, product, href, conclusion, counts }) => (
                  <tr>
                    <th scope="row">
                      <a href={href}>
                        {role === 'csms' ? 'CSMS' : 'station'}
                        {product === undefined ? '' : `, ${product}`}
                      </a>
                    </th>
                    <td>{version}</td>
                    <td>{counts.pass}</td>
                    <td>{counts.fail}</td>
                    <td>{counts.inconclusive}</td>
                    <td>{counts.error}</td>
                    <td>{conclusion}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </main>
      </body>
    </html>
  );
  return `<!doctype html>\n${render(page)}\n`;
}
