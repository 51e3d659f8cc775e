/** Writes a commented plan from a few answers; the asking itself is the command line's. */
import { stringify } from 'yaml';
import { is2x, type Role, type Version } from '../doors/protocol.js';

export interface PlanAnswers {
  readonly role: Role;
  readonly version: Version;
  /** The station under test, or the name of the CSMS. */
  readonly identity?: string;
  /** A CSMS: the stations that the tester may play. */
  readonly identities?: readonly string[];
  /** A station: where the tester listens. */
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
  /** A CSMS: its endpoint. */
  readonly url?: string;
  readonly securityProfile?: 0 | 1;
  readonly password?: string;
  readonly passwordFromEnv?: string;
  readonly profiles?: readonly string[];
  readonly features?: readonly string[];
  /** 1.6: connectors; 2.x: EVSEs with one connector each. */
  readonly connectors?: number;
  readonly operator?: 'none' | 'terminal' | 'http' | 'command' | 'module';
  /** The operator's url, command or file. */
  readonly operatorTarget?: string;
}

/** A value as YAML on one line, quoted where it has to be. */
const inline = (value: unknown) => stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();

function connection(answers: PlanAnswers): string[] {
  if (answers.role === 'csms') {
    return [
      '# Where the CSMS listens. The identity is appended, percent-encoded.',
      `url: ${inline(answers.url ?? 'ws://127.0.0.1:9000/ocpp')}`,
    ];
  }
  return [
    '# Where the tester waits for the station: point the station to ws://<this machine>:<port><path>.',
    'listen:',
    `  host: ${inline(answers.host ?? '127.0.0.1')} # 0.0.0.0 for every interface`,
    `  port: ${answers.port ?? 9000}`,
    `  path: ${inline(answers.path ?? '/')}`,
  ];
}

function sut({ role, version, identity, identities }: PlanAnswers): string[] {
  const names =
    role === 'station'
      ? [`  identity: ${inline(identity ?? 'CS001')} # as it stands in the URL`]
      : [
          `  identity: ${inline(identity ?? 'CSMS')} # a name for reports`,
          '  # Stations that the CSMS knows and the tester may play: one case runs on each at a time.',
          `  identities: ${inline(identities ?? ['CS001'])}`,
        ];
  return ['# The product under test.', 'sut:', `  role: ${role}`, `  version: '${version}'`, ...names];
}

function security(answers: PlanAnswers): string[] {
  const profile = answers.securityProfile ?? (is2x(answers.version) ? 1 : 0);
  const secret =
    answers.passwordFromEnv === undefined
      ? `  password: ${inline(answers.password ?? 'change-this-password')} # or passwordFromEnv: NAME, or passwordHex: …`
      : `  passwordFromEnv: ${inline(answers.passwordFromEnv)}`;
  return [
    '# 0: none (1.6 only), 1: Basic authentication, 2: Basic over TLS, 3: client certificate.',
    'security:',
    `  profile: ${profile}`,
    ...(profile === 0 ? [] : [secret]),
  ];
}

const OPERATORS: Readonly<Record<NonNullable<PlanAnswers['operator']>, (target: string | undefined) => string[]>> = {
  none: () => ['  kind: none # cases that need one are inconclusive'],
  terminal: () => ['  kind: terminal # asks the person who runs the tests'],
  http: (target) => ['  kind: http', `  url: ${inline(target ?? 'http://127.0.0.1:8080')}`],
  command: (target) => [
    '  kind: command # the request is on its standard input, as JSON',
    `  run: ${inline(target ?? './operator.sh')}`,
  ],
  module: (target) => ['  kind: module # a .ts, .js or .mjs file', `  file: ${inline(target ?? './operator.ts')}`],
};

function parameters({ version, connectors = 1 }: PlanAnswers): string[] {
  const evses = Array.from({ length: connectors }, (_, index) => ({ id: index + 1, connectors: 1 }));
  return [
    '# What the tester needs to know. Everything here has a default.',
    'parameters:',
    is2x(version) ? `  evses: ${inline(evses)}` : `  connectors: ${connectors}`,
    '  # Tokens by what the CSMS makes of them; for a station, cards that somebody can present.',
    '  # idTokens: { valid: "1ADD0001", invalid: "1ADD00FF", blocked: "1ADD00B0", expired: "1ADD00E0" }',
    '  # timeouts: { message: 30, action: 60, operator: 120, reboot: 300 } # seconds',
  ];
}

/** The text of a plan for the answers; what is not answered gets a default that works. It loads without an error. */
export function commentedPlan(answers: PlanAnswers): string {
  const sections = [
    sut(answers),
    connection(answers),
    security(answers),
    [
      '# What the product claims to support: certification profiles, and the feature ids of its PICS.',
      'statement:',
      `  profiles: ${inline(answers.profiles ?? ['Core'])}`,
      `  features: ${inline(answers.features ?? [])}`,
    ],
    parameters(answers),
    [
      '# Who acts on the product when a case asks: plugs in, presents a card, makes the CSMS send a request.',
      'operator:',
      ...OPERATORS[answers.operator ?? 'terminal'](answers.operatorTarget),
    ],
    [
      '# Which cases to run: ids with *, block:B, profile:Core, requirement:B01.FR.01, and ! for "not".',
      'selection:',
      '  include: []',
      '  exclude: []',
    ],
    ['# Stretches every time limit, for slow products.', 'timeLimitMultiplier: 1'],
    [
      '# What the cover of the report says of the test itself.',
      '# report: { lab: "Example Lab", tester: "A. Person", reference: "2026-117", contact: "lab@example.com" }',
    ],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
