import type { RequestHandler } from 'express';
import type { Fault } from '../../protocol/serviceMessages.ts';
import { draw, restartDraws } from './draw.ts';
import { fromLab } from './labPort.ts';

let faults: readonly Fault[] = [];
let seed = 1;

fromLab((message) => {
  if (message.type !== 'faults') return;
  faults = message.faults;
  seed = message.seed;
  restartDraws('fault');
});

/** Strikes requests with the faults in force: later, or with another status. Each fault of the route draws once per request. */
export const applyFaults: RequestHandler = (request, response, next) => {
  const struck = faults.filter((fault) => matches(fault.route, request.path) && draw('fault', seed) < fault.ratio);
  const latencyMillis = struck.reduce((sum, fault) => sum + (fault.latencyMillis ?? 0), 0);
  const status = struck.find((fault) => fault.status !== undefined)?.status;
  const proceed = (): void => {
    if (status === undefined) next();
    else response.status(status).json({ error: 'fault switched on in the lab' });
  };
  if (latencyMillis > 0) setTimeout(proceed, latencyMillis);
  else proceed();
};

/** Is `path` (`/vets/3/slots`) of `route` (`/vets/:id/slots`)? */
export function matches(route: string | undefined, path: string): boolean {
  if (route === undefined) return true;
  const wanted = route.split('/');
  const found = path.split('/');
  return wanted.length === found.length && wanted.every((part, index) => part.startsWith(':') || part === found[index]);
}
