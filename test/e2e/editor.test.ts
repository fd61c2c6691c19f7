import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CollectorState } from '#common/contract/collector.ts';
import { expectAccessible } from './support/accessibility.ts';
import { describeShells } from './support/describeShells.ts';
import { openYaml, textUnderSquiggle, typeYaml } from './support/editor.ts';
import { call } from './support/pageClient.ts';
import { bookVisit, waitForClinic } from './support/screen.ts';

const attribute = 'clinic.region';
const withAttribute = (yaml: string): string => yaml
  .replace('processors:\n', `processors:\n  attributes:\n    actions:\n      - { key: ${attribute}, value: eu-west, action: upsert }\n`)
  .replace('[memory_limiter, batch]', '[memory_limiter, attributes, batch]'); // the first: traces

describeShells('the editor', (openPage) => {
  let page: Page;
  let good: string;
  const collector = async (): Promise<CollectorState> => (await call(page, 'collector', 'list') as CollectorState[])[0]!;
  const problems = () => page.getByRole('list', { name: 'Problems' });
  const tracesKept = async (): Promise<number> => Number((await page.getByRole('tab', { name: 'Traces' }).innerText()).replaceAll(/\D/g, ''));
  const running = (revision: number) => page.getByText(`Running revision ${String(revision)}`).waitFor();

  beforeAll(async () => {
    page = (await openPage()).page;
    page.setDefaultTimeout(15_000);
    await waitForClinic(page);
    good = (await collector()).yaml;
  });

  it('changes the next trace by a processor added to the traces pipeline', async () => {
    await bookVisit(page);
    const spans = page.locator('[role="treegrid"] [aria-level]');
    await expect.poll(async () => new Set(await spans.evaluateAll((all) => all.map((row) => (row as unknown as { ariaLabel: string }).ariaLabel.split(/[,，]/)[0]))).size, { timeout: 20_000 }).toBeGreaterThanOrEqual(4);
    await openYaml(page);

    await typeYaml(page, withAttribute(good));
    await running(2);
    await page.getByRole('tab', { name: 'Traces' }).click();
    const traceId = page.getByText(/^[0-9a-f]{8}…[0-9a-f]{4}$/).first();
    const before = await traceId.innerText();
    await bookVisit(page);
    await expect.poll(() => traceId.innerText(), { timeout: 20_000 }).not.toBe(before);
    await spans.first().click();

    await page.locator('aside dt', { hasText: attribute }).first().waitFor();
    expect(await page.locator('aside div', { has: page.locator(`dt:text-is("${attribute}")`) }).locator('dd').first().innerText()).toBe('eu-west');
  });

  describe('while the text is broken', () => {
    beforeEach(async () => {
      await openYaml(page);
      await typeYaml(page, good);
      await expect.poll(async () => {
        const { yaml, runningYaml } = await collector();
        return yaml === good && runningYaml === good;
      }, { timeout: 20_000 }).toBe(true);
      await problems().waitFor({ state: 'detached' });
    });

    it.each([
      { fault: 'names a processor nobody defined', from: '[memory_limiter, batch]', to: '[memory_limiter, bacth]', under: 'bacth', says: 'references processor "bacth" which is not configured' },
      { fault: 'holds an unknown key', from: '    timeout: 200ms', to: '    timeuot: 200ms', under: 'timeuot', says: 'timeuot' },
      { fault: 'holds a value of another type', from: 'limit_mib: 512', to: 'limit_mib: lots', under: 'lots', says: 'limit_mib' },
    ])('marks the very place that $fault, and what runs keeps running', async ({ from, to, under, says }) => {
      const { revision } = await collector();
      const broken = good.replace(from, to);
      const lines = broken.slice(0, broken.indexOf(under)).split('\n');
      const place = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };

      await typeYaml(page, broken);
      await page.getByText('Last good config still running').waitFor();

      expect(await problems().locator('code').first().innerText()).toContain(says);
      const goTo = problems().getByRole('button', { name: `Line ${String(place.line)}, column ${String(place.column)}` });
      await goTo.click(); // scrolls there
      await expect.poll(() => textUnderSquiggle(page), { timeout: 10_000 }).toBe(under); // drawn anew with every count
      const kept = await tracesKept();
      await expect.poll(tracesKept, { timeout: 20_000 }).toBeGreaterThan(kept);
      expect((await collector()).revision).toBe(revision);
    });

    it('mends a misspelt name with Ctrl+. and runs again', async () => {
      const { revision } = await collector();
      await typeYaml(page, good.replace('[memory_limiter, batch]', '[memory_limiter, bacth]'));
      await problems().getByRole('button', { name: /^Line \d+, column/ }).click();

      await page.keyboard.press('Control+.');
      await page.locator('.action-widget').getByText('Change to batch').waitFor();
      await page.keyboard.press('Enter');

      await problems().waitFor({ state: 'detached' });
      await page.getByText(`Running revision ${String(revision)}`).or(page.getByText(`Running revision ${String(revision + 1)}`)).waitFor();
    });

    it('grows the revision with each text that runs', async () => {
      const { revision } = await collector();

      await typeYaml(page, good.replace('timeout: 200ms', 'timeout: 100ms'));

      await running(revision + 1);
      expect((await collector()).runningYaml).toContain('timeout: 100ms');
    });
  });

  it('judges and runs by the release that is chosen, by keyboard, and knows its history', async () => {
    await openYaml(page);
    await typeYaml(page, good);
    await expect.poll(async () => (await collector()).runningYaml === good, { timeout: 20_000 }).toBe(true);
    const { revision } = await collector();
    const choose = async (downs: number): Promise<void> => {
      await page.getByRole('button', { name: /^Collector: otelcol-contrib/ }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menuitemradio', { name: /August 2023/ }).waitFor();
      await page.keyboard.press('Home');
      for (let pressed = 0; pressed < downs; pressed += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    };

    await choose(1);
    await problems().getByText('debug came with v0.86.0; "logging" did its work before').first().waitFor();
    expect(await collector()).toMatchObject({ revision, release: { era: '2023' }, runningRelease: { era: 'current' } });

    await typeYaml(page, good.replaceAll('otlp_grpc/tempo', 'otlp/tempo').replaceAll('debug', 'logging').replace('verbosity: basic', 'verbosity: normal'));
    await running(revision + 1);
    const kept = await tracesKept();
    await expect.poll(tracesKept, { timeout: 20_000 }).toBeGreaterThan(kept);

    await choose(0);
    await problems().getByText('the logging exporter has been deprecated, use the debug exporter instead').first().waitFor();
    await typeYaml(page, good);
    await running(revision + 2);
  });

  it.each([['light', 'en'], ['dark', 'en'], ['light', 'zh-CN'], ['dark', 'zh-CN']] as const)('breaks no accessibility rule in YAML and Logs (%s, %s)', async (colorScheme, language) => {
    await openYaml(page);
    await typeYaml(page, good.replace('[memory_limiter, batch]', '[memory_limiter, bacth]'));
    await problems().or(page.getByRole('list', { name: '问题' })).waitFor();
    await expectAccessible(page, { colorScheme, language });

    await page.getByRole('tab', { name: /^(Logs|日志)$/ }).click();
    await page.locator('.xterm-rows').waitFor();

    await expectAccessible(page, { colorScheme, language });
  });
});
