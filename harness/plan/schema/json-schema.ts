/** The JSON Schema of a plan, for editors: `# yaml-language-server: $schema=…` at the top of a plan. */
import { z } from 'zod';
import { ACTION_NAMES } from './operator-schema.js';
import { planFileSchema } from '../plan.js';
import { profilesOf } from '../statement/profiles.js';

/** The schema as the text of docs/schemas/plan.schema.json. */
export function planJsonSchema(): string {
  const schema = z.toJSONSchema(planFileSchema, {
    io: 'input',
    override({ jsonSchema, path }) {
      if (path.at(-1) === 'profiles' && path.at(-3) === 'statement') {
        const names = [...new Set([...profilesOf('1.6'), ...profilesOf('2.1')])];
        jsonSchema.items = { type: 'string', enum: names };
      }
      if (path.at(-1) === 'actions') {
        jsonSchema.propertyNames = { enum: [...new Set([...ACTION_NAMES.station, ...ACTION_NAMES.csms])] };
      }
    },
  });
  const { $schema, ...rest } = schema;
  const whole = { $schema, title: 'laddprov plan', description: 'All that a run needs, in one file.', ...rest };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}
