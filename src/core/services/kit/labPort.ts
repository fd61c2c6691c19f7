import { parentPort } from 'node:worker_threads';
import type { FromService, ToService } from '../../protocol/serviceMessages.ts';

/** False when the program runs on its own (`node out/services/web.cjs`). */
export const isInLab = parentPort !== null;

/** Tells the lab; does nothing when the program runs on its own. */
export function toLab(message: FromService): void {
  parentPort?.postMessage(message);
}

/** Hears what the lab says. Both ends are built from one source, so messages are not checked again. */
export function fromLab(listener: (message: ToService) => void): void {
  parentPort?.on('message', listener);
}
