/**
 * The payload types of every OCPP message, per version, on top of what `npm run generate` makes from the official
 * schemas. An action that a version does not have, and a misspelt field, do not compile.
 */
import { type Version } from '../doors/protocol.js';
import { type Requests as Requests16, type Responses as Responses16 } from './generated/ocpp16.js';
import { type Requests as Requests201, type Responses as Responses201 } from './generated/ocpp201.js';
import { type Requests as Requests21, type Responses as Responses21 } from './generated/ocpp21.js';

/** The two halves of an exchange that a schema describes. A SEND of 2.1 has a request alone. */
export type Part = 'request' | 'response';

interface RequestsOf {
  '1.6': Requests16;
  '2.0.1': Requests201;
  '2.1': Requests21;
}

interface ResponsesOf {
  '1.6': Responses16;
  '2.0.1': Responses201;
  '2.1': Responses21;
}

/** The names of the messages of `V`; for a union of versions those that all of them have. */
export type ActionOf<V extends Version> = keyof RequestsOf[V] & string;

/** The payload of a CALL (or SEND) `A` in version `V`; for a union of versions the union of its payloads. */
export type RequestOf<V extends Version, A extends ActionOf<V>> = RequestsOf[V][A];

/** The payload of the CALLRESULT to `A`; `never` for NotifyPeriodicEventStream, which is not answered. */
export type ResponseOf<V extends Version, A extends ActionOf<V>> = A extends keyof ResponsesOf[V]
  ? ResponsesOf[V][A]
  : never;
