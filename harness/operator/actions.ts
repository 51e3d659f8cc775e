/** The actions of the operator door as data: what their arguments look like, and what to tell a person. */
import { z } from 'zod';
import {
  type CsmsActionName,
  type CsmsActions,
  type OperatorRequest,
  type StationActionName,
  type StationActions,
} from '../doors/operator.js';
import { SENSOR_NAMES } from '../plan/schema/parameters-schema.js';

const placeShape = { evseId: z.int().min(0).optional(), connectorId: z.int().min(0).optional() };
const place = z.strictObject(placeShape);
const nothing = z.strictObject({});
const station = z.string().min(1);
const prompt = z.strictObject({ instruction: z.string().min(1) });
const count = z.int().min(1).optional();

/** The arguments of each action at a station. */
export const stationArguments = {
  powerCycle: nothing,
  reboot: nothing,
  plugIn: place,
  plugOut: place,
  presentIdToken: z.strictObject({ ...placeShape, idToken: z.string(), type: z.string().optional() }),
  evStopsCharging: place,
  evResumesCharging: place,
  network: z.strictObject({ up: z.boolean() }),
  setSensor: z.strictObject({
    ...placeShape,
    sensor: z.enum(SENSOR_NAMES),
    variable: z.string().min(1),
    value: z.union([z.number(), z.boolean()]),
    unit: z.string().optional(),
  }),
  raiseFault: z.strictObject({ ...placeShape, errorCode: z.string().min(1) }),
  clearFault: place,
  parkingBay: z.strictObject({ ...placeShape, occupied: z.boolean() }),
  emergencyStop: z.strictObject({ pressed: z.boolean() }),
  prompt,
} satisfies { [Name in StationActionName]: z.ZodType<StationActions[Name]> };

/** The arguments of each action at a CSMS. */
export const csmsArguments = {
  sendRequest: z.strictObject({ station, action: z.string().min(1), payload: z.unknown() }),
  setPendingBoot: z.strictObject({ station, pending: z.boolean() }),
  setItemsPerMessage: z.strictObject({ station, getVariables: count, setVariables: count, getReport: count }),
  createToken: z.strictObject({ station: station.optional(), idToken: z.string(), status: z.string().min(1) }),
  updateBasicAuthPassword: z.strictObject({ station }),
  setBasicAuthPassword: z.strictObject({ station, password: z.string() }),
  setSecurityProfile: z.strictObject({ station, securityProfile: z.int().min(0).max(3) }),
  readBack: z.strictObject({
    ...placeShape,
    station,
    what: z.enum(['connectorStatus', 'sensorValue', 'transaction', 'stationOnline', 'alert']),
    name: z.string().optional(),
  }),
  prompt: z.strictObject({ station: station.optional(), instruction: z.string().min(1) }),
} satisfies { [Name in CsmsActionName]: z.ZodType<CsmsActions[Name]> };

/**
 * Checks a request against the arguments of its action.
 * @throws an Error with code OPERATOR_REQUEST, headline and hint for an action that the role does not have, or for arguments that do not fit.
 */
export function checkRequest(request: OperatorRequest): void {
  const schemas: Readonly<Record<string, z.ZodType>> = request.role === 'station' ? stationArguments : csmsArguments;
  const schema = Object.hasOwn(schemas, request.action) ? schemas[request.action] : undefined;
  const issue = schema?.safeParse(request.args).error?.issues[0];
  if (schema !== undefined && issue === undefined) return;
  const headline =
    issue === undefined
      ? `There is no action ${request.action} at a ${request.role}`
      : `The arguments of ${request.action} do not fit at "${issue.path.join('.')}": ${issue.message}`;
  const hint = 'The case that asked has to be mended; see the operator door for the actions and their arguments.';
  throw Object.assign(new Error(`${headline}. ${hint}`), { code: 'OPERATOR_REQUEST', headline, hint });
}
