/** What cases get to know of the plan, in the units that code uses. */
import { type Parameters } from '../peers/settings.js';
import { featuresOf, type Plan } from '../plan/plan.js';

/** Turns the plan's parameters into those of a case; time limits are stretched by the plan's multiplier. */
export function parametersOf(plan: Plan): Parameters {
  const { parameters, statement, timeLimitMultiplier } = plan;
  const limit = (seconds: number) => Math.round(seconds * 1000 * timeLimitMultiplier);
  const { timeouts } = parameters;
  const features = featuresOf(plan);
  return {
    limits: {
      message: limit(timeouts.message),
      action: limit(timeouts.action),
      operator: limit(timeouts.operator),
      reboot: limit(timeouts.reboot),
    },
    tokens: parameters.idTokens,
    evses: parameters.evses,
    connectors: parameters.connectors,
    heartbeatInterval: parameters.heartbeatInterval,
    meterValueInterval: parameters.meterValueInterval,
    minimumStatusDuration: parameters.minimumStatusDuration,
    measurands: parameters.measurands,
    sensors: parameters.sensors,
    vendorId: parameters.vendorId,
    configuration: parameters.configuration,
    claimsProfile: (profile) => statement.profiles.includes(profile),
    claims: (feature) => features.has(feature),
  };
}
