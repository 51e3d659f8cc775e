import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { LONGEST_HELLO, readClientHello } from '../../../harness/wire/client-hello.js';

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const block = (size: 1 | 2 | 3, content: Buffer): Buffer => {
  const length = Buffer.alloc(size);
  length.writeUIntBE(content.length, 0, size);
  return Buffer.concat([length, content]);
};

interface Parts {
  readonly legacy?: number;
  readonly suites?: readonly number[];
  readonly extensions?: readonly (readonly [type: number, content: Buffer])[];
}

function helloMessage({ legacy = 0x0303, suites = [0x009c], extensions = [] }: Parts): Buffer {
  const listed = Buffer.concat(extensions.map(([type, content]) => Buffer.concat([u16(type), block(2, content)])));
  const body = Buffer.concat([
    u16(legacy),
    Buffer.alloc(32),
    block(1, Buffer.alloc(0)),
    block(2, Buffer.concat(suites.map(u16))),
    block(1, Buffer.from([0])),
    ...(extensions.length > 0 ? [block(2, listed)] : []),
  ]);
  return Buffer.concat([Buffer.from([1]), block(3, body)]);
}

const record = (fragment: Buffer): Buffer => Buffer.concat([Buffer.from([0x16, 3, 1]), block(2, fragment)]);
const versions = (...list: readonly number[]): readonly [number, Buffer] => [
  0x002b,
  block(1, Buffer.concat(list.map(u16))),
];
const serverName = (name: string): readonly [number, Buffer] => [
  0x0000,
  block(2, Buffer.concat([Buffer.from([0]), block(2, Buffer.from(name))])),
];

describe('the ClientHello', () => {
  test('says which versions, suites and server name a client offers', () => {
    const message = helloMessage({
      suites: [0x1301, 0xc02b, 0x5a5a],
      extensions: [serverName('csms.example'), versions(0x0304, 0x0303)],
    });
    assert.deepEqual(readClientHello(record(message)), {
      kind: 'hello',
      hello: {
        versions: ['TLSv1.3', 'TLSv1.2'],
        suites: ['TLS_AES_128_GCM_SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', '0x5a5a'],
        serverName: 'csms.example',
      },
    });
  });

  test('of a client without extensions has the one version that stands in front', () => {
    const read = readClientHello(record(helloMessage({ legacy: 0x0302, suites: [0x002f] })));
    assert.deepEqual(read.kind === 'hello' && read.hello, {
      versions: ['TLSv1.1'],
      suites: ['TLS_RSA_WITH_AES_128_CBC_SHA'],
    });
  });

  test('is read whatever pieces it comes in, and asks for more until it is whole', () => {
    const message = helloMessage({ extensions: [versions(0x0304), serverName('a.example')] });
    const whole = readClientHello(record(message));
    for (let cut = 1; cut < message.length; cut += 7) {
      const pieces = Buffer.concat([record(message.subarray(0, cut)), record(message.subarray(cut))]);
      assert.deepEqual(readClientHello(pieces), whole);
      for (const end of [1, 4, 6, cut, pieces.length - 1])
        assert.equal(readClientHello(pieces.subarray(0, end)).kind, 'incomplete');
    }
  });

  test('is nothing that is too long, no hello, or no handshake', () => {
    const tooLong = Buffer.concat([Buffer.from([1]), Buffer.from([0x01, 0x10, 0x00])]);
    assert.equal(readClientHello(record(tooLong)).kind, 'broken');
    assert.equal(readClientHello(record(Buffer.from([2, 0, 0, 0]))).kind, 'broken');
    assert.equal(readClientHello(Buffer.from('GET / HTTP/1.1\r\n')).kind, 'broken');
    assert.equal(readClientHello(record(Buffer.from([1, 0, 0, 2, 3, 3]))).kind, 'broken');
  });

  test('has no more than a bounded number of suites, and no server name that is none', () => {
    const suites = Array.from({ length: 5000 }, (_, index) => index);
    const read = readClientHello(record(helloMessage({ suites, extensions: [serverName('a\u0000b')] })));
    assert.ok(read.kind === 'hello');
    assert.equal(read.hello.suites.length, 300);
    assert.equal(read.hello.serverName, undefined);
  });

  test('never throws, whatever comes', () => {
    const message = helloMessage({ extensions: [versions(0x0304), serverName('a.example')] });
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.tuple(fc.nat(message.length - 1), fc.nat(255)), { maxLength: 4 }),
        (noise, edits) => {
          readClientHello(Buffer.from(noise));
          readClientHello(Buffer.concat([Buffer.from([0x16, 3, 1]), Buffer.from(noise)]));
          readClientHello(record(Buffer.from(noise)));
          const changed = Buffer.from(message);
          for (const [at, value] of edits) changed[at] = value;
          const read = readClientHello(record(changed));
          if (read.kind === 'hello') assert.ok(read.hello.suites.length <= 300 && read.hello.versions.length <= 300);
        },
      ),
      { numRuns: 2000 },
    );
    assert.equal(readClientHello(Buffer.alloc(LONGEST_HELLO * 3, 0x16)).kind, 'broken');
  });
});
