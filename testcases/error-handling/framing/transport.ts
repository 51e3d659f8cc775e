/** What RFC 6455 and RFC 7692 let a peer do with a message: cut it up, go slowly, ping, compress. */
import { type Case } from '../../../harness/peers/case.js';
import { type Sending } from '../../../harness/peers/for-cases/sending.js';
import { connectsAgain, isConnected, type OnEither } from '../../helpers/either.js';
import { alivenessOf, caseFor, isAlive, isServed, type Side } from './side.js';
import { limitText } from '../../../harness/peers/for-cases/durations.js';

const FRAGMENTS = 'RFC 6455 §5.4';
const PINGS = 'RFC 6455 §5.5.2';

interface Way {
  readonly id: string;
  readonly what: string;
  readonly sending: Sending;
}

const WAYS: readonly Way[] = [
  { id: 'two-parts', what: 'in two frames', sending: { parts: 2 } },
  { id: 'seven-parts', what: 'in seven frames', sending: { parts: 7 } },
  { id: 'single-bytes', what: 'in frames of one byte', sending: { parts: 10_000 } },
  { id: 'pings-between', what: 'in five frames with a ping after each', sending: { parts: 5, pings: true } },
  { id: 'slowly', what: 'in five frames, 700 ms apart', sending: { parts: 5, pause: 700 } },
  {
    id: 'slowly-pings',
    what: 'in three frames, 1.5 s apart, with pings',
    sending: { parts: 3, pause: 1500, pings: true },
  },
];

export function fragments(side: Side): Case {
  return caseFor(side, {
    number: '15',
    title: `A ${side.sut} reads messages that come in parts`,
    purpose:
      'However many frames a message has, however slowly they come and whatever pings lie between, it is one message.',
    requirements: [FRAGMENTS, alivenessOf(side)],
    steps: [
      'The tester sends a sound request in two, five and seven frames and byte by byte, with pings between and with pauses.',
      `The ${side.sut} serves each of them.`,
    ],
    async run(context) {
      for (const { id, what, sending } of WAYS)
        await isServed(context, side, id, {
          title: `the ${side.sut} serves a request that comes ${what}`,
          also: FRAGMENTS,
          sending,
        });
    },
  });
}

/** Judges that a ping is answered, `id` times told apart. */
async function pongComes(context: OnEither, side: Side, id: string): Promise<void> {
  const { peer, check, parameters } = context;
  const { line } = peer.conversation;
  const came = await peer.ping();
  check(id, came, {
    title: `the ${side.sut} answers a ping`,
    requirements: PINGS,
    frames: [],
    connections: line ? [line.conn] : [],
    asserts: ['pong'],
    expected: `a pong within ${limitText(parameters.limits.message)}`,
    actual: came ? 'a pong' : isConnected(context) ? 'none' : 'the connection was closed',
    essential: true,
  });
}

/** In a row, at once. */
const MANY = 200;

export function pings(side: Side): Case {
  return caseFor(side, {
    number: '16',
    title: `A ${side.sut} answers pings`,
    purpose: 'A ping gets its pong, also after many at once, and requests are served as before.',
    requirements: [PINGS, alivenessOf(side)],
    steps: [
      `The tester sends a ping; the ${side.sut} answers with a pong.`,
      `The tester sends ${MANY} pings at once, and a sound request; the ${side.sut} serves it, or hangs up and serves it on another connection.`,
    ],
    async run(context) {
      await pongComes(context, side, 'pong');
      for (let count = 0; count < MANY; count++) context.peer.conversation.line?.ping();
      if (await isAlive(context, side, 'many-pings', { closes: true })) return;
      // Who takes so many for an attack may hang up; RFC 6455 says nothing of it.
      const { last } = context.peer.conversation;
      context.advise('closed-many-pings', `the connection was closed over ${MANY} pings at once`, PINGS, [last]);
      await connectsAgain(context, PINGS, 'connection-after-many-pings');
      await isAlive(context, side, 'many-pings');
    },
  });
}

/** A text that compresses well and is longer than most products care to compress. */
const compressible = (side: Side) =>
  side.role === 'csms'
    ? { action: 'DataTransfer', payload: { vendorId: 'se.laddprov', data: 'laddprov '.repeat(400) } }
    : undefined;

async function servesBothWays(context: OnEither, side: Side, requirement: string): Promise<void> {
  const long = compressible(side);
  if (long) await context.peer.attempt(long.action, long.payload);
  for (const [id, what, sending] of [
    ['compressed', 'compressed', {}],
    ['plain', 'uncompressed on the same connection', { plain: true }],
    ['compressed-parts', 'compressed and in three frames', { parts: 3 }],
  ] as const)
    await isServed(context, side, id, {
      title: `the ${side.sut} serves a request that comes ${what}`,
      also: requirement,
      sending,
    });
}

/** A CSMS of 2.x has to agree to compression (Part 4 §3.3); in 1.6 it is part of the WebSocket standards (§5.1). */
export function compression(side: Side): Case {
  const requirement = side.family === '16' ? 'OCPP-J 1.6 §5.1' : 'Part 4 §3.3';
  const data = {
    number: '17',
    title: `A ${side.sut} reads compressed messages where it agreed to them`,
    purpose:
      'Compression, where it is agreed on, is used for some messages and left out for others, as its standard lets.',
    requirements: [requirement, alivenessOf(side)],
  };
  if (side.role === 'csms')
    return caseFor(side, {
      ...data,
      connect: 'not-connected',
      steps: [
        'The tester offers compression in its handshake.',
        `The tester sends requests compressed, uncompressed and in parts; the ${side.sut} serves all.`,
      ],
      async run(context) {
        if ('csms' in context) return;
        const { station, check, note } = context;
        const result = await station.tryToConnect({ compression: true, patient: true });
        check('connection', result.ok, {
          title: `the ${side.sut} accepts a connection for which compression is offered`,
          requirements: requirement,
          frames: [],
          expected: 'an open connection',
          actual: result.ok ? 'open' : `${result.code}: ${result.reason}`,
          essential: true,
        });
        station.use(result);
        const { line } = station.conversation;
        const agreed = line?.compressed === true;
        if (side.family === '2X')
          check('agreed', agreed, {
            title: 'the CSMS agrees to compression',
            requirements: requirement,
            frames: [],
            connections: line ? [line.conn] : [],
            asserts: ['compressed'],
            expected: 'permessage-deflate',
            actual: agreed ? 'permessage-deflate' : 'no compression',
          });
        else note(agreed ? 'compression was agreed on' : 'compression was not agreed on; it is optional');
        await station.boot();
        await servesBothWays(context, side, requirement);
      },
    });
  return caseFor(side, {
    ...data,
    steps: [
      'The tester drops the connection, and agrees to compression when the station connects again, if it offers it.',
      'The tester sends requests compressed, uncompressed and in parts; the station serves all.',
    ],
    async run(context) {
      if ('station' in context) return;
      const { csms, note } = context;
      csms.agreeToCompression();
      csms.drop();
      await csms.expectConnection(requirement);
      const agreed = csms.conversation.line?.compressed === true;
      note(agreed ? 'compression was agreed on' : 'the station offers no compression; it is optional');
      await servesBothWays(context, side, requirement);
    },
  });
}
