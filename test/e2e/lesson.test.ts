import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from './support/accessibility.ts';
import { describeShells } from './support/describeShells.ts';
import { bookVisit, waitForClinic } from './support/screen.ts';

describeShells('the first lesson', (openPage) => {
  let page: Page;
  const panel = () => page.locator('aside[data-region]');
  const goal = (name: string) => page.getByRole('region', { name: 'Goals of this lesson' }).getByRole('listitem').filter({ hasText: name });
  const step = (title: string) => panel().getByRole('heading', { level: 1, name: title }).waitFor();
  const done = (name: string) => goal(name).getByText('Done:').waitFor({ state: 'attached' });
  const goOn = () => page.keyboard.press('Control+Enter');
  const bookUntil = async (reached: () => Promise<boolean>): Promise<void> => {
    for (let booked = 0; booked < 60 && !(await reached()); booked += 1) await bookVisit(page);
  };

  beforeAll(async () => {
    page = (await openPage()).page;
    await waitForClinic(page);
  });

  it('opens from the sandbox with its own panel in front', async () => {
    await panel().getByRole('button', { name: 'Open the lesson' }).click();

    await step('A booking that drags');
    await page.getByRole('tab', { name: 'Logs', selected: true }).waitFor();
  });

  it.each([['light', 'en'], ['dark', 'en'], ['light', 'zh-CN'], ['dark', 'zh-CN']] as const)('breaks no accessibility rule (%s, %s)', async (colorScheme, language) => {
    const hint = panel().getByRole('button', { expanded: false }).first();
    await hint.focus();
    await page.keyboard.press('Enter');

    await expectAccessible(page, { colorScheme, language });
    await panel().getByText({ en: 'Step 1 of 5', 'zh-CN': '第 1 步，共 5 步' }[language]).waitFor();
    await page.locator('header [lang="en"]').click();
  });

  describe('played to its end', () => {
    it('counts ten booked visits', async () => {
      await page.locator('html[lang="en"]').waitFor();
      await bookUntil(async () => (await goal('Book 10 visits').getByText('Done:').count()) > 0);

      await done('Book 10 visits');
      await panel().getByText('What just happened').waitFor();
    });

    it('keeps a guess', async () => {
      await goOn();
      await step('Name a suspect');
      await panel().getByRole('radio', { name: 'web' }).focus();
      await page.keyboard.press('Space');

      await done('Name a suspect');
    });

    it('stays where it was over a reload', async () => {
      await page.reload();

      await waitForClinic(page);
      await step('Name a suspect');
      await done('Book 10 visits');
      await done('Name a suspect');
    });

    it('turns tracing on and finds a slow trace', async () => {
      await goOn();
      await step('Turn on the light');
      await panel().getByRole('button', { name: 'Turn tracing on' }).press('Enter');
      await panel().getByText('Tracing is on').waitFor({ timeout: 60_000 });
      await page.getByRole('tab', { name: 'Traces' }).click();
      const slow = goal('One slow trace, 4 services').getByText('Done:');
      await bookUntil(async () => (await slow.count()) > 0);

      await slow.waitFor({ state: 'attached' });
    });

    it('tells a bar that waited from the one that owns the time', async () => {
      await goOn();
      await step('Who owns the time?');
      const slow = page.getByRole('option', { name: /\d s,/ });
      const bars = page.locator('[role="treegrid"] [aria-level]');
      await slow.first().click();
      await bars.filter({ hasText: 'visits' }).first().click();
      await panel().getByText(/asked somebody and waited|did work of its own/).waitFor();
      // A trace may also be slow because the programs have just started: the learner then takes another.
      const evidence = goal('Pick the span that owns it');
      for (let i = 0; i < await slow.count() && !(await evidence.getByText('Done:').count()); i += 1) {
        await slow.nth(i).click();
        await bars.filter({ hasText: 'vets' }).last().click();
        await evidence.getByText('vets GET').waitFor();
      }

      await done('Pick the span that owns it');
    });

    it('answers a wrong choice, then a right one', async () => {
      await goOn();
      await step('Who only waited?');
      await panel().getByRole('radio', { name: /all slow at the same time/ }).focus();
      await page.keyboard.press('Space');
      await panel().getByText('Not this one').waitFor();
      await panel().getByRole('radio', { name: /^web and visits/ }).focus();
      await page.keyboard.press('Space');

      await done('Say who only waited');
      await panel().getByText('At the start you guessed web.').waitFor();
    });

    it('goes back to the sandbox and calls the lesson done', async () => {
      await goOn();

      await panel().getByRole('heading', { level: 1, name: 'You are in the sandbox' }).waitFor();
      await panel().getByText('Done', { exact: true }).waitFor();
      expect(await page.getByRole('region', { name: 'Goals of this lesson' }).count()).toBe(0);
    });
  });

  it('opens in Chinese', async () => {
    await page.locator('header [lang="zh-CN"]').click();
    await panel().getByRole('button', { name: '再学一次' }).click();

    await panel().getByRole('heading', { level: 1, name: '时快时慢的预约' }).waitFor();
    expect(await panel().getByText('动手做').count()).toBe(1);
  });
});
