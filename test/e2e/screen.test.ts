import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { describeShells } from './support/describeShells.ts';
import type { OpenShell } from './support/openShell.ts';

describeShells('the screen', (openPage) => {
  let page: Page;
  let shell: OpenShell;
  beforeAll(async () => {
    shell = await openPage();
    page = shell.page;
    await page.locator('[data-node="web"]').waitFor();
    // It refuses to be pressed until the clinic runs.
    await page.locator('header button:not([aria-disabled])', { hasText: /Book a visit|预约一次/ }).waitFor({ timeout: 60_000 });
  });

  it('shows the trace of a booked visit through four services', async () => {
    await page.locator('header button', { hasText: /Book a visit|预约一次/ }).click();

    const rows = page.locator('[role="treegrid"] [aria-level]');
    await rows.first().waitFor();
    await expect.poll(async () => new Set((await rows.evaluateAll((all) => all.map((row) => (row as unknown as { ariaLabel: string }).ariaLabel))).map((label) => label.split(/[,，]/)[0])).size).toBeGreaterThanOrEqual(4);
  });

  it('walks the map and opens a span with the keyboard alone', async () => {
    await page.locator('[data-node="web"]').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('[data-node="visits"]:focus').count()).toBe(1);

    await page.locator('[role="treegrid"]').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');

    expect(await page.locator('[role="treegrid"] [aria-selected="true"]').count()).toBe(1);
  });

  it.each([['light', 'en'], ['dark', 'en'], ['light', 'zh-CN'], ['dark', 'zh-CN']] as const)('breaks no accessibility rule (%s, %s)', async (colorScheme, language) => {
    await page.emulateMedia({ colorScheme });
    await page.locator(`header [lang="${language}"]`).click();
    await page.locator(`html[lang="${language}"]`).waitFor();

    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();

    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });

  it('moves nothing when the learner wants less motion', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });

    await expect.poll(() => page.locator('canvas').count()).toBe(0);
  });

  it('opens the panel in full and back', async () => {
    await page.keyboard.press('Control+Shift+F');
    expect(await page.locator('[inert]').count()).toBe(1);

    await page.keyboard.press('Control+Shift+F');

    expect(await page.locator('[inert]').count()).toBe(0);
  });
});
