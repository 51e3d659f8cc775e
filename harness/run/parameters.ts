/** What cases get to know of the plan, in the units that code uses. */
import { type Parameters, type TimeLimits } from '../peers/settings.js';
import { featuresOf, type Plan, timeLimit } from '../plan/plan.js';
import { passwordFor } from '../plan/redact.js';

/** Turns the plan's parameters into those of a case; time limits are stretched by the plan's multiplier. */
export function parametersOf(plan: Plan): Parameters {
  const { parameters, statement } = plan;
  const limit = (name: keyof TimeLimits) => Math.round(timeLimit(plan, name));
  const features = featuresOf(plan);
  const protocols = features.get('SupportedFileTransferProtocols');
  return {
    limits: {
      message: limit('message'),
      action: limit('action'),
      operator: limit('operator'),
      reboot: limit('reboot'),
    },
    tokens: parameters.idTokens,
    evses: parameters.evses,
    connectors: parameters.connectors,
    heartbeatInterval: parameters.heartbeatInterval,
    meterValueInterval: parameters.meterValueInterval,
    minimumStatusDuration: parameters.minimumStatusDuration,
    measurands: parameters.measurands,
    chargingRateUnit: parameters.chargingRateUnit,
    sensors: parameters.sensors,
    vendorId: parameters.vendorId,
    configuration: parameters.configuration,
    securityProfile: plan.security.profile,
    ...(plan.url !== undefined && { host: new URL(plan.url).hostname.replace(/^\[|\]$/g, '') }),
    passwordOf: (identity) => passwordFor(plan, identity),
    ...(parameters.firmwareUrl !== undefined && { firmwareUrl: parameters.firmwareUrl }),
    ...(parameters.logUrl !== undefined && { logUrl: parameters.logUrl }),
    ...(typeof protocols === 'string' && { fileProtocols: protocols.split(',').map((word) => word.trim()) }),
    claimsProfile: (profile) => statement.profiles.includes(profile),
    claims: (feature) => features.has(feature),
  };
}
