import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenShell, openShell } from './support/openShell.ts';

// On the stand-in only: it reports what src/main decided.
describe('the desktop shell guards its page', () => {
  let shell: OpenShell;
  beforeAll(async () => {
    shell = await openShell('standin');
  });
  afterAll(() => shell.close());
  const open = (url: string): Promise<void> => shell.page.evaluate((address) => void (globalThis as unknown as { open(url: string): void }).open(address), url);

  it('opens links to opentelemetry.io in the user\'s browser, and no others', async () => {
    for (const url of ['https://example.com/', 'http://opentelemetry.io/', 'https://opentelemetry.io.example.com/', 'https://user@opentelemetry.io/', 'file:///etc/passwd', 'https://opentelemetry.io/docs/']) await open(url);

    await expect.poll(() => shell.openedOutside).toEqual(['https://opentelemetry.io/docs/']);
  });

  it('does not leave its page', async () => {
    const before = shell.page.url();
    await shell.page.evaluate(() => {
      (globalThis as unknown as { location: { href: string } }).location.href = 'https://example.com/';
    });

    await expect(shell.page.waitForURL('https://example.com/', { timeout: 500 })).rejects.toThrow();
    expect(shell.page.url()).toBe(before);
  });

  it('gives the page frames and nothing of Node', async () => {
    const seen = await shell.page.evaluate(() => {
      const page = globalThis as unknown as { traceground: object; require?: unknown; process?: unknown };
      return { bridge: Object.keys(page.traceground), require: typeof page.require, process: typeof page.process };
    });

    expect(seen).toEqual({ bridge: ['send', 'onMessage'], require: 'undefined', process: 'undefined' });
  });
});
