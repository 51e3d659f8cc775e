/** Message ids: none, too long, as long as they may be, repeated, and written in unusual ways (§4.1.4). */
import { type Case } from '../../../harness/peers/case.js';
import { type Side, sound } from './side.js';
import { groupCase, type Wrong } from './wrong.js';

/** §4.1.4. */
const LONGEST = 36;

export function messageIds(side: Side): Case {
  const { action, payload } = sound(side);
  const call = (id: string) => JSON.stringify([2, id, action, payload]);
  const served = (
    id: string,
    what: string,
    idOf: (id: string) => string,
    text = (given: string) => call(given),
  ): Wrong => ({
    id,
    what,
    kind: 'sound-id',
    text: (given) => text(idOf(given)),
    carried: idOf,
  });
  const long = (length: number): Wrong => {
    const idOf = (id: string) => id.padEnd(length, 'x');
    return {
      id: `long-${length}`,
      what: `a CALL with a message id of ${length} characters`,
      kind: 'id-too-long',
      text: (id) => call(idOf(id)),
      carried: idOf,
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
      kind: 'id-empty',
      text: () => call(''),
      carried: () => '',
    },
    {
      id: 'repeated',
      what: 'a CALL with the message id of one that was answered',
      kind: 'id-repeated',
      // The one before it in this list.
      text: (id) => call(id.replace(/-\d+$/, '-0').padEnd(LONGEST, '0')),
      carried: (id) => id.replace(/-\d+$/, '-0').padEnd(LONGEST, '0'),
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
