/** The credentials of an opening handshake (A00): whom a CSMS refuses that checks passwords. */
import { type Case } from '../../../harness/peers/case.js';
import { isServer } from '../../../harness/peers/station-side/station.js';
import { closesAtOnce, isLetInAgain, saysOf } from '../../helpers/let-in.js';
import { onCsms, type OnCsms } from './handshake.js';
import { alivenessOf, isAlive, type Side } from './side.js';

interface Way {
  readonly id: string;
  /** How the station connects: completes "a station". */
  readonly what: string;
  readonly options: Parameters<OnCsms['station']['tryToConnect']>[0];
  /** The password is right, but not for this user or this path: 2.x alone has the CSMS compare them. */
  readonly mismatch?: true;
}

/** So many ways in have no right password. */
const WITHOUT_PASSWORD = 3;

/** What differs from a right handshake; of another station, where the plan has one. */
function waysOf({ station, parameters }: OnCsms): readonly Way[] {
  const other = parameters.identities.find((identity) => identity !== station.identity);
  const password = other === undefined ? undefined : parameters.passwordOf(other);
  return [
    { id: 'wrong-password', what: 'with a wrong password', options: { password: 'laddprov-no-password' } },
    { id: 'empty-password', what: 'with an empty password', options: { password: '' } },
    { id: 'no-credentials', what: 'without credentials', options: { password: null } },
    {
      id: 'no-such-user',
      what: 'with a user name that is no station, and its own password',
      options: { user: `${station.identity}-laddprov` },
      mismatch: true,
    },
    ...(other === undefined || password === undefined
      ? []
      : [
          {
            id: 'of-another',
            what: 'with the user name and the password of another station',
            options: { user: other, password },
            mismatch: true as const,
          },
          {
            id: 'as-another',
            what: 'with its own credentials and the identity of another station in the path',
            options: { segment: encodeURIComponent(other) },
            mismatch: true as const,
          },
        ]),
  ];
}

/** Whoever completes the handshake and hangs up at once has refused as well (A00.FR.002). */
async function isRefused(context: OnCsms, side: Side, way: Way, requirements: readonly string[]): Promise<boolean> {
  const { id, what, options, mismatch } = way;
  const { station, check, advise } = context;
  const [clause = ''] = requirements;
  const result = await station.tryToConnect(options);
  const hungUp = result.ok && (await closesAtOnce(context, result.line));
  if (mismatch && side.family === '16') {
    if (result.ok && !hungUp) advise(`let-in-${id}`, `a station ${what} was let in`, 'A00.FR.204, A00.FR.303', []);
    return true;
  }
  check(id, hungUp || (!result.ok && isServer(result)), {
    title: `the CSMS refuses a station ${what}`,
    requirements,
    frames: [],
    connections: [result.ok ? result.line.conn : result.conn],
    expected: 'a refused handshake, or the end of the connection at once',
    actual: hungUp ? `${saysOf(result)}, closed at once` : saysOf(result),
  });
  if (hungUp) advise(`late-${id}`, `a station ${what} was let in and hung up on`, clause, []);
  if (!result.ok && result.status !== 401)
    advise(`status-${id}`, `a station ${what} was refused with ${result.code}, not with HTTP 401`, clause, []);
  return hungUp || !result.ok;
}

export function credentials(side: Side): Case {
  // Profiles 1 and 2 say the same. 1.6 obliges the station alone to have its identity for a user name.
  const old = side.family === '16';
  const requirements = old ? ['A00.FR.202', 'A00.FR.203', 'A00.FR.301', 'A00.FR.302'] : ['A00.FR.207', 'A00.FR.324'];
  const described = {
    number: '21',
    title: old
      ? `A ${side.sut} lets nobody in without a right password`
      : `A ${side.sut} lets nobody in whose credentials are not those of the station in the path`,
    purpose: `Wrong and missing credentials are refused${old ? '' : ', foreign ones too'}, and the station with its own is served after that.`,
    condition: 'SecurityProfile = 1 or SecurityProfile = 2',
    requirements: [...requirements, alivenessOf(side)],
    steps: [
      'The tester connects with a wrong, an empty and no password; it is refused.',
      'The tester connects with a user name that is not its identity and, where the plan has another station, with the credentials of that one and in its name; ' +
        (old ? 'where it is let in, that is an advisory.' : 'it is refused.'),
      'The tester connects as the plan says; it is served.',
    ],
  };
  return onCsms(side, described, async (context) => {
    let letIn = 0;
    for (const way of waysOf(context)) {
      // Who looks at no password at all does not tell one station's from another's: the rest would be one fault again.
      if (way.mismatch && letIn === WITHOUT_PASSWORD) break;
      if (!(await isRefused(context, side, way, requirements))) letIn++;
    }
    await isLetInAgain(context, requirements[0] ?? '');
    await context.station.boot();
    await isAlive(context, side, 'wrong-credentials');
  });
}
