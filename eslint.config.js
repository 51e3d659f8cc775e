import tseslint from 'typescript-eslint';
import { doors } from './tools/lint/doors.mjs';
import { oneWay } from './tools/lint/one-way.mjs';

const house = { rules: { doors, 'one-way': oneWay } };

const PRODUCT = ['cli', 'harness', 'testcases', 'reports', 'fixtures'].map((folder) => `${folder}/**/*.{ts,tsx}`);

/** Files that are a door, or stand in front of one: the only ones that see time, chance and sockets themselves. */
const DOORS = ['harness/doors/**', 'harness/wire/**', 'harness/files/**', 'harness/operator/**', 'cli/**'];
/** HTTP servers of the reference peers: the interface by which an operator acts on them. */
const CONTROL = ['fixtures/**/control-api.ts', 'fixtures/**/control-api/**'];

const MACHINE = 'the time of day and chance come from harness/doors/machine';

const NODE_GLOBALS = [
  'AbortSignal',
  'Buffer',
  'URL',
  'clearTimeout',
  'console',
  'process',
  'setTimeout',
  'structuredClone',
];

const CORE = {
  eqeqeq: 'error',
  'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
  'no-constant-binary-expression': 'error',
  'no-control-regex': 'error',
  'no-debugger': 'error',
  'no-duplicate-case': 'error',
  'no-else-return': 'error',
  'no-empty': 'error',
  'no-eval': 'error',
  'no-fallthrough': 'error',
  'no-implied-eval': 'error',
  'no-irregular-whitespace': 'error',
  'no-lonely-if': 'error',
  'no-loss-of-precision': 'error',
  'no-new-func': 'error',
  'no-param-reassign': 'error',
  'no-prototype-builtins': 'error',
  'no-self-compare': 'error',
  'no-sparse-arrays': 'error',
  'no-template-curly-in-string': 'error',
  'no-unneeded-ternary': 'error',
  'no-unreachable-loop': 'error',
  'no-unsafe-finally': 'error',
  'no-useless-catch': 'error',
  'no-useless-escape': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': ['error', { destructuring: 'all' }],
  'use-isnan': 'error',
  'valid-typeof': 'error',
};

const TYPED = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-base-to-string': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-for-in-array': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/no-unnecessary-type-assertion': 'error',
  '@typescript-eslint/no-unsafe-argument': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'error',
  '@typescript-eslint/no-unsafe-call': 'error',
  '@typescript-eslint/no-unsafe-member-access': 'error',
  '@typescript-eslint/no-unsafe-return': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/prefer-promise-reject-errors': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

const STYLE = {
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-explicit-any': 'error',
  // noUncheckedIndexedAccess makes `!` the way to say that an index is known to be good.
  '@typescript-eslint/no-non-null-assertion': 'off',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  'no-restricted-exports': [
    'error',
    { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: 'TSEnumDeclaration', message: 'No enums: use a union of string literals.' },
    { selector: 'TSModuleDeclaration[kind!="global"]', message: 'No namespaces: a file is the namespace.' },
    { selector: 'TSExportAssignment', message: 'No default exports: export by name.' },
  ],
};

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.cache/',
      'results/',
      'node_modules/',
      'harness/schema/generated/',
      'playwright-report/',
      'test-results/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, rules: CORE },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])) },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strict],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['playwright.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: { ...TYPED, ...STYLE },
  },
  { files: PRODUCT, plugins: { house }, rules: { 'house/one-way': 'error' } },
  {
    files: PRODUCT,
    ignores: [...DOORS, ...CONTROL],
    plugins: { house },
    rules: { 'house/doors': 'error' },
  },
  {
    // The command line opens what the doors are made of; the time of day and chance it takes from one place.
    files: ['cli/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval'],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: MACHINE }],
      'no-restricted-syntax': [
        ...STYLE['no-restricted-syntax'],
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: MACHINE },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'node:crypto', importNames: ['randomInt', 'randomUUID'], message: MACHINE },
            { name: 'node:timers/promises', message: MACHINE },
          ],
        },
      ],
    },
  },
  {
    files: ['harness/**/*.{ts,tsx}', 'testcases/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    // node:test returns promises that nobody has to wait for; what tests read back is checked by their assertions.
    files: ['tests/**/*.{ts,tsx}', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
            { from: 'package', name: ['it', 'describe', 'suite', 'test'], package: '@types/node' },
          ],
        },
      ],
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['*.config.{js,ts}'], rules: { 'no-restricted-exports': 'off' } },
);
