/** The opening handshake of a CSMS: subprotocols, paths, credentials, two connections of one identity (§3). */
import { type Case } from '../../../harness/peers/case.js';
import { isHeld } from '../../../harness/peers/station-side/connecting.js';
import { type CsmsContext } from '../../../harness/peers/context.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { type OnEither } from '../../helpers/either.js';
import { saysOf } from '../../helpers/let-in.js';
import { offersNothingCommon, UNKNOWN_VERSION } from '../../helpers/subprotocol.js';
import { alivenessOf, caseFor, type Described, isAlive, section, type Side } from './side.js';

export type OnCsms = CsmsContext<Version> & OnEither;
type Result = Awaited<ReturnType<OnCsms['station']['tryToConnect']>>;

/** A case about the handshake with a CSMS; it begins without a connection where it does not say otherwise. */
export const onCsms = (side: Side, described: Omit<Described, 'run'>, run: (context: OnCsms) => Promise<void>): Case =>
  caseFor(side, {
    connect: 'not-connected',
    ...described,
    async run(context) {
      if ('station' in context) await run(context);
    },
  });

/** Takes the connection, boots over it, judges that it is served, and closes it. */
async function isServed(context: OnCsms, side: Side, result: Result, after: string): Promise<void> {
  const { station } = context;
  station.use(result);
  await station.boot();
  await isAlive(context, side, after);
  station.disconnect();
}

export function subprotocols(side: Side): Case {
  const requirement = section(side, '3.1.2');
  const refusal = section(side, '3.2');
  const described = {
    number: '18',
    title: `A ${side.sut} speaks the version that was agreed on in the handshake`,
    purpose: 'It talks to nobody who offers no version that it has, and picks its own among several.',
    requirements: [requirement, refusal, alivenessOf(side)],
    steps: [
      'The tester offers nothing that exists; it is refused, or the connection is closed at once.',
      'The tester offers the version among others, in several orders; it is chosen each time, and requests are served.',
    ],
  };
  return onCsms(side, described, async (context) => {
    const { station, version, check } = context;
    const own = `ocpp${version}`;
    const { ok, how } = await offersNothingCommon(context);
    check('unknown-only', ok, {
      title: `the ${side.sut} does not talk to a station that offers only ${UNKNOWN_VERSION}`,
      requirements: refusal,
      frames: [],
      expected: 'a refused handshake, or a connection without a subprotocol that is closed at once',
      actual: how,
    });
    const offers: readonly (readonly [string, readonly string[]])[] = [
      ['unknown-first', [UNKNOWN_VERSION, own]],
      ['unknown-last', [own, UNKNOWN_VERSION]],
      ['many', ['ocpp0.1', 'mqtt', own, 'ocpp9.9', 'graphql-ws']],
    ];
    for (const [id, protocols] of offers) {
      const result = await station.tryToConnect({ protocols, patient: true });
      check(id, result.ok && result.line.subprotocol === own, {
        title: `the ${side.sut} picks ${own} of ${protocols.join(', ')}`,
        requirements: requirement,
        frames: [],
        expected: `a connection with subprotocol "${own}"`,
        actual: saysOf(result),
        essential: true,
      });
      await isServed(context, side, result, id);
    }
  });
}

/** Every character in percent-encoding, which changes nothing of what the path says (RFC 3986 §2.3). */
const encoded = (identity: string, letters: (hex: string) => string) =>
  [...Buffer.from(identity, 'utf8')].map((byte) => `%${letters(byte.toString(16).padStart(2, '0'))}`).join('');

