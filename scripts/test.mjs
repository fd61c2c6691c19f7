// npm test: everything, on every shell that can run here. `npm test -- --project cross src/…` passes on to vitest.
import { build, BuildError } from './build.mjs';
import { findBrowser } from './lib/findBrowser.mjs';
import { runTests, summary } from './lib/vitest.mjs';

const args = process.argv.slice(2);
const counts = await test();
console.log(summary(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;

async function test() {
  try {
    await build();
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  // Found, or installed, once and before any test has a time limit. Without one the tests that need it say so.
  const browser = await findBrowser();
  return runTests(args, browser === null ? {} : { TRACEGROUND_BROWSER: browser });
}
