import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly language: 'en' | 'zh-CN';
}

/** Shows the screen in this theme and language, and expects axe to find no fault of WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page, { colorScheme, language }: Look): Promise<void> {
  // Without motion: a colour on its way from one theme to the other is neither.
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.locator(`header [lang="${language}"]`).click();
  await page.locator(`html[lang="${language}"]`).waitFor();

  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();

  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join('\n')}`)).toEqual([]);
}
