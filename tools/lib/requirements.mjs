/** What a requirement says in few words: whose duty it is, how strong it is, which messages it names. */

const STRENGTHS = [
  ['S', /\b(?:SHALL|MUST)\b/],
  ['R', /\b(?:SHOULD|RECOMMENDED)\b/],
  ['M', /\b(?:MAY|OPTIONAL)\b/],
];
const MODAL = /\b(?:SHALL|MUST|SHOULD|RECOMMENDED|MAY|OPTIONAL|will|shall|can|is|are|sends?|responds?|starts?)\b/;

/** The strongest word that the definition uses: S(HALL), R(ecommended), M(AY), N(one). */
function strengthOf(definition) {
  return STRENGTHS.find(([, pattern]) => pattern.test(definition))?.[0] ?? 'N';
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** Names that the specification shortens. */
const SHORT = { Transaction: 'TransactionEvent', Authorization: 'Authorize' };

/** The action that `word` names, whatever a bad reading glued before it; undefined for none. */
function actionIn(word, senderOf) {
  for (let from = 0; from < word.length - 3; from++) {
    const rest = word.slice(from);
    for (const name of [capital(rest), `${capital(rest)}s`]) if (senderOf(name) !== undefined) return name;
  }
  return SHORT[word];
}

/** Actions that a text names with Request or Response behind them, or alone where the name can mean nothing else. */
function messagesIn(text, senderOf) {
  const named = [...text.matchAll(/\b([A-Za-z]{4,}?)\s?(Request|Response)\b/g)].flatMap(([, word, kind]) => {
    const action = actionIn(word, senderOf);
    return action === undefined ? [] : [{ action, kind }];
  });
  const bare = [...text.matchAll(/\b(?:Heartbeat|(?:[A-Z][a-z0-9]+){2,})\b/g)].flatMap(([word]) =>
    senderOf(word) === undefined ? [] : [{ action: word, kind: '' }],
  );
  return [...named, ...bare];
}

const OTHER_SIDE = { station: 'csms', csms: 'station' };
const STATION = /Charging ?[Ss]tation|\bEVSE\b|\bEVSEs\b|\bCS\b|Connector\b/;
const CSMS = /\bCSMS\b|Charging Station Management System/;

/** Who sends what the words just before the duty speak of; undefined where they speak of no message. */
function senderBefore(text, senderOf) {
  const last = messagesIn(text, senderOf).at(-1);
  const sender = last && senderOf(last.action);
  if (sender === undefined || sender === 'both') return undefined;
  return last.kind === 'Response' ? OTHER_SIDE[sender] : sender;
}

const lastIndex = (text, pattern) => [...text.matchAll(new RegExp(pattern, 'g'))].at(-1)?.index ?? -1;

/** Duties that the words do not show, by reading: ids that sentences name as a field, a list or a key. */
const READ = {
  station: `A04.FR.02 B07.FR.04 B08.FR.04 B08.FR.05 B08.FR.11 C05.FR.05 C15.FR.07 E05.FR.03 E06.FR.04 G03.FR.08 G04.FR.09
    H02.FR.02 I12.FR.07 K01.FR.27 K03.FR.05 M05.FR.10 N02.FR.04 N04.FR.15 A00.FR.004 A00.FR.204 A00.FR.205 A00.FR.303 A00.FR.304 A01.FR.01 B01.FR.07 B01.FR.13 C01.FR.04 C01.FR.13
    C04.FR.06 C06.FR.03 C07.FR.02 C09.FR.03 C10.FR.01 C10.FR.02 C10.FR.08 C10.FR.10 C10.FR.11 C10.FR.12 C10.FR.13
    C12.FR.06 C12.FR.09 C13.FR.02 C13.FR.04 C13.FR.05 C13.FR.06 C16.FR.03 C25.FR.50 D01.FR.05 E09.FR.01 E17.FR.17
    F01.FR.05 F02.FR.13 F06.FR.03 F06.FR.09 G02.FR.05 I12.FR.04 I12.FR.05 I12.FR.08 I12.FR.09 I12.FR.10 I12.FR.11
    I12.FR.12 I12.FR.13 I12.FR.16 I12.FR.17 I12.FR.37 J01.FR.04 J01.FR.05 J01.FR.06 J01.FR.07 J01.FR.08 J01.FR.09
    J01.FR.10 J01.FR.17 J02.FR.02 J02.FR.03 J02.FR.04 J02.FR.05 J02.FR.06 J02.FR.17 J02.FR.18 K01.FR.12 K01.FR.17
    K02.FR.04 K02.FR.05 K03.FR.04 K03.FR.06 K20.FR.02 L01.FR.04 M05.FR.09 N02.FR.12 N02.FR.13 N02.FR.14 N07.FR.13
    O01.FR.09 O02.FR.09 P01.FR.05 P01.FR.06 P02.FR.03 Q06.FR.20 S04.FR.08 S04.FR.09 S04.FR.10`,
  csms: `C01.FR.06 O01.FR.04 A00.FR.408 C01.FR.07 C01.FR.10 C01.FR.11 C01.FR.12 C01.FR.17 C04.FR.05 C05.FR.04 C06.FR.04 C07.FR.04 C09.FR.02
    C09.FR.10 C09.FR.13 D01.FR.06 F01.FR.09 F01.FR.11 F02.FR.17 F02.FR.19 I07.FR.17 I07.FR.18 K01.FR.16 K01.FR.31
    K01.FR.35 K01.FR.38 K01.FR.40 K01.FR.41 K05.FR.02 K28.FR.01 K28.FR.02 K29.FR.01 K29.FR.02 L03.FR.02 M06.FR.09
    N01.FR.18 O01.FR.17 O02.FR.12 P01.FR.02 P02.FR.06 P02.FR.07 Q08.FR.01 Q08.FR.02 Q08.FR.05 Q10.FR.01`,
  other: `A00.FR.601 A00.FR.602 A00.FR.604 A00.FR.801 A00.FR.803 A02.FR.01 A03.FR.01 B02.FR.03 L04.FR.01 L04.FR.04`,
  both: `A00.FR.005 A00.FR.312 A00.FR.314 A00.FR.317 A00.FR.321 A00.FR.415 A00.FR.417 A00.FR.420 A00.FR.424 A00.FR.501 A00.FR.502
    A00.FR.503 A00.FR.504 A00.FR.505 A00.FR.506 A00.FR.507 A00.FR.508 A00.FR.509 A00.FR.512 A00.FR.514 B02.FR.06
    C01.FR.25 N01.FR.14 P01.FR.03 P01.FR.04 P01.FR.07 P02.FR.04 P02.FR.05 P02.FR.08`,
};
const READ_DUTY = new Map(Object.entries(READ).flatMap(([duty, ids]) => ids.split(/\s+/).map((id) => [id, duty])));

/** Whose duty it is: of whom the definition speaks before its first SHALL (or like word), else who sends what it is about. */
function dutyOf(precondition, definition, senderOf) {
  const sentence = definition.replace(/Charging Station Management System/g, 'CSMS');
  const at = sentence.search(/\b(?:SHALL|MUST|SHOULD|MAY)\b/);
  const modal = at >= 0 ? at : sentence.search(MODAL);
  const subject = modal >= 0 ? sentence.slice(0, modal) : sentence;
  const main = subject.split(/,|\b(?:when|When|if|If|that|which|while)\b/).at(-1) ?? subject;
  if (/local controller/i.test(main)) return 'other';
  for (const words of [main, subject]) {
    if (/Charging Station (?:and|AND|or)\s?(?:the )?CSMS|CSMS (?:and|AND|or)\s?(?:the )?Charging Station/.test(words))
      return 'both';
    const station = lastIndex(words, STATION);
    const csms = lastIndex(words, CSMS);
    if (station !== csms) return station > csms ? 'station' : 'csms';
    const sender = senderBefore(words, senderOf);
    if (sender !== undefined) return sender;
  }
  const after = sentence.slice(Math.max(modal, 0));
  const station = after.search(STATION);
  const csms = after.search(CSMS);
  if (/\bby the CSMS|CSMS (?:SHALL|MAY|SHOULD)/.test(after)) return 'csms';
  if (station >= 0 && csms < 0) return 'station';
  if (csms >= 0 && station < 0) return /to (?:the )?CSMS/.test(after) ? 'station' : 'csms';
  return senderBefore(after, senderOf) ?? senderBefore(precondition, senderOf) ?? 'other';
}

/** `senderOf` gives 'station', 'csms', 'both' or undefined for the name of a message. */
export function readRequirement(id, [precondition = '', definition = ''], senderOf) {
  const own = messagesIn(definition, senderOf);
  const named = own.length > 0 ? own : messagesIn(precondition, senderOf);
  return {
    duty: READ_DUTY.get(id) ?? dutyOf(precondition, definition, senderOf),
    strength: strengthOf(definition),
    messages: [...new Set(named.map(({ action }) => action))].sort(),
  };
}
