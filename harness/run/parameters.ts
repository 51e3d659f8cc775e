/** What cases get to know of the plan, in the units that code uses. */
import { type Parameters, type TimeLimits } from '../peers/for-cases/settings.js';
import { type Plan, timeLimit } from '../plan/plan.js';
import { featuresOf } from '../plan/statement/claimed-features.js';
import { passwordFor } from '../plan/reading/redact.js';
import { REDACTED } from '../wire/secrets.js';

/**
 * Turns the plan's parameters into those of a case; time limits are stretched by the plan's multiplier. The tokens are
 * those of the lane that plays the identity.
 */
export function parametersOf(plan: Plan, identity?: string): Parameters {
  const { parameters, statement } = plan;
  const { tokenSets } = parameters;
  const lane = identity === undefined ? 0 : Math.max(0, plan.sut.identities.indexOf(identity));
  const limit = (name: keyof TimeLimits) => Math.round(timeLimit(plan, name));
  const features = featuresOf(plan);
  const usesPassword = plan.security.profile === 1 || plan.security.profile === 2;
  const protocols = features.get('SupportedFileTransferProtocols');
  return {
    limits: {
      message: limit('message'),
      action: limit('action'),
      operator: limit('operator'),
      reboot: limit('reboot'),
    },
    tokens: tokenSets[lane % tokenSets.length] ?? tokenSets[0],
    evses: parameters.evses,
    connectors: parameters.connectors,
    heartbeatInterval: parameters.heartbeatInterval,
    meterValueInterval: parameters.meterValueInterval,
    minimumStatusDuration: parameters.minimumStatusDuration,
    reconnectPace: Math.round(parameters.reconnectPace * 1000),
    measurands: parameters.measurands,
    chargingRateUnit: parameters.chargingRateUnit,
    sensors: parameters.sensors,
    ...(parameters.alertReaction !== undefined && { alertReaction: parameters.alertReaction }),
    vendorId: parameters.vendorId,
    configuration: parameters.configuration,
    securityProfile: plan.security.profile,
    ...(plan.url !== undefined && { host: new URL(plan.url).hostname.replace(/^\[|\]$/g, '') }),
    identities: plan.sut.identities,
    // The record keeps the password to itself: in a replay what stands there has to serve.
    passwordOf: (identity) => passwordFor(plan, identity) ?? (usesPassword ? REDACTED : undefined),
    ...(parameters.firmwareUrl !== undefined && { firmwareUrl: parameters.firmwareUrl }),
    ...(parameters.logUrl !== undefined && { logUrl: parameters.logUrl }),
    ...(typeof protocols === 'string' && { fileProtocols: protocols.split(',').map((word) => word.trim()) }),
    claimsProfile: (profile) => statement.profiles.includes(profile),
    claims: (feature) => features.has(feature),
  };
}
