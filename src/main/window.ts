import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { errorMessage } from '#common/base/errors.ts';
import { productRoot } from '#thread/product.ts';
import { pageUrl } from './pageProtocol.ts';

/** The one window. Shown when it has something to show. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Traceground',
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(productRoot(), 'out', 'preload', 'index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.loadURL(pageUrl).catch((error: unknown) => console.error(`The page cannot be shown: ${errorMessage(error)}`));
  return window;
}

/** Brings the window to the front, e.g. when the app is started a second time. */
export function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
