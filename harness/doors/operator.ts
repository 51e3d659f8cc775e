/**
 * The operator door: asks whoever acts on the SUT, a person or a program in their place. An answer says only whether
 * the action was carried out; what the SUT made of it is seen on the wire.
 */

/** Where a physical action happens. 1.6: `connectorId` alone counts. 2.x: `evseId` and `connectorId`. */
export interface Place {
  readonly evseId?: number;
  readonly connectorId?: number;
}

/** Names of the sensors that an environment case may set, by the device model's component names. */
export type SensorName =
  | 'TemperatureSensor'
  | 'ExternalTemperatureSensor'
  | 'HumiditySensor'
  | 'AirQualitySensor'
  | 'FloodSensor'
  | 'TiltSensor'
  | 'ShockSensor'
  | 'LightSensor'
  | 'CaseAccessSensor';

/** What an operator can be asked to do at a station, each with its arguments. */
export interface StationActions {
  /**
   * Cut and restore the supply, so that the station boots. The value `restarted` says that it was restarted by other
   * means, so that nothing can be said of the reason it gives.
   */
  powerCycle: Record<string, never>;
  /** Restart it by whatever means there is: menu, button, supply. */
  reboot: Record<string, never>;
  plugIn: Place;
  plugOut: Place;
  presentIdToken: Place & { readonly idToken: string; readonly type?: string };
  /** The EV stops taking energy, the cable stays in. */
  evStopsCharging: Place;
  /** The EV takes energy again. */
  evResumesCharging: Place;
  /** Cut or restore the station's own network connection. */
  network: { readonly up: boolean };
  /**
   * Bring a sensor to a value: warm air, a climate chamber, a test input, an HTTP call. `variable` is what carries the
   * value (Temperature, Humidity, …; Active where it is only on or off), or `Problem`: true makes the sensor fail, so
   * that the station can see it, false mends it; or `Tripped` with false: somebody resets it.
   */
  setSensor: Place & {
    readonly sensor: SensorName;
    readonly variable: string;
    readonly value: number | boolean;
    readonly unit?: string;
  };
  raiseFault: Place & { readonly errorCode: string };
  clearFault: Place;
  parkingBay: Place & { readonly occupied: boolean };
  emergencyStop: { readonly pressed: boolean };
  /** The last resort: an instruction in words. */
  prompt: { readonly instruction: string };
}

/** What an operator can be asked to do at a CSMS. `station` is always the identity that the tester plays. */
export interface CsmsActions {
  /** Make the CSMS send `action`; `payload` is what it should say, and may be dictated word for word. */
  sendRequest: { readonly station: string; readonly action: string; readonly payload: unknown };
  /** Answer the next boots with Pending (true) or Accepted again (false). */
  setPendingBoot: { readonly station: string; readonly pending: boolean };
  /** Limit how many items the CSMS puts into one message (2.x). */
  setItemsPerMessage: {
    readonly station: string;
    readonly getVariables?: number;
    readonly setVariables?: number;
    readonly getReport?: number;
  };
  /** Make a token known with a status: Accepted, Blocked, Expired, Invalid. */
  createToken: { readonly idToken: string; readonly status: string };
  updateBasicAuthPassword: { readonly station: string };
  setBasicAuthPassword: { readonly station: string; readonly password: string };
  setSecurityProfile: { readonly station: string; readonly securityProfile: number };
  /**
   * Read back what the CSMS believes: a connector's status, a sensor's value, a transaction, whether its staff is
   * told of an alert there (true or false).
   */
  readBack: Place & {
    readonly station: string;
    readonly what: 'connectorStatus' | 'sensorValue' | 'transaction' | 'stationOnline' | 'alert';
    readonly name?: string;
  };
  prompt: { readonly instruction: string };
}

export type OperatorRole = 'station' | 'csms';
export type StationActionName = keyof StationActions;
export type CsmsActionName = keyof CsmsActions;

/** One request to an operator, in data, as it also stands in the record. */
export interface OperatorRequest {
  readonly role: OperatorRole;
  readonly action: StationActionName | CsmsActionName;
  readonly args: Readonly<Record<string, unknown>>;
  /** Why the tester asks, in words for a person: which case, which step. */
  readonly why: string;
  /** How long the operator has, in milliseconds. */
  readonly within: number;
}

/** What came of a request. Only `done` lets a case go on; both others make it inconclusive. */
export type OperatorAnswer =
  | {
      readonly status: 'done';
      /** What was read back, if anything was asked. */ readonly value?: unknown;
      readonly note?: string;
    }
  /** This operator cannot do that at all: not automated, not mapped, nobody there. */
  | { readonly status: 'unavailable'; readonly reason: string }
  /** It was tried and did not work. */
  | { readonly status: 'failed'; readonly reason: string };

export interface Operator {
  /** How reports call it: terminal, http, command, module, none, embedded. */
  readonly name: string;
  /** Whether the SUT is told the payload word for word, so that a check on it shows only that it was forwarded. */
  readonly dictates?: boolean;
  /** Never rejects for what the SUT or a person does; a rejection is a defect of the operator's own program. */
  ask(request: OperatorRequest): Promise<OperatorAnswer>;
  close?(): Promise<void>;
}
