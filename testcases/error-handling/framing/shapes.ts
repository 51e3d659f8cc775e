/** Frames whose array is not that of a message, and values of the wrong type in each of its places. */
import { type Case } from '../../../harness/peers/case.js';
import { type WrongKind } from '../../../harness/peers/for-cases/wrong.js';
import { type Side, sound } from './side.js';
import { groupCase, type Wrong } from './wrong.js';

/** The array itself is wrong (§4.2, §4.2.1). */
export function arrays(side: Side): Case {
  const { action, payload } = sound(side);
  const wrong = (id: string, what: string, text: (id: string) => unknown, kind: WrongKind = 'no-array'): Wrong => ({
    id,
    what,
    kind,
    text: (messageId) => JSON.stringify(text(messageId)),
  });
  const list = [
    wrong('object', 'a message that is an object', (id) => ({ messageTypeId: 2, messageId: id, action, payload })),
    wrong('string', 'a message that is a text', () => action),
    wrong('number', 'a message that is a number', () => 2),
    wrong('null', 'a message that is null', () => null),
    wrong('empty', 'an array without elements', () => []),
    wrong('one', 'an array of one element', () => [2], 'elements'),
    // Who reads on finds no action, and may say that it has none such.
    wrong('two', 'a CALL of two elements', (id) => [2, id], 'action-form'),
    wrong('three', 'a CALL of three elements', (id) => [2, id, action], 'elements'),
    wrong('five', 'a CALL of five elements', (id) => [2, id, action, payload, {}], 'elements'),
    wrong('nested', 'a CALL inside an array', (id) => [[2, id, action, payload]]),
    wrong('batch', 'two CALLs in one array', (id) => [
      [2, id, action, payload],
      [2, id, action, payload],
    ]),
    wrong('order', 'a CALL whose elements are in another order', (id) => [id, 2, action, payload]),
  ];
  return groupCase(side, {
    number: '02',
    title: `A ${side.sut} takes no array of the wrong shape for a request`,
    purpose: 'What is no array, has too few or too many elements, or has them elsewhere, is refused or dropped.',
    sends: 'The tester sends twelve frames that are not the array of a message.',
    list: () => list,
  });
}

const TYPES: readonly (readonly [string, string, unknown])[] = [
  ['number', 'a number', 42],
  ['text', 'a text', 'laddprov'],
  ['null', 'null', null],
  ['true', 'true', true],
  ['array', 'an array', []],
  ['object', 'an object', {}],
];

/** One element of a CALL has a type that it cannot have (§4.1.3, §4.1.4, §4.2.1). */
export function elements(side: Side): Case {
  const { action, payload } = sound(side);
  const call = (place: number, value: unknown) => (id: string) =>
    JSON.stringify([2, id, action, payload].map((part, index) => (index === place ? value : part)));
  const at = (place: number, name: string, right: readonly string[], kind: WrongKind): readonly Wrong[] =>
    TYPES.filter(([type]) => !right.includes(type)).map(([type, says, value]) => ({
      id: `${name}-${type}`,
      what: `a CALL whose ${name.replaceAll('-', ' ')} is ${says}`,
      kind,
      text: call(place, value),
    }));
  const list: readonly Wrong[] = [
    ...at(0, 'message-type', ['number'], 'type-form'),
    {
      id: 'message-type-digits',
      what: 'a CALL whose message type is a text with the number in it',
      kind: 'type-form',
      text: call(0, '2'),
    },
    ...at(1, 'message-id', ['text'], 'id-form'),
    ...at(2, 'action', ['text'], 'action-form'),
    { id: 'action-empty', what: 'a CALL whose action has no letters', kind: 'action-form', text: call(2, '') },
    // All versions let null stand for an empty payload (1.6 §4.2.1, 2.x §4.1.5); this one may not be empty everywhere.
    ...at(3, 'payload', ['object', 'null'], 'payload-form'),
  ];
  return groupCase(side, {
    number: '03',
    title: `A ${side.sut} takes no wrong type in any place of a request`,
    purpose: 'Message type, message id, action and payload of another JSON type are refused or dropped, each of them.',
    sends: 'The tester sends CALLs in which one element is of a type that it cannot have.',
    list: () => list,
  });
}
