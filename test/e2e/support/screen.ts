import type { Page } from 'playwright-core';

const words = /Book a visit|预约一次/;

/** The clinic runs when its button may be pressed. */
export async function waitForClinic(page: Page): Promise<void> {
  await page.locator('[data-node="web"]').waitFor();
  await page.locator('header button:not([aria-disabled])', { hasText: words }).waitFor({ timeout: 60_000 });
}

/** Presses "Book a visit" and waits only until the button may be pressed again. */
export async function bookVisit(page: Page): Promise<void> {
  await page.locator('header button:not([aria-disabled])', { hasText: words }).click();
}
