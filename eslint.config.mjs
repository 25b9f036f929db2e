import tseslint from 'typescript-eslint';

/** What imports cannot show: a pure room asks for no time, no chance and no platform, and returns a refusal instead of throwing it. */
const PURE_ROOMS = ['libs/rulebook/src/**/*.ts', 'libs/processes/src/**/*.ts', 'libs/*/src/{domain,projections,timers,figures}/**/*.ts'];

const notInPureRooms = [
  ["NewExpression[callee.name='Date'][arguments.length=0]", 'A pure room is told the time.'],
  ["CallExpression[callee.name='Date']", 'A pure room is told the time.'],
  ["MemberExpression[object.name='Date'][property.name='now']", 'A pure room is told the time.'],
  ["MemberExpression[object.name='Math'][property.name='random']", 'A pure room is told what chance decided.'],
  ["MemberExpression[object.name='performance']", 'A pure room is told the time.'],
  ['CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate|queueMicrotask|fetch)$/]', 'A pure room starts nothing.'],
  [':function[async=true]', 'A pure room waits for nothing.'],
  ['AwaitExpression', 'A pure room waits for nothing.'],
  ['ThrowStatement', 'A refusal is a value.'],
  ['ClassDeclaration, ClassExpression', 'A pure room is made of values and functions.'],
].map(([selector, message]) => ({ selector, message }));

/** What stands where a year, month, day or hour is cut out of an instant: in whose time, the text does not say. */
const notOfText = [
  ["CallExpression[callee.property.name='slice'][callee.object.property.name=/^(at|now|.*At|due|.*Due|payBy)$/][arguments.0.type='Literal']", 'A day, month or hour of an instant is that of a zone: dayIn, monthIn, hourIn.'],
  ["CallExpression[callee.property.name='slice'][callee.object.name=/^(at|now|.*At|due|.*Due|payBy|instant)$/][arguments.0.type='Literal']", 'A day, month or hour of an instant is that of a zone: dayIn, monthIn, hourIn.'],
  ["CallExpression[callee.property.name=/^(get|getUTC|to)(FullYear|Month|Date|Day|Hours|LocaleString|LocaleDateString|LocaleTimeString|DateString)$/][callee.object.type!='NewExpression']:not([callee.property.name=/^getUTC/])", 'A day, month or hour of an instant is that of a zone: dayIn, monthIn, hourIn.'],
  ["MemberExpression[object.name='Intl'][property.name='DateTimeFormat']", 'A day, month or hour of an instant is that of a zone: dayIn, monthIn, hourIn.'],
].map(([selector, message]) => ({ selector, message }));

const declared = [
  ['TSEnumDeclaration', 'Words are declared as values (`words`), not as enums.'],
  ['ExportDefaultDeclaration', 'A thing is exported under its name.'],
  ['TSInterfaceDeclaration[id.name=/^I[A-Z]/]', 'An interface is named after what it is, without an I.'],
]
  .map(([selector, message]) => ({ selector, message }));

const everywhere = [...declared, ...notOfText];

export default tseslint.config(
  { ignores: ['dist/**', 'data/**', 'node_modules/**', 'coverage/**', 'test/fixtures/**', '**/*.cjs', '**/*.mjs', '**/*.js'] },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-object-type': 'off',
      'no-restricted-syntax': ['error', ...everywhere],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['libs/**/*.ts'],
    ignores: ['**/nest/**', '**/*.spec.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'error' },
  },
  {
    files: ['libs/kernel/src/**/*.ts', ...PURE_ROOMS],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-globals': ['error', 'process', 'crypto', 'Buffer', 'global'] },
  },
  {
    files: PURE_ROOMS,
    ignores: ['**/*.spec.ts', 'libs/processes/src/nest/**', 'libs/rulebook/src/nest/**'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...notInPureRooms] },
  },
  {
    files: ['libs/*/src/{domain,projections}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'max-lines': ['error', 200] },
  },
  // where instants are made and taken apart
  { files: ['libs/vocabulary/src/{instants,zones}.ts'], rules: { 'no-restricted-syntax': ['error', ...declared] } },
  { files: ['bench/**/*.ts', 'test/**/*.ts', '**/*.spec.ts'], rules: { 'no-restricted-syntax': ['error', ...declared] } },
  { files: ['apps/cli/**/*.ts', 'bench/**/*.ts', 'test/**/*.ts'], rules: { 'no-console': 'off' } },
);
