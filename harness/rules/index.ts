/** The rules that are always on. */
import { agreement } from './agreement.js';
import { answerFirst } from './answer-first.js';
import { answered } from './answered.js';
import { boot } from './boot.js';
import { environment } from './environment.js';
import { faults } from './faults.js';
import { fitting } from './fitting.js';
import { framing } from './framing.js';
import { givenIds } from './given-ids.js';
import { lastWord } from './last-word.js';
import { messageId } from './message-id.js';
import { occupancy } from './occupancy.js';
import { oneCall } from './one-call.js';
import { promises } from './promises.js';
import { refusal } from './refusal.js';
import { reports2x } from './reports-2x.js';
import { type Rule } from './rule.js';
import { schedules } from './schedules.js';
import { status16 } from './status-16.js';
import { times } from './times.js';
import { transactions16 } from './transactions-16.js';
import { transactions2x } from './transactions-2x.js';
import { unasked } from './unasked.js';
import { units } from './units.js';
import { validity } from './validity.js';

/** In the order of the reports: form first, then the exchange, then the sense. */
export const ALL_RULES: readonly Rule[] = [
  framing,
  messageId,
  oneCall,
  answered,
  unasked,
  refusal,
  validity,
  fitting,
  schedules,
  boot,
  status16,
  transactions16,
  transactions2x,
  reports2x,
  givenIds,
  promises,
  answerFirst,
  lastWord,
  occupancy,
  agreement,
  faults,
  environment,
  times,
  units,
] as readonly Rule[];
