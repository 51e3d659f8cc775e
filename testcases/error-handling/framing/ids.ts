/** Message ids: none, too long, as long as they may be, repeated, and written in unusual ways (§4.1.4). */
import { type Case } from '../../../harness/peers/case.js';
import { frameCodes, section, type Side, sound } from './side.js';
import { groupCase, type Wrong } from './wrong.js';

/** §4.1.4. */
const LONGEST = 36;

export function messageIds(side: Side): Case {
  const { action, payload } = sound(side);
  const clause = section(side, '4.1.4');
  const refusal = section(side, '4.2.3');
  const codes = frameCodes(side);
  const call = (id: string) => JSON.stringify([2, id, action, payload]);
  const served = (
    id: string,
    what: string,
    idOf: (id: string) => string,
    text = (given: string) => call(given),
  ): Wrong => ({
    id,
    what,
    text: (given) => text(idOf(given)),
    answered: idOf,
    readable: true,
    codes: [],
    result: 'right',
    silence: false,
    requirement: clause,
  });
  const long = (length: number): Wrong => {
    const idOf = (id: string) => id.padEnd(length, 'x');
    return {
      id: `long-${length}`,
      what: `a CALL with a message id of ${length} characters`,
      text: (id) => call(idOf(id)),
      answered: idOf,
      codes,
      // 1.6 says what such a message gets, and not that it must not be served all the same.
      ...(side.family === '16' && { result: 'noted' as const }),
      requirement: refusal,
    };
  };
  const list: readonly Wrong[] = [
    served('longest', 'a CALL with a message id of 36 characters', (id) => id.padEnd(LONGEST, '0')),
    served('one-character', 'a CALL with a message id of one character', (id) => id.at(-1) ?? 'x'),
    served('odd-characters', 'a CALL whose message id has quotes, backslashes and spaces', (id) => `${id} "\\/{}[],:`),
    served(
      'escaped',
      'a CALL whose message id is written with escapes',
      (id) => `${id}-abc`,
      (id) => call(id).replace('-abc', '-\\u0061\\u0062\\u0063'),
    ),
    served('numeric', 'a CALL whose message id looks like a number', (id) => String(parseInt(id, 36) % 1e15)),
    long(LONGEST + 1),
    long(300),
    {
      id: 'empty',
      what: 'a CALL with a message id of no characters',
      text: () => call(''),
      answered: () => '',
      codes,
      result: 'noted',
      requirement: refusal,
    },
    {
      id: 'repeated',
      what: 'a CALL with the message id of one that was answered',
      // The one before it in this list.
      text: (id) => call(id.replace(/-\d+$/, '-0').padEnd(LONGEST, '0')),
      answered: (id) => id.replace(/-\d+$/, '-0').padEnd(LONGEST, '0'),
      codes,
      result: 'right',
      requirement: refusal,
    },
  ];
  return groupCase(side, {
    number: '04',
    title: `A ${side.sut} serves every message id that is allowed, and lives with the others`,
    purpose:
      'Ids as long as they may be or oddly written come back as they were; too long, empty and repeated ones do no harm.',
    sends: 'The tester sends CALLs with message ids of every length, oddly written, and one a second time.',
    list: () => list,
  });
}
