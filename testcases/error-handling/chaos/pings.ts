/** A station that pings its CSMS, and what it makes of pongs that do not come (1.6 §9.1.34, Part 4 §5.2). */
import { type Case } from '../../../harness/peers/case.js';
import { alivenessOf, isAlive, type Side } from '../framing/side.js';
import { chaosCase, type OnStation } from './station.js';

/** Seconds. */
const INTERVAL = 5;
const NAME = 'WebSocketPingInterval';
const VARIABLE = { component: { name: 'OCPPCommCtrlr' }, variable: { name: NAME } };

type Item = Readonly<Record<string, unknown>> | undefined;
const firstOf = (payload: Readonly<Record<string, unknown>>, list: string): Item => {
  const items = payload[list];
  return Array.isArray(items) ? (items[0] as Item) : undefined;
};

async function read({ csms }: OnStation, side: Side): Promise<string | undefined> {
  const old = side.family === '16';
  const outcome = old
    ? await csms.attempt('GetConfiguration', { key: [NAME] })
    : await csms.attempt('GetVariables', { getVariableData: [VARIABLE] });
  if (outcome.kind !== 'result') return undefined;
  const told = old
    ? firstOf(outcome.payload, 'configurationKey')?.['value']
    : firstOf(outcome.payload, 'getVariableResult')?.['attributeValue'];
  return typeof told === 'string' ? told : undefined;
}

async function write({ csms }: OnStation, side: Side, value: string): Promise<boolean> {
  const old = side.family === '16';
  const outcome = old
    ? await csms.attempt('ChangeConfiguration', { key: NAME, value })
    : await csms.attempt('SetVariables', { setVariableData: [{ ...VARIABLE, attributeValue: value }] });
  if (outcome.kind !== 'result') return false;
  const status = old ? outcome.payload['status'] : firstOf(outcome.payload, 'setVariableResult')?.['attributeStatus'];
  return status === 'Accepted';
}

/** Whether a ping of the station comes within so many milliseconds. */
function pingWithin({ csms }: OnStation, within: number): Promise<boolean> {
  const { line, lane } = csms.conversation;
  return new Promise((resolve) => {
    const end = (came: boolean) => {
      cancel();
      line?.onControl(() => undefined);
      resolve(came);
    };
    const cancel = lane.clock.at(lane.clock.now() + within, () => end(false));
    line?.onControl((control) => control === 'ping' && end(true));
  });
}

export function stationPings(side: Side): Case {
  const requirement = side.family === '16' ? '1.6 §9.1.34' : 'Part 4 §5.2';
  const half = side.family === '16' ? 'OCPP-J 1.6 errata 3.9' : 'Part 4 §5.2';
  const described = {
    number: side.family === '16' ? '09' : '10',
    title: 'A station that is to ping does so, and finds out that nobody answers',
    purpose: 'Pings come at the interval that is set; a connection on which no pong comes is given up for a new one.',
    // A 2.x station may leave the variable out: then there is nothing to judge but that it lives.
    requirements: [requirement, alivenessOf(side)],
    ...(side.family === '16' && { condition: NAME }),
    steps: [
      `The tester sets ${NAME} to ${INTERVAL} s; the station pings.`,
      'The tester leaves pings unanswered; a station that does not connect anew gets an advisory.',
      'The tester answers again; the station serves a sound request.',
    ],
  };
  return chaosCase(side, described, async (context) => {
    const { csms, check, advise, note, now, parameters, afterwards } = context;
    const before = await read(context, side);
    if (before !== undefined && (await write(context, side, String(INTERVAL)))) {
      afterwards(() => write(context, side, before));
      const { line } = csms.conversation;
      const came = await pingWithin(context, 3_000 * INTERVAL);
      check('pings', came, {
        title: 'the station pings at the interval that is set',
        requirements: requirement,
        frames: [],
        connections: line ? [line.conn] : [],
        asserts: ['ping'],
        expected: `a ping within ${3 * INTERVAL} s`,
        actual: came ? 'a ping' : 'none',
      });
      line?.answerPings(false);
      csms.mark();
      const end = now() + 6_000 * INTERVAL + parameters.limits.message;
      while (line?.open && now() < end) await context.pass(1_000);
      line?.answerPings(true);
      if (line?.open) advise('half-open', 'the station keeps a connection on which no pong comes', half, []);
      else await csms.expectConnection(requirement);
    } else note(`the station cannot be told to ping by ${NAME}`);
    await isAlive(context, side, 'unanswered-pings');
  });
}
