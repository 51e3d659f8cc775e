/** What became of the SUT as a whole: incidents that follow from one another are one, up to its return. */
import { type EventOf } from '../../record/events.js';
import { isSound } from '../sound.js';
import { type FrameMemory } from './frame-facts.js';
import { type Name, type Red } from './red.js';
import { shapeOf } from './shape.js';

type Incident = EventOf<'incident'>;

export interface Episode extends Name {
  readonly first: Incident;
  /** When the SUT was back; Infinity where it did not come back. */
  until: number;
}

const DID: Readonly<Record<Incident['kind'], string>> = {
  restarted: 'restarted',
  'hung-up': 'closed the connection',
  silent: 'stopped answering',
  gone: 'went away and did not come back',
  unregistered: 'did not register again',
  returned: 'came back',
};

/** What the tester had sent last: the action, and what was wrong with it where that was on purpose. */
function afterWhat({ frames: [n] }: Incident, frames: FrameMemory): string {
  const facts = n === undefined ? undefined : frames.at(n);
  if (facts === undefined) return '';
  const wrong = facts.deliberate === undefined || isSound(facts.deliberate) ? '' : shapeOf(facts.deliberate);
  const what = facts.action === '' ? wrong : wrong === '' ? facts.action : `${facts.action} (${wrong})`;
  return facts.kind === 'result' || facts.kind === 'error' ? `the answer to ${what}` : what;
}

function nameOf(incident: Incident, frames: FrameMemory, sut: string): Name {
  const after = afterWhat(incident, frames);
  const did = `${sut} ${DID[incident.kind]}`;
  return {
    key: `incident ${incident.kind}${after === '' ? '' : ` after ${after}`}`,
    title: after === '' ? `The ${did}` : `The ${did} after ${after.replaceAll('#', '…')}`,
  };
}

export interface Episodes {
  take(incident: Incident): void;
  all(): readonly Episode[];
}

/** What lasts until the SUT is back; a SUT that hung up or restarted is back at once. */
const LASTING: readonly Incident['kind'][] = ['silent', 'gone', 'unregistered'];

const sameStart = (a: Incident, b: Incident): boolean =>
  a.frames[0] === b.frames[0] || (a.case !== undefined && a.case === b.case);

/** Gathers the incidents of a run; `sut` is what the product is called. */
export function createEpisodes(frames: FrameMemory, sut: () => string): Episodes {
  const episodes: Episode[] = [];
  const open = new Map<number, Episode>();
  const begin = (incident: Incident): Episode => ({
    first: incident,
    until: Infinity,
    ...nameOf(incident, frames, sut()),
  });
  return {
    take(incident) {
      const { kind, lane, t } = incident;
      const current = open.get(lane);
      if (kind === 'returned') {
        if (current) current.until = t;
        open.delete(lane);
        return;
      }
      if (current && LASTING.includes(current.first.kind)) return;
      // It hung up first: what it did is told now.
      const further = kind !== 'hung-up' && current?.first.kind === 'hung-up' && sameStart(current.first, incident);
      if (further) episodes.splice(episodes.indexOf(current), 1);
      const episode = begin(incident);
      episodes.push(episode);
      open.set(lane, episode);
    },
    all: () => episodes,
  };
}

/** Whether the red check is one of what the SUT owed when it was gone. */
export function isBy({ first, until }: Episode, red: Red): boolean {
  if (!red.absence || red.lane !== first.lane) return false;
  const [sent = 0] = first.frames;
  const latest = Math.max(0, ...red.frames);
  const suspected = red.case !== undefined && (red.case === first.case || first.span?.includes(red.case) === true);
  if (suspected && latest >= sent) return true;
  return LASTING.includes(first.kind) && red.t >= first.t && red.t <= until;
}
