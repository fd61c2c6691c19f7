import tseslint from 'typescript-eslint';

const recordNames = new Set(['Span', 'Metric', 'LogRecord']);
/** `{ ...span }`: a record decoded from OTLP has its fields as getters of its class, which a spread loses without a word. */
const noRecordSpread = {
  meta: { type: 'problem', schema: [], messages: { spread: 'Spreading a {{name}} loses the fields of one that was decoded: use with{{name}}.' } },
  create(context) {
    const services = context.sourceCode.parserServices;
    if (!services?.program) return {};
    const checker = services.program.getTypeChecker();
    const isRecord = ({ symbol }) => recordNames.has(symbol?.name) && symbol.declarations?.some((declaration) => /\/src\/engine\/pdata\//.test(declaration.getSourceFile().fileName));
    return {
      'ObjectExpression > SpreadElement'(node) {
        const written = services.getTypeAtLocation(node.argument);
        const type = checker.getBaseConstraintOfType(written) ?? written;
        const record = (type.types ?? [type]).find(isRecord);
        if (record) context.report({ node, messageId: 'spread', data: { name: record.symbol.name } });
      },
    };
  },
};

export default tseslint.config(
  { ignores: ['out/', 'node_modules/', 'lessons/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.anywhere.json', './tsconfig.node.json', './tsconfig.browser.json'], tsconfigRootDir: import.meta.dirname } },
    plugins: { traceground: { rules: { 'no-record-spread': noRecordSpread } } },
    rules: {
      'traceground/no-record-spread': 'error',
      'max-lines': ['error', { max: 400 }],
      'max-params': 'off',
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
    },
  },
  { files: ['**/*.test.ts', '**/*.test.tsx', 'test/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/unbound-method': 'off' } },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
