/**
 * Lint rule `house/doors`: time, chance and sockets come through the doors alone, so that a run can be repeated in
 * virtual time and its verdicts can be derived again from its record.
 */
import { importVisitors } from './sources.mjs';

const CLOCK = 'time comes from a Clock (harness/doors/clock)';
const CHANCE = 'chance comes from Entropy (harness/doors/entropy)';
const WIRE = 'connections come from a Wire (harness/doors/wire)';
const PROGRAMS = 'programs are started by an operator (harness/operator)';

const GLOBALS = {
  setTimeout: CLOCK,
  setInterval: CLOCK,
  setImmediate: CLOCK,
  performance: CLOCK,
  crypto: CHANCE,
  fetch: WIRE,
  WebSocket: WIRE,
  EventSource: WIRE,
  XMLHttpRequest: WIRE,
};

const MODULES = {
  ws: WIRE,
  net: WIRE,
  tls: WIRE,
  http: WIRE,
  https: WIRE,
  http2: WIRE,
  dgram: WIRE,
  child_process: PROGRAMS,
  timers: CLOCK,
  'timers/promises': CLOCK,
  perf_hooks: CLOCK,
};

/** Members of globals and of modules that are doors of their own, the rest of which is harmless. */
const MEMBERS = {
  Date: { now: CLOCK },
  Math: { random: CHANCE },
  AbortSignal: { timeout: CLOCK },
  process: { hrtime: CLOCK, uptime: CLOCK },
};
const CRYPTO = [
  'randomUUID',
  'randomBytes',
  'randomInt',
  'randomFill',
  'randomFillSync',
  'getRandomValues',
  'webcrypto',
];
const MODULE_MEMBERS = {
  crypto: Object.fromEntries(CRYPTO.map((name) => [name, CHANCE])),
  process: MEMBERS.process,
};

const bare = (specifier) => specifier.replace(/^node:/, '');
const nameOf = (node) => node.name ?? node.value;

/** The name of the member that an expression takes from `object`; undefined where it cannot be known. */
function memberOf(object) {
  const { parent } = object;
  if (parent.type !== 'MemberExpression' || parent.object !== object) return undefined;
  return parent.computed
    ? parent.property.type === 'Literal'
      ? String(parent.property.value)
      : undefined
    : parent.property.name;
}

/** References to a name that no code declares, whether or not the linter knows the name as a global. */
function globalReferences(scope) {
  const known = [...scope.set.values()].filter((variable) => variable.defs.length === 0);
  return [...known.flatMap((variable) => variable.references), ...scope.through].filter(
    (reference) => reference.isValueReference !== false,
  );
}

/** Why a use of the global `name` at `node` goes round a door, if it does. */
function judge(name, node) {
  if (Object.hasOwn(GLOBALS, name)) return GLOBALS[name];
  if (!Object.hasOwn(MEMBERS, name)) return undefined;
  const { parent } = node;
  if (name === 'Date' && parent.callee === node) {
    const fixed =
      parent.type === 'NewExpression' && parent.arguments.length > 0 && parent.arguments[0].type !== 'SpreadElement';
    return fixed ? undefined : CLOCK;
  }
  if (parent.type === 'BinaryExpression' && parent.operator === 'instanceof') return undefined;
  const member = memberOf(node);
  // The object as a whole, passed on or taken apart, cannot be followed.
  if (member === undefined) return Object.values(MEMBERS[name])[0];
  return MEMBERS[name][member];
}

export const doors = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { door: '{{what}} goes round a door: {{instead}}.' },
  },
  create(context) {
    const report = (node, what, instead) => context.report({ node, messageId: 'door', data: { what, instead } });
    return {
      ...importVisitors(({ node, specifier, types }) => {
        if (specifier === undefined || types) return;
        const name = bare(specifier);
        const root = name.split('/')[0];
        const instead = MODULES[name] ?? MODULES[root];
        if (instead !== undefined) return report(node, specifier, instead);
        const members = MODULE_MEMBERS[root];
        if (members === undefined) return;
        const specifiers = node.specifiers ?? [undefined];
        for (const one of specifiers) {
          const imported = one?.imported ?? one?.local;
          const whole =
            one === undefined || one.type === 'ImportNamespaceSpecifier' || one.type === 'ImportDefaultSpecifier';
          if (whole) report(node, `all of ${specifier}`, Object.values(members)[0]);
          else if (Object.hasOwn(members, nameOf(imported))) report(one, nameOf(imported), members[nameOf(imported)]);
        }
        if (node.type === 'ExportAllDeclaration') report(node, `all of ${specifier}`, Object.values(members)[0]);
      }),
      'Program:exit'(program) {
        for (const { identifier } of globalReferences(context.sourceCode.getScope(program))) {
          const viaGlobal = identifier.name === 'globalThis' || identifier.name === 'global';
          const name = viaGlobal ? memberOf(identifier) : identifier.name;
          const node = viaGlobal ? identifier.parent : identifier;
          if (viaGlobal && name === undefined) {
            report(identifier, `${identifier.name} as a whole`, 'name what is needed');
            continue;
          }
          const instead = judge(name, node);
          if (instead !== undefined) report(node, context.sourceCode.getText(node.parent).slice(0, 40), instead);
        }
      },
    };
  },
};
