import type { Page } from 'playwright-core';

/** Opens the YAML tab and waits until the editor stands. */
export async function openYaml(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'YAML' }).click();
  await page.locator('.monaco-editor .view-line').first().waitFor();
}

/** Selects all by keyboard and pastes this text: typed line by line, the editor would indent it again. */
export async function typeYaml(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'collector.yaml' }).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.evaluate((pasted) => {
    const { document, DataTransfer, ClipboardEvent } = globalThis as unknown as BrowserPaste;
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Where the one error squiggle stands: the text it underlines, in the pixels of that line. */
export async function textUnderSquiggle(page: Page): Promise<string> {
  const squiggle = page.locator('.monaco-editor .squiggly-error').first();
  await squiggle.waitFor();
  const box = await squiggle.boundingBox();
  if (box === null) throw new Error('the squiggle is not in sight');
  return page.evaluate(({ x, y, width, height }) => {
    const document = (globalThis as unknown as { document: BrowserDocument }).document;
    const middle = y + height / 2;
    const words = document.createTreeWalker(document.querySelector('.monaco-editor .view-lines'), 4);
    let covered = '';
    for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
      [...node.data].forEach((character, index) => {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        const own = range.getBoundingClientRect();
        const centre = own.x + own.width / 2;
        if (own.y - 2 <= middle && middle <= own.y + own.height + 6 && centre > x && centre < x + width) covered += character;
      });
    }
    return covered;
  }, box);
}

/** The few words of the DOM that are used above: this side of the suite knows no browser types. */
interface BrowserDocument {
  querySelector(selector: string): unknown;
  createTreeWalker(root: unknown, show: number): { nextNode(): BrowserText | null };
  createRange(): { setStart(node: unknown, at: number): void; setEnd(node: unknown, at: number): void; getBoundingClientRect(): { x: number; y: number; width: number; height: number } };
}
interface BrowserPaste {
  readonly document: { readonly activeElement: { dispatchEvent(event: unknown): boolean } };
  readonly DataTransfer: new () => { setData(type: string, text: string): void };
  readonly ClipboardEvent: new (type: string, options: object) => unknown;
}
interface BrowserText {
  readonly data: string;
}
