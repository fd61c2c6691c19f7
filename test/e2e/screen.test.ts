import type { Page, WebSocketRoute } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { expectAccessible } from './support/accessibility.ts';
import { describeShells } from './support/describeShells.ts';
import type { OpenShell } from './support/openShell.ts';

describeShells('the screen', (openPage, kind) => {
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

  it('has one primary button, and it books', async () => {
    expect(await page.locator('button[class*="primary"]').allInnerTexts()).toEqual([expect.stringMatching(/Book a visit|预约一次/)]);
  });

  it('says how it went when the palette books a visit', async () => {
    const said = page.locator('[role="status"]', { hasText: /Booked in|预约成功/ });
    if (await said.count() > 0) await said.locator('button').click();

    await page.keyboard.press('Control+K');
    await page.keyboard.type('book a visit');
    await page.keyboard.press('Enter');

    await said.waitFor();
    // Its trace takes the place of the one in which a span was chosen.
    await expect.poll(() => page.locator('[role="treegrid"] [aria-selected="true"]').count()).toBe(0);
  });

  it('finds spans in the trace on screen and walks through them', async () => {
    await page.locator('[role="treegrid"]').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('server');
    const status = page.locator('search [role="status"]');
    await expect.poll(() => status.innerText()).toMatch(/^0 (of|\/) [4-9]$/);

    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(() => status.innerText()).toMatch(/^2 (of|\/) /);
    await page.keyboard.press('Shift+Enter');
    await expect.poll(() => status.innerText()).toMatch(/^1 (of|\/) /);
    await page.keyboard.press('Escape');

    await expect.poll(() => status.innerText()).toBe('');
  });

  it('skips to the map before the top bar, and cycles through its regions with F6', async () => {
    // The two before the first control of the top bar.
    await page.locator('header button').first().focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    expect(await focusedRegion(page)).toBe('map');

    const visited: string[] = [];
    for (let press = 0; press < 4; press += 1) {
      await page.keyboard.press('F6');
      visited.push(await focusedRegion(page));
    }

    expect(new Set(visited).size).toBe(4);
    expect(visited[0]).toBe('dock');
    expect(visited.at(-1)).toBe('map');
  });

  it('moves its splitters with the arrow keys', async () => {
    const splitter = page.locator('[role="separator"]').first();
    const before = Number(await splitter.getAttribute('aria-valuenow'));
    await splitter.focus();

    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => Number(await splitter.getAttribute('aria-valuenow'))).toBeGreaterThan(before);
    await page.keyboard.press('ArrowLeft');

    await expect.poll(async () => Math.abs(Number(await splitter.getAttribute('aria-valuenow')) - before)).toBeLessThan(1);
  });

  it.each([1100, 800, 720])('shows the whole map in a window %i px wide', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    const map = page.locator('[data-region="map"]');
    const right = async (): Promise<number> => {
      const [outer, boxes] = await Promise.all([map.boundingBox(), map.locator('[data-node]').all()]);
      const inner = await Promise.all(boxes.map((box) => box.boundingBox()));
      return (outer?.x ?? 0) + (outer?.width ?? 0) - Math.max(...inner.map((box) => (box?.x ?? 0) + (box?.width ?? 0)));
    };

    await expect.poll(right).toBeGreaterThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.locator('[role="separator"]').nth(1).waitFor();
  });

  it.each([['light', 'en'], ['dark', 'en'], ['light', 'zh-CN'], ['dark', 'zh-CN']] as const)('breaks no accessibility rule (%s, %s)', async (colorScheme, language) => {
    await expectAccessible(page, { colorScheme, language });
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

  it.runIf(kind === 'browser')('says when the connection is lost, and when it is back', async () => {
    let isCut = false;
    const open: WebSocketRoute[] = [];
    await page.routeWebSocket(/\/socket$/, (socket) => {
      if (isCut) void socket.close();
      else {
        socket.connectToServer();
        open.push(socket);
      }
    });
    await page.reload();
    await page.locator('[data-node="web"]').waitFor();
    const banner = page.locator('[role="alert"] p');

    isCut = true;
    for (const socket of open) await socket.close();
    await banner.waitFor();
    isCut = false;

    await banner.waitFor({ state: 'detached' });
  });
});

/** The region that has the focus itself; what is inside it does not count. */
function focusedRegion(page: Page): Promise<string> {
  return page.evaluate<string>(`document.activeElement.dataset.region ?? ''`);
}
