import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserWindowConstructorOptions, HandlerDetails, WindowOpenHandlerResponse } from 'electron';
import { chromium, type Page, type Route } from 'playwright-core';
import { app } from './app.ts';
import { ipcMain } from './ipcMain.ts';
import { tell } from './messages.ts';
import { handed } from './modules.ts';
import { toReal, toShown } from './pageAddress.ts';
import { preloadWorld } from './preloadWorld.ts';
import { fromWire, toWire, type Wire } from './wire.ts';

type OpenHandler = (details: HandlerDetails) => WindowOpenHandlerResponse;

/** The page side of a window, as far as src/main uses it. */
class StandInContents extends EventEmitter {
  readonly #page: Promise<Page>;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  /** Frames keep their order. */
  #sending: Promise<unknown> = Promise.resolve();
  destroyed = false;

  constructor(page: Promise<Page>) {
    super();
    this.#page = page;
  }

  send(channel: string, value: unknown): void {
    const wire = toWire(structuredClone(value));
    this.#sending = this.#sending.then(async () => {
      const page = await this.#page;
      await page.evaluate(([to, what]) => (globalThis as unknown as { standInReceive(channel: string, wire: unknown): void }).standInReceive(to, what), [channel, wire] as const);
    }).catch((error: unknown) => {
      // A page that reloads or closes loses what was on its way, as in Electron.
      if (process.env['STANDIN_DEBUG'] !== undefined) console.error('not delivered:', error);
    });
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  open(url: string): void {
    const details = { url, frameName: '', features: '', disposition: 'new-window', referrer: { url: '', policy: 'no-referrer' } } satisfies HandlerDetails;
    if (this.#openHandler(details).action === 'allow') throw new Error(`the stand-in cannot open ${url}: src/main allowed a new window`);
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  async getPage(): Promise<Page> {
    return this.#page;
  }
}

const windows = new Set<BrowserWindow>();

export class BrowserWindow extends EventEmitter {
  readonly webContents: StandInContents;
  readonly #page: Promise<Page>;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    windows.add(this);
    this.#page = this.#open(options);
    this.webContents = new StandInContents(this.#page);
    app.emit('web-contents-created', {}, this.webContents);
    this.#page.catch((error: unknown) => {
      console.error('the stand-in cannot open a window:', error);
      app.exit(1);
    });
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#page;
    await page.goto(toShown(url));
    tell({ type: 'loaded' });
  }

  show(): void {
    this.emit('show');
  }

  focus(): void {
    this.emit('focus');
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    this.emit('restore');
  }

  async #open({ webPreferences }: BrowserWindowConstructorOptions): Promise<Page> {
    const browser = await chromium.connectOverCDP(process.env['STANDIN_BROWSER'] ?? '');
    const context = browser.contexts()[0];
    if (context === undefined) throw new Error('the browser has no window to open a page in');
    const page = await context.newPage();
    await page.exposeFunction('standInSend', (channel: string, wire: Wire) => this.#receive(page, channel, wire));
    await page.exposeFunction('standInOpen', (url: string) => this.webContents.open(toReal(url)));
    if (webPreferences?.preload !== undefined) await page.addInitScript({ content: preloadWorld(readFileSync(webPreferences.preload, 'utf8')) });
    await page.route('**/*', (route) => this.#answer(route));
    page.once('domcontentloaded', () => this.emit('ready-to-show'));
    page.once('close', () => this.#closed());
    return page;
  }

  #receive(page: Page, channel: string, wire: Wire): void {
    const frame = { url: toReal(page.url()), parent: null };
    ipcMain.emit(channel, { sender: this.webContents, senderFrame: frame }, fromWire(wire));
  }

  /** Navigation asks src/main first; then the handler of our scheme answers. Nothing goes out to a network. */
  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = toReal(request.url());
    if (request.isNavigationRequest() && toReal(request.frame().url()) !== 'about:blank') {
      let prevented = false;
      this.webContents.emit('will-navigate', { url, preventDefault: () => (prevented = true) });
      if (prevented) return route.abort('aborted');
    }
    const handler = handed.schemes.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) return route.abort('blockedbyclient');
    const response = await handler(new Request(url, { method: request.method() }));
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) });
  }

  #closed(): void {
    windows.delete(this);
    this.webContents.destroyed = true;
    this.webContents.emit('destroyed');
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
}
