import { type CaseRun, type Frame } from '../model/run-model.js';
import { cutNoted, oneLine } from '../model/visible.js';
import { type Detail } from './budget.js';
import { type PageContext } from './context.js';
import { prettyJson } from './pretty-json.js';

/** Shorter than this a message reads well on one line as it was sent. */
const SHORT = 90;
/** Longer than this it is not laid out: what is shown is only its beginning. */
const LAID_OUT = 20_000;
/** Of a message that is cut shorter than this, what would be seen of the layout is hardly more than its first line. */
const SEEN = 150;

/** Seconds from the start of the case, to the millisecond. */
export const since = (run: CaseRun, t: number): string => ((t - run.started) / 1000).toFixed(3);

function body(frame: Frame, max: number): string {
  const { text } = frame;
  const laid = text.length <= SHORT || text.length > LAID_OUT || max < SEEN || frame.binary ? text : prettyJson(text);
  return cutNoted(laid, max);
}

function remarks(frame: Frame): string {
  return [
    frame.kind === 'result' || frame.kind === 'error' || frame.kind === 'result-error' ? frame.name : '',
    frame.kind === 'unreadable' ? frame.name : '',
    frame.binary ? 'binary, shown in base64' : '',
    frame.oversize === undefined ? '' : `${frame.oversize} bytes, of which this is the beginning`,
    frame.deliberate === undefined ? '' : `wrong on purpose: ${oneLine(frame.deliberate, 120)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** The messages of a case as they were sent, laid out for reading and bounded. */
export function Frames({ page, run, detail }: { page: PageContext; run: CaseRun; detail: Detail }) {
  const listed = page.listed.get(run.key) ?? [];
  const left = run.frames.length - listed.length;
  if (run.frames.length === 0) return <p>No message was seen in this case.</p>;
  return (
    <details class="fr">
      <summary>Messages ({run.frames.length})</summary>
      {left > 0 && (
        <p>
          {listed.length} of {run.frames.length} messages are listed here; the record has all.
        </p>
      )}
      <ol>
        {listed.map((frame) => {
          const remark = remarks(frame);
          return (
            <li id={`f${frame.n}`}>
              <b>{frame.n}</b> {since(run, frame.t)} s {frame.dir === 'rx' ? 'from SUT ' : 'to SUT '}
              {remark !== '' && <i>{remark}</i>}
              <pre>{body(frame, detail.chars)}</pre>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
