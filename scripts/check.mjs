// npm run check: types, lint, the import law, unit tests. Before every commit; under a minute.
import { runNode, seconds } from './lib/run.mjs';
import { runTests, summary } from './lib/vitest.mjs';

const cache = 'node_modules/.cache';
const eslint = ['node_modules/eslint/bin/eslint.js', '.', '--cache', '--cache-location', `${cache}/eslint/`, '--cache-strategy', 'content', '--max-warnings', '0'];
const law = ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'src', '--config', '.dependency-cruiser.mjs'];

// Lint reads types from source, not from what tsc writes: the two may share the machine.
const [types, lint] = await Promise.all([
  step('types', ['node_modules/typescript/bin/tsc', '-b']),
  step('lint', eslint).then(async (failed) => failed + (await step('import law', law))),
]);
const tests = await runTests(['--project', 'unit']);
const counts = { ...tests, failed: tests.failed + types + lint };
console.log(summary(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;

/** Quiet when good. Returns the number of failures: a step is one. */
async function step(name, command) {
  const start = performance.now();
  const { code, output } = await runNode(command, { stdio: ['ignore', 'pipe', 'pipe'] });
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds(start)})`);
  if (code !== 0) console.log(output.trimEnd());
  return code === 0 ? 0 : 1;
}
