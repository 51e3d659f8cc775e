/** What a case knows of the SUT and of the run from the plan, in the units that code uses. */
import { type SensorName } from '../../doors/operator.js';

/** Time limits in milliseconds, stretched by the plan's multiplier already. */
export interface TimeLimits {
  /** How long an answer to a CALL may take. */
  readonly message: number;
  /** How long the SUT may take to do something and report it. */
  readonly action: number;
  readonly operator: number;
  readonly reboot: number;
}

export interface Token {
  readonly idToken: string;
  readonly type: string;
}

/** Tokens by what the CSMS makes of them. */
export interface Tokens {
  readonly valid: Token;
  readonly second: Token;
  readonly invalid: Token;
  readonly blocked: Token;
  readonly expired: Token;
  readonly groupMember: Token;
  readonly group: Token;
  readonly masterPass: Token;
  readonly masterPassGroup: Token;
}

/** A sensor that the operator can bring to a value; all values are in `unit`. */
export interface SensorFacts {
  readonly name: SensorName;
  /** 2.x: its component, where the device model does not call it by its name. */
  readonly component?: string;
  readonly evseId?: number;
  readonly connectorId?: number;
  readonly instance?: string;
  /** The variable that carries the value, where it is not that of the name. */
  readonly variable?: string;
  readonly unit?: string;
  /** Surely raises an alert. */
  readonly high: number | boolean;
  /** Surely raises none. */
  readonly normal: number | boolean;
  /** Surely is too low. */
  readonly low?: number;
  /** What it can measure. */
  readonly min?: number;
  readonly max?: number;
  /** How far a reading may be from what the sensor was brought to. */
  readonly tolerance?: number;
  /** A value at which the station gives less current, or none. */
  readonly reduces?: number;
  /** 1.6: the DataTransfer that tells its value. */
  readonly vendorId?: string;
  readonly messageId?: string;
}

export interface Parameters {
  readonly limits: TimeLimits;
  readonly tokens: Tokens;
  readonly evses: readonly { readonly id: number; readonly connectors: number }[];
  /** 1.6: how many connectors there are; they are numbered from 1. */
  readonly connectors: number;
  /** Seconds. */
  readonly heartbeatInterval: number;
  /** Seconds between sampled meter values. */
  readonly meterValueInterval: number;
  /** 1.6: how long a status has to last before the station reports it, in seconds. */
  readonly minimumStatusDuration: number;
  /** How long the impersonated station stays away after its connection has ended, in milliseconds. */
  readonly reconnectPace: number;
  readonly measurands: readonly string[];
  /** The unit of charging limits that is used where the SUT takes both. */
  readonly chargingRateUnit: 'A' | 'W';
  readonly sensors: readonly SensorFacts[];
  /** What a CSMS under test is to do on an alert of a temperature sensor. */
  readonly alertReaction?: 'limit' | 'out-of-service' | 'notify';
  /** A DataTransfer vendor that the SUT does not know. */
  readonly vendorId: string;
  readonly configuration: Readonly<Record<string, string>>;
  /** The security profile of the plan, in which the SUT starts. */
  readonly securityProfile: 0 | 1 | 2 | 3;
  /** The host name of a CSMS under test, as its URL has it. */
  readonly host?: string;
  /** Every station identity that the plan has for a CSMS under test. */
  readonly identities: readonly string[];
  /** The Basic authentication password of the plan. A replay has another in its place: no case may go by it. */
  passwordOf(identity: string): string | Uint8Array | undefined;
  /** Where the firmware lies that a CSMS under test is to speak of, and where logs go. */
  readonly firmwareUrl?: string;
  readonly logUrl?: string;
  /** The file transfer protocols that the statement claims, as SupportedFileTransferProtocols has them. */
  readonly fileProtocols?: readonly string[];
  /** Whether the statement claims a certification profile. */
  claimsProfile(profile: string): boolean;
  /** Whether the statement claims an official feature id. */
  claims(feature: string): boolean;
}
