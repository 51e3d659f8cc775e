/** Products that nothing can be done with, or that are as slow or as talkative as they may be. */
import { type Role, VERSIONS } from '../../../harness/doors/protocol.js';
import {
  type Body,
  callOf,
  type Fault,
  type Frame,
  type ImperfectProduct,
  objectOf,
} from '../../../fixtures/imperfect/imperfect-product.js';

/** How long a slow product takes for each request, in milliseconds: within the limit of every version. */
const SLOW = 9_000;
/** How often a talkative product says something, in milliseconds. */
const EVERY = 1_000;
/** How long it waits for an answer before it asks something else, in milliseconds. */
const PATIENCE = 30_000;

/** A product of that role in every version. */
const bad = (id: string, says: string, role: Role, start: () => Fault): ImperfectProduct => ({
  id: `${role}-${id}`,
  says,
  role,
  versions: VERSIONS,
  start,
});

/** Goes down at every third request, and comes back. */
const restarts = (role: Role): ImperfectProduct =>
  bad('restarts', 'restarts at every third request', role, () => {
    let heard = 0;
    return {
      hears(frame, body) {
        if (frame[0] !== 2 || ++heard % 3 !== 0) return undefined;
        if (role === 'station') body.happen('powerCycle', {});
        else body.drop();
        return [];
      },
    };
  });

/** Answers whatever it is asked in the one way that `answer` gives; a station still registers. */
const answers = (id: string, says: string, role: Role, answer: (id: unknown) => Frame): ImperfectProduct =>
  bad(id, says, role, () => ({
    hears(frame, body) {
      if (frame[0] !== 2) return undefined;
      body.say(answer(frame[1]));
      return [];
    },
  }));

/** Says No wherever it is asked for a status. */
const refuses: ImperfectProduct = bad('refuses', 'answers Rejected to everything', 'station', () => ({
  says: (frame) =>
    frame[0] === 3 && 'status' in objectOf(frame[2])
      ? [[3, frame[1], { ...objectOf(frame[2]), status: 'Rejected' }]]
      : undefined,
}));

const slow = (role: Role): ImperfectProduct =>
  bad('slow', 'takes 9 s for each request', role, () => ({
    hears(frame, body) {
      if (frame[0] !== 2) return undefined;
      body.hear(frame, SLOW);
      return [];
    },
  }));

/** Says something legal all the time, from the moment at which it may speak, one thing after the other. */
function talkative(role: Role): ImperfectProduct {
  const next = (count: number): Frame =>
    role === 'station'
      ? [2, `talk-${count}`, 'Heartbeat', {}]
      : [2, `talk-${count}`, 'DataTransfer', { vendorId: 'com.example.talk' }];
  return bad('talks', 'has something to say every second', role, () => {
    let said = 0;
    let talking: Body | undefined;
    /** What it has asked and was not answered yet, and what waits for that. */
    let asked: unknown;
    let waiting: Frame[] = [];
    const ask = (frame: Frame, body: Body): void => {
      asked = frame[1];
      body.say(frame);
      body.clock.at(body.clock.now() + PATIENCE, () => {
        if (asked === frame[1]) answered(body);
      });
    };
    const answered = (body: Body): void => {
      asked = undefined;
      const [held] = waiting.splice(0, 1);
      if (held) ask(held, body);
    };
    const talk = (body: Body): void => {
      if (talking !== body) return;
      body.clock.at(body.clock.now() + EVERY, () => talk(body));
      if (asked === undefined) ask(next(++said), body);
    };
    const registered = (frame: Frame, question: Frame | undefined, body: Body): void => {
      if (callOf(question)?.action !== 'BootNotification' || objectOf(frame[2])['status'] !== 'Accepted') return;
      if (talking === body) return;
      talking = body;
      body.clock.at(body.clock.now() + EVERY, () => talk(body));
    };
    return {
      hears(frame, body, question) {
        if (role === 'station') registered(frame, question, body);
        if (frame[0] === 2 || frame[1] !== asked) return undefined;
        answered(body);
        return String(frame[1]).startsWith('talk-') ? [] : undefined;
      },
      says(frame, body, question) {
        if (role === 'csms') registered(frame, question, body);
        if (frame[0] !== 2) return undefined;
        if (asked !== undefined) waiting.push(frame);
        else ask(frame, body);
        return [];
      },
      closed() {
        talking = undefined;
        asked = undefined;
        waiting = [];
      },
    };
  });
}

/** Speaks before it may: a station before it has registered, a CSMS before it has let the station in. */
const early = (role: Role): ImperfectProduct =>
  bad('early', 'speaks before it may, each time', role, () => {
    let said = 0;
    return role === 'station'
      ? {
          says(frame) {
            if (callOf(frame)?.action !== 'BootNotification') return undefined;
            return [[2, `early-${++said}`, 'Heartbeat', {}], frame];
          },
        }
      : {
          hears(frame, body) {
            if (callOf(frame)?.action !== 'BootNotification') return undefined;
            body.say([2, `early-${++said}`, 'DataTransfer', { vendorId: 'com.example.talk' }]);
            return undefined;
          },
        };
  });

const ROLES: readonly Role[] = ['station', 'csms'];
const error = (id: unknown): Frame => [4, id, 'InternalError', '', {}];

/** None of them can pass much; whatever is asked of them comes to an end. */
export const BAD: readonly ImperfectProduct[] = [
  ...ROLES.map(restarts),
  ...ROLES.map((role) => answers('errors', 'answers everything with an error', role, error)),
  ...ROLES.map((role) => answers('empty', 'answers everything with {}', role, (id) => [3, id, {}])),
  refuses,
  ...ROLES.map(early),
];

/** All that they do is legal. */
export const LEGAL: readonly ImperfectProduct[] = [...ROLES.map(slow), ...ROLES.map(talkative)];
