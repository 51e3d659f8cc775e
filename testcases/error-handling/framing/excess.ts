/** Depth and size beyond the usual, binary frames, and bytes that are no UTF-8 (§4.1.2; RFC 6455 §5.6, §8.1). */
import { type Case } from '../../../harness/peers/case.js';
import { type Side, sound } from './side.js';
import { groupCase, type Wrong } from './wrong.js';

/** So long it may take to read a large message, or to find out that it is too large, in milliseconds. */
const READING = 30_000;
const KB = 1024;
const MB = 1024 * KB;

/** No document limits a message; a receiver may refuse, drop or close, and has to live. */
const whatever = (id: string, what: string, text: Wrong['text'], within?: number): Wrong => ({
  id,
  what,
  kind: 'beyond-bounds',
  text,
  ...(within !== undefined && { within }),
});

export function depth(side: Side): Case {
  const { action } = sound(side);
  const arrays = (levels: number) => () => '['.repeat(levels) + ']'.repeat(levels);
  const objects = (levels: number) => (id: string) =>
    `[2,"${id}","${action}",${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}]`;
  const depths = [
    [100, '100'],
    [10_000, '10,000'],
    [100_000, '100,000'],
  ] as const;
  const list = depths.flatMap(([levels, text]) => [
    whatever(`arrays-${levels}`, `${text} arrays one in the other`, arrays(levels)),
    whatever(`objects-${levels}`, `a payload of ${text} objects one in the other`, objects(levels)),
  ]);
  return groupCase(side, {
    number: '09',
    title: `A ${side.sut} survives deep nesting`,
    purpose:
      'JSON nested beyond what any stack holds is refused, dropped or closed upon, and the next request is served.',
    sends: 'The tester sends arrays and objects nested 100, 10,000 and 100,000 levels deep.',
    list: () => list,
  });
}

export function size(side: Side): Case {
  const data = (bytes: number) => (id: string) =>
    `[2,"${id}","DataTransfer",{"vendorId":"se.laddprov","data":"${'x'.repeat(bytes)}"}]`;
  const list = [
    whatever('kb-64', 'a CALL of 64 KB', data(64 * KB)),
    whatever('mb-1', 'a CALL of 1 MB', data(MB), READING),
    whatever('mb-16', 'a CALL of 16 MB', data(16 * MB), READING),
  ];
  return groupCase(side, {
    number: '10',
    title: `A ${side.sut} survives messages of any size`,
    purpose: 'What is too large is refused, dropped or closed upon, and the next request is served.',
    sends: 'The tester sends CALLs of 64 KB, 1 MB and 16 MB.',
    list: () => list,
  });
}

export function bytes(side: Side): Case {
  const { action, payload } = sound(side);
  const call = (id: string) => Buffer.from(JSON.stringify([2, id, action, payload]), 'utf8');
  const torn = (id: string, bad: readonly number[]) =>
    Buffer.concat([Buffer.from(`[2,"${id}","${action}`, 'utf8'), Buffer.from(bad), Buffer.from('",{}]', 'utf8')]);
  const notText = (id: string, what: string, bad: readonly number[]): Wrong => ({
    id,
    what,
    text: (given) => torn(given, bad),
    // RFC 6455 §8.1 has the connection fail; who goes on all the same at least takes it for no request.
    kind: 'no-utf8',
    sending: { asText: true },
  });
  const list: readonly Wrong[] = [
    notText('stray-byte', 'a byte that no UTF-8 has', [0xff]),
    notText('torn', 'a character of which half is missing', [0xe2, 0x82]),
    notText('overlong', 'a character written with more bytes than it needs', [0xc0, 0xaf]),
    notText('surrogate', 'half of a surrogate pair, in bytes', [0xed, 0xa0, 0xbd]),
    notText('latin-1', 'letters in Latin-1', [0xe5, 0xe4, 0xf6]),
    whatever('binary-call', 'a CALL in a binary frame', call),
    whatever('binary-noise', 'a binary frame of noise', () => Buffer.from([0, 1, 2, 254, 255])),
    whatever('binary-nothing', 'a binary frame without a byte', () => new Uint8Array()),
  ];
  return groupCase(side, {
    number: '11',
    title: `A ${side.sut} takes no bytes that are no text for a request`,
    purpose: 'Bytes that are no UTF-8 are no message; binary frames do no harm.',
    sends: 'The tester sends text frames with bytes that are no UTF-8, and binary frames.',
    list: () => list,
  });
}