export function paths(side: Side): Case {
  const encoding = section(side, '3.1.1');
  const unknown = section(side, '3.2');
  const described = {
    number: '19',
    title: `A ${side.sut} knows a station by its identity in the path, however that is encoded`,
    purpose:
      'An identity that is percent-encoded is the same one; paths that name no station bring nothing out of step.',
    requirements: [encoding, alivenessOf(side)],
    steps: [
      'The tester connects with its identity percent-encoded from the first letter to the last; it is served.',
      'The tester connects with paths that name no station; where that is not refused with HTTP 404, the report says so.',
      'The tester connects as the plan says; it is served.',
    ],
  };
  return onCsms(side, described, async (context) => {
    const { station, check, advise } = context;
    for (const [id, letters] of [
      ['upper', (hex: string) => hex.toUpperCase()],
      ['lower', (hex: string) => hex.toLowerCase()],
    ] as const) {
      const segment = encoded(station.identity, letters);
      const result = await station.tryToConnect({ segment, patient: true });
      check(`encoded-${id}`, result.ok, {
        title: `the ${side.sut} lets in an identity that is percent-encoded in ${id}-case letters`,
        requirements: encoding,
        frames: [],
        expected: 'an open connection',
        actual: saysOf(result),
        essential: true,
      });
      await isServed(context, side, result, `encoded-${id}`);
    }
    const wrong: readonly (readonly [string, string, string])[] = [
      ['nobody', '', 'without an identity'],
      ['two-parts', `${encodeURIComponent(station.identity)}/laddprov`, 'with something behind the identity'],
      ['broken-encoding', '%E0%A4%A', 'with a broken percent-encoding'],
      ['traversal', `..%2F${encodeURIComponent(station.identity)}`, 'with an encoded way up'],
    ];
    for (const [id, segment, what] of wrong) {
      // All of it is a SHOULD: who lets everybody in, or hangs up without a status, is told and no more.
      const result = await station.tryToConnect({ segment });
      const kept = result.ok && (await isHeld(station.conversation.lane, result.line));
      if (kept) advise(`let-in-${id}`, `a path ${what} was let in, not refused with HTTP 404`, unknown, []);
      else if (result.ok || result.status !== 404)
        advise(`status-${id}`, `a path ${what} met ${saysOf(result)}, not HTTP 404`, unknown, []);
      if (result.ok) result.line.terminate();
    }
    const again = await station.tryToConnect({ patient: true });
    check('after-refusals', again.ok, {
      title: `the ${side.sut} lets the station in after all that`,
      requirements: encoding,
      frames: [],
      expected: 'an open connection',
      actual: saysOf(again),
      essential: true,
    });
    await isServed(context, side, again, 'refusals');
  });
}

export function twoConnections(side: Side): Case {
  const requirement = section(side, '3.1.1');
  const described = {
    number: '20',
    title: `A ${side.sut} serves a station that connects while an old connection of it is there`,
    purpose:
      'A station that lost its network is back before the old connection is noticed to be dead: the new one counts.',
    requirements: [requirement, alivenessOf(side)],
    steps: [
      'The tester connects, boots, and connects a second time with the same identity.',
      `The ${side.sut} serves the connection that is there; if it refused the second, it serves the first.`,
      'Both are closed, and the tester connects anew; it is served.',
    ],
  };
  return onCsms(side, described, async (context) => {
    const { station, note, advise, pass } = context;
    await station.connect(requirement);
    await station.boot();
    const first = station.conversation.line;
    await isAlive(context, side, 'the-first');
    // What the tester lets go of by taking the second would hide what becomes of it.
    const second = await station.tryToConnect({ atOnce: true });
    if (second.ok) await pass(1_000);
    const open = second.ok && second.line.open;
    if (!open && first?.open) {
      const how = second.ok ? 'opened and closed at once' : saysOf(second);
      advise('second-refused', `the second connection was refused: ${how}`, requirement, []);
      await isAlive(context, side, 'the-second-was-refused');
    } else {
      note(first?.open ? 'the first connection was kept' : 'the first connection was closed in favour of the second');
      station.use(second);
      await isAlive(context, side, 'the-second');
    }
    station.drop();
    if (second.ok) second.line.terminate();
    await pass(1_000);
    await station.connect(requirement);
    await isAlive(context, side, 'both-closed');
  });
}
