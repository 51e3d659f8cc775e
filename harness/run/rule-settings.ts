/** What the rules need of the plan. */
import { type Plan } from '../plan/plan.js';
import { type RuleSettings } from '../rules/rule.js';
import { parametersOf } from './parameters.js';

export function ruleSettingsOf(plan: Plan): RuleSettings {
  const { limits } = parametersOf(plan);
  return {
    callTimeout: limits.message,
    actionTimeout: limits.action,
    minimumStatusDuration: plan.parameters.minimumStatusDuration,
  };
}
