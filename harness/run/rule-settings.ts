/** What the rules need of the plan. */
import { type Plan } from '../plan/plan.js';
import { type RuleSettings } from '../rules/rule.js';
import { parametersOf } from './parameters.js';

export function ruleSettingsOf(plan: Plan): RuleSettings {
  return {
    callTimeout: parametersOf(plan).limits.message,
    minimumStatusDuration: plan.parameters.minimumStatusDuration,
  };
}
