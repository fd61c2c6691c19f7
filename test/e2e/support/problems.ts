import type { Page } from 'playwright-core';

/** Collects what must not happen on a page: errors on its console (violations of its policy are such) and exceptions nobody caught. */
export function collectProblems(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  return problems;
}
