import * as z from 'zod';

// Must run before any schema is made: the first import of main.tsx, and of client.ts.

// The page's policy forbids code from text; zod would try, and each try is reported as a violation.
z.config({ jitless: true });

// Browsers without explicit resource management lack the symbols that Disposable things are keyed by.
for (const name of ['dispose', 'asyncDispose'] as const) {
  if (!(name in Symbol)) Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
}
