/**
 * What becomes of the SUT as a whole while cases run: it hangs up, or boots again, though nobody asked for it. An
 * incident belongs to the case whose message came last before it, where that message may have done it; else to a span.
 */
import { type Lane } from '../lane/lane.js';
import { type EventOf, type RecordEvent } from '../record/events.js';
import { isSound } from './sound.js';

type Place = Pick<EventOf<'incident'>, 'case' | 'span'>;
type IncidentEvent = Omit<EventOf<'incident'>, 'lane' | 't'>;

/** An incident as the cases see it. */
export interface Incident {
  readonly event: IncidentEvent;
  /** The case that caused it, where that is certain enough. */
  readonly owner: string | undefined;
  /** The message before it was wrong on purpose. */
  readonly deliberate: boolean;
}

export interface Incidents {
  /** A case begins; `connected`: the SUT is there, so that whatever was asked of it before is over. */
  begin(caseId: string, connected: boolean): void;
  /** It is over: what happened in it. */
  end(): readonly Incident[];
  /** Told of what happens between cases. */
  onBetween(listener: (incident: Incident) => void): void;
}

/** A SUT that goes down because of a message does so within this time, in milliseconds. */
const REACTION = 10_000;

/** Requests after which a station may restart, or connect anew, without another word. */
const RESTARTING: readonly string[] = [
  ...['Reset', 'UpdateFirmware', 'SignedUpdateFirmware', 'PublishFirmware', 'ChangeConfiguration', 'SetVariables'],
  ...['SetNetworkProfile', 'CertificateSigned', 'InstallCertificate', 'DeleteCertificate'],
];

/** Close codes by which a peer says what was wrong with a message (RFC 6455 §7.4.1): it knows what it does. */
const ON_PURPOSE: readonly unknown[] = [1002, 1003, 1007, 1008, 1009, 1010];

interface Sent {
  readonly n: number;
  readonly t: number;
  readonly what: string;
  readonly deliberate: boolean;
  readonly id: unknown;
  answered: boolean;
}

/** The parts of a frame that matter here; a text that is no JSON has none. */
function partsOf(text: string): { readonly type?: unknown; readonly id?: unknown; readonly action?: unknown } {
  try {
    const frame: unknown = JSON.parse(text.length > 1_000_000 ? '' : text);
    if (Array.isArray(frame))
      return { type: frame[0] as unknown, id: frame[1] as unknown, action: frame[2] as unknown };
  } catch {
    // It was sent so on purpose.
  }
  return {};
}

/** A length of time that somebody would notice; below a tenth of a second there is none. */
const seconds = (ms: number) => (ms < 100 ? undefined : `${Math.round(ms / 100) / 10} s`);

/** When something happened at `t`, told from the message before it. */
function since(sent: Sent | undefined, t: number): string {
  if (!sent) return '';
  const passed = seconds(t - sent.t);
  return ` ${passed === undefined ? 'right' : passed} after ${sent.what} (frame ${sent.n})`;
}

/** Watches one lane. `inUse` tells whether a connection is the one that its cases speak over. */
export function createIncidents(lane: Lane, inUse: (conn: number) => boolean): Incidents {
  const who = lane.sut === 'station' ? 'the station' : 'the CSMS';
  let current: string | undefined;
  let last: Sent | undefined;
  /** Nobody has to wonder when it goes away. */
  let asked = true;
  /** It was there once. */
  let met = false;
  const open = new Set<number>();
  let hungUp: { readonly t: number; readonly after: Sent | undefined; readonly at: Place } | undefined;
  let found: Incident[] = [];
  let suspects: string[] = [];
  let between: (incident: Incident) => void = () => undefined;

  const place = (sent: Sent | undefined): Place => {
    // Where nobody else can have done it since the SUT was last seen to answer, the case at hand has.
    const owner = (sent && ownerOf(sent)) ?? (suspects.length === 0 ? current : undefined);
    const cases = [...new Set([...suspects, ...(current === undefined ? [] : [current])])];
    return owner === undefined ? (cases.length > 0 ? { span: cases } : {}) : { case: owner };
  };
  const ownerOf = (sent: Sent): string | undefined =>
    lane.t() - sent.t <= REACTION && (sent.deliberate || !sent.answered) ? lane.senderOf(sent.n) : undefined;
  const happened = (kind: IncidentEvent['kind'], text: string, sent: Sent | undefined, placed: Place) => {
    const event: IncidentEvent = { type: 'incident', kind, text, ...placed, frames: sent ? [sent.n] : [] };
    const incident = { event, owner: placed.case, deliberate: sent?.deliberate === true };
    if (current === undefined) between(incident);
    else found.push(incident);
  };

  const onFrame = (frame: EventOf<'frame'>) => {
    const { type, id, action } = partsOf(frame.text);
    if (frame.dir === 'tx') {
      const deliberate = frame.deliberate !== undefined;
      if (!deliberate && type !== 2 && type !== 6) return;
      const wrong = deliberate && !isSound(frame.deliberate ?? '');
      const what = wrong ? 'a message that was wrong on purpose' : String(action);
      last = { n: frame.n, t: frame.t, what, deliberate, id, answered: false };
      if (lane.sut === 'station' && !deliberate && RESTARTING.includes(String(action))) asked = true;
      return;
    }
    if (last && (type === 3 || type === 4) && id === last.id) last.answered = true;
    if (type !== 2 || action !== 'BootNotification' || lane.sut !== 'station') return;
    if (hungUp && !asked) {
      const passed = seconds(lane.t() - hungUp.t);
      const again = passed === undefined ? 'booted again at once' : `booted again ${passed} later`;
      const text = `${who} restarted: it hung up${since(hungUp.after, hungUp.t)}, and ${again}`;
      happened('restarted', text, hungUp.after, hungUp.at);
    }
    hungUp = undefined;
  };
  const onConnection = (event: EventOf<'connection'>) => {
    // Towards a CSMS every connection is the tester's own, and begins anew; of a station, the first does.
    if (event.event === 'open') {
      if (lane.sut === 'csms' || !met) asked = false;
      met = true;
      open.add(event.conn);
      // Which of two connections of one station a CSMS keeps is its own affair.
      if (lane.sut === 'csms' && open.size > 1) asked = true;
    }
    if (event.event === 'closed') open.delete(event.conn);
    if (event.event !== 'closed' || !inUse(event.conn)) return;
    if (event.by === 'tester') asked = true;
    if (asked || ON_PURPOSE.includes(event.code)) return;
    hungUp = { t: event.t, after: last, at: place(last) };
    const code = event.code === undefined ? '' : `, close code ${event.code}`;
    happened('hung-up', `${who} hung up${since(last, event.t)}${code}`, last, hungUp.at);
  };
  lane.subscribe((event: RecordEvent) => {
    if (event.type === 'frame') onFrame(event);
    else if (event.type === 'connection') onConnection(event);
    else if (event.type === 'operator-ask' && lane.sut === 'station') asked = true;
  });
  return {
    begin(caseId, connected) {
      current = caseId;
      found = [];
      if (connected) asked = false;
      if (lane.saneAt !== undefined && last && lane.saneAt > last.t) suspects = [];
    },
    end() {
      if (current !== undefined) suspects = [...suspects.filter((id) => id !== current), current].slice(-20);
      current = undefined;
      return found.splice(0);
    },
    onBetween(listener) {
      between = listener;
    },
  };
}
