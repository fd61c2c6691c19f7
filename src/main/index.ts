import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
import { type CoreThread, startCoreThread } from '#thread/coreThread.ts';
import { dataDirectory } from '#thread/dataDirectory.ts';
import { productRoot, productVersion } from '#thread/product.ts';
import { guardPages } from './guard.ts';
import { acceptScreens } from './ipcChannel.ts';
import { setMenu } from './menu.ts';
import { registerPageScheme, servePage } from './pageProtocol.ts';
import { focusWindow, openWindow } from './window.ts';

/** Chromium's own files; beside the learner's, so that TRACEGROUND_DATA moves both and one instance runs per data directory. */
app.setPath('userData', join(dataDirectory(), 'desktop'));
registerPageScheme();
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', focusWindow);
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(onReady).catch(fail);
} else {
  app.quit();
}

function onReady(): void {
  guardPages();
  servePage();
  setMenu();
  const core = startCore();
  quitAfter(core);
  acceptScreens(core);
  openWindow();
}

function startCore(): CoreThread {
  const core = startCoreThread({
    settings: { shell: 'desktop', version: productVersion(), root: productRoot(), dataDirectory: dataDirectory() },
    worker: pathToFileURL(join(productRoot(), 'out', 'node', 'coreWorker.js')),
  });
  core.crashed(({ message, restartIn }) => console.error(`The core stopped (${message}); it starts again in ${String(restartIn / 1000)} s.`));
  return core;
}

/** Quitting waits until the core has saved and stopped. */
function quitAfter(core: CoreThread): void {
  app.on('before-quit', (event) => {
    event.preventDefault();
    void core.shutdown().finally(() => app.exit(0));
  });
}

function fail(error: unknown): void {
  console.error('The desktop app cannot start:', error);
  app.exit(1);
}
