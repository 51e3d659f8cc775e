/** Texts that are no JSON, and JSON that is written in an unusual way (§4.1.2; RFC 8259). */
import { type Case } from '../../../harness/peers/case.js';
import { type Side, sound } from './side.js';
import { groupCase, type Wrong } from './wrong.js';

export function noJson(side: Side): Case {
  const { action, payload } = sound(side);
  const call = (id: string) => JSON.stringify([2, id, action, payload]);
  const wrong = (id: string, what: string, text: (id: string) => string): Wrong => ({
    id,
    what,
    kind: 'no-json',
    text,
  });
  const list = [
    wrong('nothing', 'a frame without a character', () => ''),
    wrong('spaces', 'a frame of spaces', () => '   '),
    wrong('word', 'a word', () => 'laddprov'),
    wrong('half', 'a CALL that ends in the middle', (id) => call(id).slice(0, -3)),
    wrong('open-text', 'a CALL that ends inside a text', (id) => `[2,"${id}","Heart`),
    wrong('comma', 'a CALL with a comma too many', (id) => call(id).replace(/\]$/, ',]')),
    wrong('quotes', 'a CALL in single quotes', (id) => call(id).replaceAll('"', "'")),
    wrong('comment', 'a CALL with a comment', (id) => call(id).replace('[2,', '[2,/* laddprov */')),
    wrong('leading-zero', 'a CALL whose type is 02', (id) => call(id).replace('[2,', '[02,')),
    wrong('nan', 'a CALL with NaN in it', (id) => call(id).replace(/\{.*\}/, '{"key":NaN}')),
    wrong('twice', 'two CALLs one behind the other in one frame', (id) => call(id) + call(id)),
    wrong('control', 'a CALL with a bare control character in a text', (id) =>
      call(id).replace(action, `${action}\u0000`),
    ),
    wrong('xml', 'an XML document', () => '<?xml version="1.0"?><heartbeatRequest/>'),
  ];
  return groupCase(side, {
    number: '07',
    title: `A ${side.sut} takes no text that is no JSON for a request`,
    purpose: 'Empty, torn, sloppy and foreign texts are refused or dropped, and the next request is served.',
    sends: 'The tester sends thirteen texts that are no JSON.',
    list: () => list,
  });
}

/** RFC 8259: what is JSON is JSON, however it is written. */
export function unusualJson(side: Side): Case {
  const { action, payload } = sound(side);
  const body = JSON.stringify(payload);
  const served = (id: string, what: string, text: (id: string) => string): Wrong => ({ id, what, kind: 'sound', text });
  const say =
    (data: string, more = '') =>
    (id: string) =>
      `[2,"${id}","DataTransfer",{"vendorId":"se.laddprov"${more},"data":${data}}]`;
  // 2.x leaves DataTransfer out where it likes.
  const data = (id: string, what: string, text: (id: string) => string): Wrong => ({
    ...served(id, what, text),
    kind: 'sound-optional',
  });
  const whatever = (id: string, what: string, text: (id: string) => string): Wrong => ({
    ...served(id, what, text),
    kind: 'beyond-bounds',
  });
  const escaped = [...action].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const list: readonly Wrong[] = [
    served(
      'spaces',
      'a CALL with spaces, tabs and line breaks between everything',
      (id) => `\r\n [ 2 ,\t"${id}" ,\n"${action}" , ${body.replaceAll(',', ' ,\n ')} ]\n`,
    ),
    served('escapes', 'a CALL whose action is written with escapes', (id) => `[2,"${id}","${escaped}",${body}]`),
    data('languages', 'a CALL with letters of many alphabets', say('"Laddstation åäö 充电站 شاحن зарядка"')),
    data('emoji', 'a CALL with characters beyond the first 65,536', say('"🔌⚡🚗"')),
    data('nul', 'a CALL with an escaped NUL in a text', say('"before\\u0000after"')),
    data('slashes', 'a CALL with every short escape in a text', say('"\\"\\\\\\/\\b\\f\\n\\r\\t"')),
    {
      ...data('duplicate', 'a CALL with a key that is there twice', say('"one"', ',"vendorId":"se.laddprov"')),
      kind: 'key-twice',
    },
    whatever('lone-surrogate', 'half of a surrogate pair, escaped', say('"\\ud83d"')),
    whatever('bom', 'a byte order mark before a CALL', (id) => `\ufeff[2,"${id}","${action}",${body}]`),
    whatever('exponent', 'a CALL whose type is 0.2e1', (id) => `[0.2e1,"${id}","${action}",${body}]`),
    whatever('huge-integer', 'an integer of 400 digits', say('1'.repeat(400))),
    whatever('huge-exponent', 'a number beyond every range', say('1e999999')),
    whatever('tiny-number', 'a number closer to zero than can be told', say('1e-999999')),
    whatever('minus-zero', 'a number below zero that is zero', say('-0')),
    whatever(
      'prototype',
      'keys that mean something to some languages',
      (id) => `[2,"${id}","${action}",{"__proto__":{"polluted":true},"constructor":{"prototype":{}}}]`,
    ),
  ];
  return groupCase(side, {
    number: '08',
    title: `A ${side.sut} reads JSON however it is written`,
    purpose: 'Spaces, escapes and foreign letters change nothing; numbers and texts beyond all measure do no harm.',
    sends: 'The tester sends CALLs that are written in unusual ways, and some with values that few can hold.',
    list: () => list,
  });
}
