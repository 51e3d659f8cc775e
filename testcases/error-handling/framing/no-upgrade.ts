/** HTTP at the endpoint of a CSMS that is no opening handshake of a WebSocket (RFC 6455 §4.2.1, §4.4). */
import { type Case } from '../../../harness/peers/case.js';
import { type HttpRequest } from '../../../harness/peers/for-cases/sending.js';
import { connectsAgain, isConnected } from '../../helpers/either.js';
import { isLetInAgain } from '../../helpers/let-in.js';
import { onCsms, type OnCsms } from './handshake.js';
import { alivenessOf, isAlive, section, type Side } from './side.js';

const SHAPE = 'RFC 6455 §4.2.1';
const VERSIONS = 'RFC 6455 §4.4';

interface Way {
  readonly id: string;
  /** What it is, to follow `refuses`. */
  readonly what: string;
  readonly request: HttpRequest;
  /** No WebSocket is asked for: nothing forbids a page at that address. */
  readonly plain?: true;
  readonly requirement?: string;
}

/** An opening handshake without the headers that are named. */
const handshake = (version: string, ...without: readonly string[]): HttpRequest['headers'] =>
  (
    [
      ['Connection', 'Upgrade'],
      ['Upgrade', 'websocket'],
      ['Sec-WebSocket-Key', 'bGFkZHByb3YgbGFkZHByIQ=='],
      ['Sec-WebSocket-Version', '13'],
      ['Sec-WebSocket-Protocol', `ocpp${version}`],
    ] as const
  ).filter(([name]) => !without.includes(name));

/** Beyond what any server takes, in characters. */
const LONG = 200_000;

function waysOf({ version }: OnCsms): readonly Way[] {
  const json = JSON.stringify([2, 'laddprov', 'Heartbeat', {}]);
  const whole = handshake(version);
  return [
    { id: 'get', what: 'a GET that asks for no WebSocket', request: { method: 'GET', headers: [] }, plain: true },
    {
      id: 'post',
      what: 'a POST with a CALL in its body',
      request: { method: 'POST', headers: [['Content-Type', 'application/json']], body: json },
      plain: true,
    },
    {
      id: 'no-upgrade-header',
      what: 'a handshake without Upgrade',
      request: { method: 'GET', headers: handshake(version, 'Upgrade', 'Connection') },
      plain: true,
    },
    { id: 'post-handshake', what: 'a handshake by POST', request: { method: 'POST', headers: whole, body: json } },
    {
      id: 'no-key',
      what: 'a handshake without Sec-WebSocket-Key',
      request: { method: 'GET', headers: handshake(version, 'Sec-WebSocket-Key') },
    },
    {
      id: 'no-version',
      what: 'a handshake without Sec-WebSocket-Version',
      request: { method: 'GET', headers: handshake(version, 'Sec-WebSocket-Version') },
    },
    {
      id: 'version-99',
      what: 'a handshake of version 99',
      request: {
        method: 'GET',
        headers: [...handshake(version, 'Sec-WebSocket-Version'), ['Sec-WebSocket-Version', '99']],
      },
      requirement: VERSIONS,
    },
    {
      id: 'long-line',
      what: `a request line of ${LONG.toLocaleString('en')} characters`,
      request: { method: 'GET', query: `?${'x'.repeat(LONG)}`, headers: handshake(version, 'Upgrade', 'Connection') },
      plain: true,
    },
    {
      id: 'long-header',
      what: `a header of ${LONG.toLocaleString('en')} characters`,
      request: {
        method: 'GET',
        headers: [...handshake(version, 'Upgrade', 'Connection'), ['X-Laddprov', 'x'.repeat(LONG)]],
      },
      plain: true,
    },
  ];
}

async function isRefused(context: OnCsms, side: Side, { id, what, request, plain, requirement = SHAPE }: Way) {
  const { station, advise } = context;
  const answer = await station.expectNoUpgrade(request, requirement, {
    id: `refused-${id}`,
    title: `the ${side.sut} refuses ${what}, or hangs up`,
  });
  const { status = 0, versions, code } = answer;
  if (status >= 200 && status < 400) {
    const says = plain ? 'is served, as any page may be' : 'is answered as if nothing were wrong';
    advise(`served-${id}`, `${what} ${says}: ${code}`, requirement, []);
  }
  if (id === 'version-99' && status >= 400 && versions === undefined)
    advise(
      'no-versions',
      `${what} is refused without Sec-WebSocket-Version, which says what there is`,
      requirement,
      [],
    );
}

export function noUpgrade(side: Side): Case {
  const back = section(side, '3.1.1');
  const described = {
    number: '22',
    title: `A ${side.sut} survives HTTP that is no WebSocket handshake`,
    purpose:
      'Whatever asks for no WebSocket, or asks wrongly, gets none; nothing hangs, and the station that is connected is served.',
    requirements: [SHAPE, VERSIONS, back, alivenessOf(side)],
    steps: [
      'The tester, connected as it should be, sends the endpoint a GET, a POST, and handshakes that lack what they need.',
      `The ${side.sut} answers each with something other than an upgrade, or hangs up.`,
      `After each of them the tester sends a sound request over its connection; the ${side.sut} serves it.`,
      'The tester connects anew; it is served.',
    ],
    connect: 'booted' as const,
  };
  return onCsms(side, described, async (context) => {
    const { station, advise } = context;
    for (const way of waysOf(context)) {
      await isRefused(context, side, way);
      if (!isConnected(context)) {
        advise(`lost-${way.id}`, `the open connection was closed over ${way.what}`, SHAPE, []);
        await connectsAgain(context, back, `connection-after-${way.id}`);
      }
      await isAlive(context, side, way.id);
    }
    station.disconnect();
    await isLetInAgain(context, back);
    await isAlive(context, side, 'all-of-them');
  });
}
