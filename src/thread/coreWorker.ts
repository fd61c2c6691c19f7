import { join } from 'node:path';
import { isMainThread, type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { errorMessage, ensureExists } from '#common/base/errors.ts';
import { type Core, createCore } from '#core/core.ts';
import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import type { CoreSettings, FromCore, ToCore } from './coreMessages.ts';
import { portChannel } from './portChannel.ts';

/** The entry of the core's thread: makes the machine and the core, and hands the core its screens. */
async function run(settings: CoreSettings): Promise<void> {
  const port = ensureExists(parentPort, "the shell's port");
  const say = (message: FromCore): void => port.postMessage(message);
  const platform = createNodePlatform({
    servicesDirectory: join(settings.root, 'out', 'services'),
    storeDirectory: settings.dataDirectory,
    reportBug: (error) => log('a listener failed', error),
  });
  const appInfo = { version: settings.version, shell: settings.shell, platform: platform.description };
  const core = createCore(platform, { appInfo, log });
  port.on('message', (message: ToCore) => {
    // Screens connect while the lab still starts, and watch it start.
    if (message.type === 'connect') serveScreen(core, message.port);
    else void core.shutdown().catch((error: unknown) => log('shutdown failed', error)).then(() => say({ type: 'stopped' }));
  });
  await core.start();
  say({ type: 'started' });
}

function serveScreen(core: Core, port: MessagePort): void {
  // Ends by itself when the port closes.
  core.connect(portChannel(port));
}

/** Our bugs, for whoever started the shell from a terminal. */
function log(message: string, error: unknown): void {
  console.error(`core: ${message}: ${error instanceof Error && error.stack !== undefined ? error.stack : errorMessage(error)}`);
}

if (isMainThread) throw new Error('this file is the entry of a worker thread');
// A core that cannot start is a crash: the shell starts it again, later and later.
await run(workerData as CoreSettings);
