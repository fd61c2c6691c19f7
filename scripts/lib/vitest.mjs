import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, root } from './root.mjs';
import { runNode } from './run.mjs';

/**
 * Runs tests and counts them.
 * @param {readonly string[]} args of `vitest run`
 * @param {Readonly<Record<string, string>>} [env]
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runTests(args, env = {}) {
  mkdirSync(cacheDirectory, { recursive: true });
  const report = join(cacheDirectory, `tests-${process.pid}.json`);
  const { code } = await runNode(['node_modules/vitest/vitest.mjs', 'run', '--root', root, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args], { env });
  const counts = count(report);
  rmSync(report, { force: true });
  // A red run without a red test: a file that does not load, or an error outside of any test.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function count(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const brokenFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')).length;
    return { passed: numPassedTests, failed: numFailedTests + brokenFiles, skipped: numPendingTests + numTodoTests };
  } catch (error) {
    if (error.code === 'ENOENT') return { passed: 0, failed: 1, skipped: 0 };
    throw error;
  }
}

/** The last line of every script that counts. */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}
