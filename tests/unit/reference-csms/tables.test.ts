/** The CSMS's own tables against the official schemas: they were written by hand, and must say the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Field, type Fields } from '../../../fixtures/ocppj/checks.js';
import { dialect16 } from '../../../fixtures/reference-csms/ocpp16/dialect.js';
import { dialect2 } from '../../../fixtures/reference-csms/ocpp2/dialect.js';
import { type Dialect } from '../../../fixtures/reference-csms/context.js';
import { schemaOf } from '../../../harness/schema/schemas.js';
import { type Json } from './bench.js';

type Compare = (field: Field, schema: Json, path: string) => string[];

/** The first place where lengths are known to differ on purpose: explanations may be longer than 2.0.1 allows. */
const lenient = /statusInfo\.additionalInfo|attributeStatusInfo\.additionalInfo/i;

function comparer(root: Json): Compare {
  const resolve = (schema: Json): Json =>
    schema.$ref ? resolve(root.definitions[(schema.$ref as string).split('/').at(-1) ?? '']) : schema;

  const object = (fields: Fields, schema: Json, path: string): string[] => {
    const properties: Record<string, Json> = schema.properties ?? {};
    const required: string[] = schema.required ?? [];
    const names = Object.keys(properties).filter((name) => name !== 'customData');
    return [
      ...names.filter((name) => !fields[name]).map((name) => `${path}.${name} has no entry`),
      ...Object.keys(fields)
        .filter((name) => !properties[name])
        .map((name) => `${path}.${name} is no property`),
      ...names.flatMap((name) => {
        const field = fields[name];
        if (!field) return [];
        const wrong = required.includes(name) === (field.optional ?? false) ? [`${path}.${name}: required or not`] : [];
        return [...wrong, ...compare(field, properties[name], `${path}.${name}`)];
      }),
    ];
  };

  const compare: Compare = (field, reference, path) => {
    const schema = resolve(reference);
    if (field.is === 'any') return [];
    const is = field.is === 'dateTime' ? 'string' : field.is;
    if (schema.type !== is) return [`${path}: ${is}, not ${schema.type}`];
    const differs: string[] = [];
    const same = (what: string, ours: unknown, theirs: unknown): void => {
      if (ours !== theirs) differs.push(`${path}: ${what} ${String(ours)}, not ${String(theirs)}`);
    };
    if (is === 'string') {
      same('is a time', field.is === 'dateTime', schema.format === 'date-time');
      if (!lenient.test(path)) same('length', field.max, schema.maxLength);
      same('values', [...(field.values ?? [])].sort().join(), [...((schema.enum as string[]) ?? [])].sort().join());
    }
    if (is === 'integer' || is === 'number') {
      same('least', field.min, schema.minimum);
      same('most', field.max, schema.maximum);
    }
    if (is === 'array') {
      same('least', field.min, schema.minItems);
      same('most', field.max, schema.maxItems);
      differs.push(...compare(field.items ?? { is: 'any' }, schema.items, `${path}[]`));
    }
    if (is === 'object' && field.fields) differs.push(...object(field.fields, schema, path));
    return differs;
  };
  return compare;
}

function differences(dialect: Dialect, action: string, part: 'request' | 'response', fields: Fields): string[] {
  const schema = schemaOf(dialect.version, action, part) as Json;
  if (!schema) return [`${action} is no message`];
  return comparer(schema)({ is: 'object', fields }, schema, `${dialect.version} ${action} ${part}`);
}

for (const dialect of [dialect16, dialect2('2.0.1'), dialect2('2.1')]) {
  test(`what the CSMS demands of requests in ${dialect.version} is what the schemas demand`, () => {
    const found = Object.entries(dialect.messages).flatMap(([action, { fields }]) =>
      differences(dialect, action, 'request', fields),
    );
    assert.deepEqual(found, []);
  });

  test(`what the CSMS demands of answers in ${dialect.version} is what the schemas demand`, () => {
    const found = Object.entries(dialect.commands).flatMap(([action, { result }]) =>
      result ? differences(dialect, action, 'response', result) : [],
    );
    assert.deepEqual(found, []);
  });
}
