import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { errorMessage } from '#common/base/errors.ts';
import { type CoreThread, startCoreThread } from '#thread/coreThread.ts';
import { dataDirectory } from '#thread/dataDirectory.ts';
import { productRoot, productVersion } from '#thread/product.ts';
import { openBrowser } from './openBrowser.ts';
import { servePage } from './pageServer.ts';
import { Session } from './session.ts';
import { acceptWebSockets } from './webSockets.ts';

export interface ServerOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  /** Open the user's browser, where there is one. */
  readonly open?: boolean;
}

export interface RunningServer {
  readonly url: string;
  /** Stops the core and closes everything. Safe to call twice. */
  close(): Promise<void>;
}

/** Cannot listen where it was told to. The message is one line for the user. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

/** The browser shell: the page and its WebSocket on 127.0.0.1, before a core in a thread of its own. Rejects with PortError. */
export async function startServer({ port = 0, open = true }: ServerOptions = {}): Promise<RunningServer> {
  const server = createServer();
  const ownPort = await listen(server, port);
  const session = new Session(ownPort);
  const core = startCoreThread({
    settings: { shell: 'browser', version: productVersion(), root: productRoot(), dataDirectory: dataDirectory() },
    worker: pathToFileURL(join(productRoot(), 'out', 'node', 'coreWorker.js')),
  });
  core.crashed(({ message, restartIn }) => console.error(`The core stopped (${message}); it starts again in ${String(restartIn / 1000)} s.`));
  const page = { directory: join(productRoot(), 'out', 'renderer'), port: ownPort, session };
  server.on('request', (request, response) => {
    servePage(page, request, response).catch((error: unknown) => {
      console.error(`page: ${errorMessage(error)}`);
      response.destroy();
    });
  });
  const sockets = acceptWebSockets({ server, port: ownPort, session, core });
  const url = `http://127.0.0.1:${String(ownPort)}/?token=${session.token}`;
  let closing: Promise<void> | null = null;
  console.log(`Traceground is at ${url}`);
  if (open) openBrowser(url);
  return { url, close: () => (closing ??= close(server, sockets, core)) };
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen({ host: '127.0.0.1', port, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    throw new PortError(portProblem(port, error));
  }
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a TCP server has an address');
  return address.port;
}

function portProblem(port: number, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return `Port ${String(port)} is in use: stop what listens there, or leave --port out to take a free one.`;
  if (code === 'EACCES') return `Port ${String(port)} may not be used by this user: take one above 1023, or leave --port out.`;
  return `Cannot listen on 127.0.0.1:${String(port)}: ${errorMessage(error)}`;
}

async function close(server: Server, sockets: Disposable, core: CoreThread): Promise<void> {
  await core.shutdown();
  sockets[Symbol.dispose]();
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
