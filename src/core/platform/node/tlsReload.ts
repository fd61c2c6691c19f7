import type { SecureContextOptions } from 'node:tls';
import type { ServerTlsOptions } from '#engine/network/tls.ts';
import { serverContextOptions } from './tlsContext.ts';

/**
 * Reads a server's certificates again every `everyMillis` and hands them to `use`; disposing stops it. Upstream: read at the first handshake after
 * that time, and a failure fails the handshake. Here: read by a timer, and after a failure the old ones stay, because Node cannot wait in a handshake.
 */
export function reloadServerTls(tls: ServerTlsOptions, use: (options: SecureContextOptions) => void): Disposable {
  const { reload } = tls;
  if (reload === undefined) return { [Symbol.dispose]: () => undefined };
  const timer = setInterval(() => {
    reload.load().then((material) => use(serverContextOptions(tls, material))).catch(keepOld);
  }, Math.max(100, reload.everyMillis));
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** The files are half written, or gone: the next turn reads them again. */
function keepOld(): void {
  return;
}
