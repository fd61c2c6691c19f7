import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { activeContext } from './activeContext.ts';
import { applyFaults } from './faults.ts';
import { toLab } from './labPort.ts';
import { whenStopping } from './lifecycle.ts';
import { nameService, print } from './log.ts';
import { PeerError } from './peers.ts';
import { carryRequests, numberOf, requestHeader } from './request.ts';

/** A service of the clinic: an express app that reads JSON, reports each request to the lab, and suffers the lab's faults. */
export function createService(name: string): Express {
  nameService(name);
  carryRequests();
  const app = express();
  app.disable('x-powered-by');
  app.use(report, express.json(), applyFaults);
  return app;
}

/** Listens on 127.0.0.1, at PORT or any free port. Call it last, when all routes are there. */
export function listen(app: Express): void {
  app.use(answerError);
  const server = app.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', (error) => {
    if (error !== undefined) throw error;
    const port = portOf(server.address());
    print('INFO', `listening on http://127.0.0.1:${String(port)}`);
    toLab({ type: 'listening', port });
  });
  whenStopping('drain', () => new Promise((resolve) => {
    server.close(() => resolve());
    const idle = setInterval(() => server.closeIdleConnections(), 10);
    server.once('close', () => clearInterval(idle));
  }));
}

/** The JSON a client sent. Any field may be missing or of another kind: check what matters. */
export function bodyOf<T extends object>(request: Request): Partial<T> {
  return (request.body ?? {}) as Partial<T>;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('a listening TCP server has an address');
  return address.port;
}

/** The world's own record of every request, kept apart from telemetry. */
const report: RequestHandler = (request, response, next) => {
  const started = performance.now();
  const seen = { request: numberOf(request.get(requestHeader)), context: activeContext(), remotePort: request.socket.remotePort ?? null };
  response.once('close', () => {
    const durationMillis = performance.now() - started;
    const route = routeOf(request.route as unknown) ?? request.path;
    // A client that went away before the answer is nobody's success: nginx's number for it.
    const status = response.writableFinished ? response.statusCode : 499;
    print(status < 500 ? 'INFO' : 'ERROR', `${request.method} ${route} ${String(status)} ${durationMillis.toFixed(0)}ms`);
    toLab({ type: 'served', method: request.method, route, status, durationMillis, caller: request.get('x-clinic-caller') ?? 'client', ...seen });
  });
  next();
};

function routeOf(route: unknown): string | undefined {
  return typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string' ? route.path : undefined;
}

// Express knows error handlers by their four parameters.
const answerError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const status = error instanceof PeerError ? error.status : statusOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (status >= 500) print('ERROR', message);
  response.status(status).json({ error: message });
};

/** body-parser's errors say which status they mean. */
function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
}
