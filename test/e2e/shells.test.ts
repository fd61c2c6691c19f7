import { beforeAll, expect, it } from 'vitest';
import { describeShells } from './support/describeShells.ts';
import type { OpenShell } from './support/openShell.ts';
import { call, hearEvents } from './support/pageClient.ts';

/** As much of the page's document as is used inside it. */
interface PageDocument {
  createElement(name: string): object;
  addEventListener(type: 'securitypolicyviolation', listener: (violation: { readonly effectiveDirective: string; readonly blockedURI: string }) => void): void;
  readonly head: { append(element: object): void };
}

describeShells('a shell', (openPage, kind) => {
  let shell: OpenShell;
  beforeAll(async () => {
    shell = await openPage();
  });

  it('answers a call of the page', async () => {
    expect(await call(shell.page, 'app', 'info')).toMatchObject({ shell: kind === 'browser' ? 'browser' : 'desktop', version: '0.1.0' });
  });

  it('brings an event of the core to the page', async () => {
    const changes = await hearEvents(shell.page, 'lab', 'changed');

    await call(shell.page, 'lab', 'setTraffic', { requestsPerSecond: 7 });

    await expect.poll(async () => (await changes()).at(-1)).toMatchObject({ traffic: { requestsPerSecond: 7 } });
  });

  it('tells the page why a call is wrong', async () => {
    await expect(call(shell.page, 'lab', 'setTraffic', { requestsPerSecond: -1 })).rejects.toThrow('requestsPerSecond');
  });

  it('answers again after the page was reloaded', async () => {
    await shell.page.reload();

    expect(await call(shell.page, 'app', 'info')).toMatchObject({ version: '0.1.0' });
  });

  it('shows its page without an error and without breaking its own policy', async () => {
    await shell.page.waitForLoadState('networkidle');

    expect(await shell.page.title()).toContain('Traceground');
    expect(shell.problems).toEqual([]);
  });

  it.each([['from elsewhere', { src: 'https://example.com/script.js' }, 'https://example.com/script.js'], ['from text', { textContent: 'document.title = "broken into"' }, 'inline']])('keeps code %s out of the page', async (_, script, blocked) => {
    const violation = await shell.page.evaluate((wanted) => new Promise((resolve) => {
      const { document } = globalThis as unknown as { document: PageDocument };
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => resolve({ effectiveDirective, blockedURI }));
      document.head.append(Object.assign(document.createElement('script'), wanted));
    }), script);

    expect(violation).toEqual({ effectiveDirective: 'script-src-elem', blockedURI: blocked });
  });

  it('ends cleanly when closed', async () => {
    expect(await shell.close()).toBe(0);
  });
});
