import type { Network } from '#engine/network/network.ts';
import { connectGrpc } from './grpcClient.ts';
import { listenGrpc } from './grpcServer.ts';
import { HttpClient } from './httpClient.ts';
import { listenHttp } from './httpServer.ts';

/** Real sockets. Listeners are bound to loopback whatever address they ask for (see bindAddress.ts); clients may go anywhere. */
export function loopbackNetwork(reportBug: (error: unknown) => void): Network {
  const http = new HttpClient();
  return {
    listenHttp: (options, handler) => listenHttp(options, handler, reportBug),
    fetch: (request, options) => http.fetch(request, options),
    listenGrpc: (options, methods) => listenGrpc(options, methods, reportBug),
    connectGrpc,
  };
}
