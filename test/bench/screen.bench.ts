import { rm } from 'node:fs/promises';
import { openBrowser } from '../e2e/support/browser.ts';
import { startBrowserShell } from './browserShell.ts';

const budgetMillis = 8_000;
const starts = 3;

/** From starting the browser shell to the first trace in the page's list. The browser runs already, as a learner's does. */
export async function firstTraceBench(): Promise<{ name: string; ratio: number; detail: string }[]> {
  const { context, directory } = await openBrowser();
  const all: number[] = [];
  try {
    for (let start = 0; start < starts; start += 1) {
      const page = await context.newPage();
      const started = performance.now();
      await using shell = await startBrowserShell();
      await page.goto(shell.address);
      await page.locator('[role="listbox"] [role="option"]').first().waitFor({ timeout: 60_000 });
      all.push(performance.now() - started);
      await page.close();
    }
  } finally {
    await context.close();
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
  all.sort((a, b) => a - b);
  const median = all[Math.floor(all.length / 2)] ?? NaN;
  return [{ name: 'start → first trace on screen', ratio: budgetMillis / median, detail: `${all.map((millis) => (millis / 1000).toFixed(1)).join(', ')} s; budget ${String(budgetMillis / 1000)} s` }];
}
