/** A station whose connection is cut, closed, refused, or no longer read: it comes back, and serves what it is asked. */
import { type Case } from '../../../harness/peers/case.js';
import { alivenessOf, isAlive, type Side, sound } from '../framing/side.js';
import { DEAF_STEP, isDeafForAWhile } from './deaf.js';
import { chaosCase } from './station.js';

/** The clause by which a station comes back. */
export const reconnects = ({ family }: Side): string => (family === '16' ? 'OCPP-J 1.6 §5.4' : 'Part 4 §5.3');

export function cuts(side: Side): Case {
  const requirement = reconnects(side);
  const described = {
    number: '04',
    title: 'A station whose connection is cut at the worst moment comes back',
    purpose: 'Before an answer, in the middle of a message, right after an answer, and again as soon as it is back.',
    requirements: [requirement, alivenessOf(side)],
    steps: [
      'The tester drops the connection before an answer, in the middle of a message, after an answer, and three times in a row.',
      'Each time the station connects again, and serves a sound request.',
    ],
  };
  return chaosCase(side, described, async (context) => {
    const { csms, pass } = context;
    const back = async (id: string) => {
      await csms.expectConnection(requirement, {
        id: `connection-${id}`,
        title: `the station connects again after ${id.replaceAll('-', ' ')}`,
      });
      await isAlive(context, side, id);
    };
    const { action, payload } = sound(side);
    const lost = csms.attempt(action, payload);
    csms.drop();
    await lost;
    await back('a-cut-before-the-answer');
    const torn = csms.attempt(action, payload, { sending: { parts: 5, pause: 200 } });
    await pass(500);
    csms.drop();
    await torn;
    await back('a-cut-in-a-message');
    csms.drop();
    await back('a-cut-after-an-answer');
    for (const id of ['first', 'second', 'third']) {
      csms.drop();
      await csms.expectConnection(requirement, {
        id: `connection-${id}`,
        title: `the station connects again after the ${id} cut in a row`,
      });
    }
    await isAlive(context, side, 'cuts-in-a-row');
  });
}

/** Codes that a server may close with (RFC 6455 §7.4), one that is private, and none. */
const CODES = [1000, 1001, 1008, 1011, 1012, 1013, 4000] as const;

export function closeCodes(side: Side): Case {
  const requirement = reconnects(side);
  const described = {
    number: '05',
    title: 'A station whose connection is closed comes back, whatever the code says',
    purpose: 'Normal, going away, refused, failed, restarting, busy or unknown: the station connects again.',
    requirements: [requirement, alivenessOf(side)],
    steps: [
      `The tester closes the connection with the codes ${CODES.join(', ')}.`,
      'Each time the station connects again; in the end it serves a sound request.',
    ],
  };
  return chaosCase(side, described, async (context) => {
    const { csms } = context;
    for (const code of CODES) {
      csms.mark();
      csms.conversation.settleAnswers();
      csms.conversation.line?.close(code, 'laddprov');
      await csms.expectConnection(requirement, {
        id: `connection-${code}`,
        title: `the station connects again after the close code ${code}`,
      });
    }
    await isAlive(context, side, 'close-codes');
  });
}

const STATUSES = [503, 500, 404, 403] as const;

export function refusals(side: Side): Case {
  const requirement = reconnects(side);
  const described = {
    number: '06',
    title: 'A station that is refused keeps trying',
    purpose: 'Whatever status the handshake is refused with, the station tries again until it is let in.',
    requirements: [requirement, alivenessOf(side)],
    steps: [
      `The tester drops the connection and refuses the next handshake with ${STATUSES.join(', ')}, one after the other.`,
      'Each time the station tries again and is let in; in the end it serves a sound request.',
    ],
  };
  return chaosCase(side, described, async (context) => {
    const { csms, parameters, now, afterwards } = context;
    afterwards(() => Promise.resolve(csms.acceptAgain()));
    for (const status of STATUSES) {
      const since = now();
      csms.drop({ status });
      await csms.nextHandshake(parameters.limits.reboot);
      csms.acceptAgain();
      // Pauses may grow to as long as the time without a connection.
      const within = parameters.limits.reboot + now() - since;
      const title = `the station connects again after it was refused with ${status}`;
      await csms.expectConnection(requirement, { id: `connection-${status}`, title, within });
    }
    await isAlive(context, side, 'refusals');
  });
}

export function halfOpen(side: Side): Case {
  const requirement = reconnects(side);
  const described = {
    number: '07',
    title: 'A station survives a connection that is not read for a while',
    purpose: 'It may wait or connect anew, and serves what it is asked when it is heard again.',
    requirements: [alivenessOf(side)],
    steps: [DEAF_STEP, 'The tester reads on; the station, over this connection or a new one, serves a sound request.'],
  };
  return chaosCase(side, described, async (context) => {
    await isDeafForAWhile(context, side, requirement);
    await isAlive(context, side, 'a-deaf-tester');
  });
}
