/** A station whose credentials are refused (HTTP 401): it goes on with the same ones, and at its usual pace. */
import { type Case } from '../../../harness/peers/case.js';
import { type Handshake } from '../../../harness/peers/for-cases/handshakes.js';
import { alivenessOf, isAlive, type Side } from '../framing/side.js';
import { ATTEMPTS, comesIn, keepsItsPauses, letIn, shortBackOff } from './back-off.js';
import { reconnects } from './connections.js';
import { chaosCase, type OnStation } from './station.js';
import { limitText, measuredText } from '../../../harness/peers/for-cases/durations.js';

const STATUS = 401;
/** Who knocks sooner after a refusal has no pause at all, in milliseconds. */
const AT_ONCE = 1_000;

/** A00.FR.203 and .302: every request to connect has the user name and the password. */
const CREDENTIALS = ['A00.FR.203', 'A00.FR.302'];

function hasCredentials({ check, parameters }: OnStation, attempt: number, { conn, auth = 'none' }: Handshake): void {
  const { securityProfile } = parameters;
  if (securityProfile !== 1 && securityProfile !== 2) return;
  check(`credentials-${attempt + 1}`, auth === 'valid', {
    title: `attempt ${attempt + 1} has the credentials of the station`,
    requirements: CREDENTIALS,
    frames: [],
    connections: [conn],
    asserts: ['credentials'],
    expected: 'its user name and its password',
    actual: auth === 'none' ? 'no credentials' : `${auth} credentials`,
    essential: true,
  });
}

/** 1.6 has no pauses of its own: whoever knocks without one only gets an advisory. */
async function keepsTrying(context: OnStation, side: Side): Promise<void> {
  const { csms, parameters, check, advise, now } = context;
  const requirement = reconnects(side);
  csms.drop({ status: STATUS });
  let waited = 0;
  let hasty = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const since = now();
    const within = parameters.limits.reboot + 2 * waited;
    const handshake = await csms.nextHandshake(within);
    waited = now() - since;
    if (waited < AT_ONCE) hasty++;
    check(`attempt-${attempt + 1}`, handshake !== undefined, {
      title: attempt === 0 ? 'the station tries to connect again' : 'the station tries again after a refusal',
      requirements: requirement,
      frames: [],
      connections: handshake ? [handshake.conn] : [],
      asserts: ['keeps-trying'],
      expected: `an attempt within ${limitText(within)}`,
      actual: handshake ? `after ${measuredText(waited)}` : 'none',
      essential: true,
    });
    if (handshake) hasCredentials(context, attempt, handshake);
  }
  if (hasty > 1)
    advise('hasty', `${hasty} attempts came within ${limitText(AT_ONCE)} of the one before`, requirement, []);
  csms.acceptAgain();
  await csms.expectConnection(requirement, { within: parameters.limits.reboot + 2 * waited });
  await isAlive(context, side, 'refused-credentials');
}

export function unauthorized(side: Side): Case {
  const old = side.family === '16';
  const described = {
    number: '11',
    title: 'A station whose credentials are refused keeps trying, with the same ones and no faster',
    purpose:
      'A CSMS that lost its passwords, or is not told them yet, gets neither a storm nor silence, and the station is there when it knows it.',
    requirements: [reconnects(side), ...CREDENTIALS, alivenessOf(side)],
    condition: 'SecurityProfile = 1 or SecurityProfile = 2',
    steps: [
      ...(old
        ? []
        : ['The tester configures a short minimum, no random part and two doublings, as far as the station takes it.']),
      `The tester drops the connection and answers ${ATTEMPTS} handshakes with HTTP ${STATUS}.`,
      old
        ? 'The station tries each time, with its credentials; without any pause it gets an advisory.'
        : 'The station tries each time, with its credentials, and the pauses are as the rules have them.',
      'The tester lets the station in; it serves a sound request.',
    ],
  };
  return chaosCase(side, described, async (context) => {
    context.afterwards(() => letIn(context));
    if (old) return keepsTrying(context, side);
    const settings = await shortBackOff(context);
    await keepsItsPauses(context, settings, STATUS, (attempt, handshake) =>
      hasCredentials(context, attempt, handshake),
    );
    await comesIn(context, side, settings, 'refused-credentials');
  });
}
