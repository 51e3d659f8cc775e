/** A station with ten faults at once, each of a kind that products of real makers had. */
import { callOf, type Frame, type ImperfectProduct, objectOf } from '../../../fixtures/imperfect/imperfect-product.js';
import { IMPERFECT_PRODUCTS } from '../../../fixtures/imperfect/index.js';

/** A station that says something else in the place of some CALLs or answers: `change` gets the payload. */
function saying(
  id: string,
  says: string,
  action: string,
  kind: 'call' | 'result',
  change: (payload: Readonly<Record<string, unknown>>) => object | undefined,
): ImperfectProduct {
  const altered = (frame: Frame, at: number): readonly Frame[] | undefined => {
    const payload = change(objectOf(frame[at]));
    return payload === undefined ? undefined : [[...frame.slice(0, at), payload]];
  };
  return {
    id,
    says,
    role: 'station',
    versions: ['1.6'],
    start: () => ({
      says(frame, _, question) {
        if (kind === 'call') return callOf(frame)?.action === action ? altered(frame, 3) : undefined;
        return frame[0] === 3 && callOf(question)?.action === action ? altered(frame, 2) : undefined;
      },
    }),
  };
}

const known = (id: string): ImperfectProduct => IMPERFECT_PRODUCTS.find((product) => product.id === id)!;

/** The faults, with what the cause that is found for each is told by. */
export const TEN_FAULTS: readonly (readonly [ImperfectProduct, RegExp])[] = [
  [known('refuses-remote-stop'), /^answer RemoteStopTransaction: status Rejected$/],
  [known('takes-remote-start-for-0'), /^accepted: no transaction runs on connector #$/],
  [known('lacks-one-setting'), /^check the station has the key …, writable: no such key$/],
  [known('takes-abc'), /^not refused: ChangeConfiguration MeterValueSampleInterval$/],
  // Its CALLERRORs cannot be read; as long as a check says no more than that nothing came, they are no answer.
  [
    known('station-text-as-details'),
    /^rule framing not a frame: error details "…" is not an object$|^unanswered wrong requests$/,
  ],
  [known('crashes'), /^closed UnlockConnector$|^incident restarted after UnlockConnector$/],
  [
    saying(
      'tells-time-as-people-do',
      'writes the time of a status as people do',
      'StatusNotification',
      'call',
      (payload) => ({
        ...payload,
        timestamp: '05.01.2026 12:00',
      }),
    ),
    /^rule validity date-time "#\.#\.# #:#"$/,
  ],
  [
    saying(
      'stops-for-another-reason',
      'gives Other as the reason of every stop',
      'StopTransaction',
      'call',
      (payload) => ({
        ...payload,
        reason: 'Other',
      }),
    ),
    /^message StopTransaction: reason Other$/,
  ],
  [
    saying('refuses-triggers', 'refuses to send what it is asked for', 'TriggerMessage', 'result', () => ({
      status: 'Rejected',
    })),
    /^answer TriggerMessage: status Rejected$/,
  ],
  [
    saying('makes-up-a-status', 'makes up a status for a cleared cache', 'ClearCache', 'result', () => ({
      status: 'Perhaps',
    })),
    /^rule validity ClearCacheResponse status: "Perhaps" is not one of Accepted, Rejected$/,
  ],
];
