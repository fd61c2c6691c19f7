import { EventEmitter } from 'node:events';
import type { App } from 'electron';

class StandInApp extends EventEmitter {
  readonly paths = new Map<string, string>();
  readonly #ready = new Promise<void>((resolve) => setImmediate(() => {
    this.emit('ready');
    resolve();
  }));

  whenReady(): Promise<void> {
    return this.#ready;
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }

  requestSingleInstanceLock(): boolean {
    return true;
  }

  /** As Electron's: whoever holds it up by `before-quit` ends the app later, with exit(). */
  quit(): void {
    let held = false;
    this.emit('before-quit', { preventDefault: () => (held = true) });
    if (!held) this.exit(0);
  }

  exit(code = 0): void {
    process.exit(code);
  }
}

const standIn = new StandInApp();
type Used = Pick<App, 'whenReady' | 'setPath' | 'requestSingleInstanceLock' | 'quit' | 'exit'>;
export const app = standIn satisfies Used;

// The suite, or a signal, asks as a user would.
process.on('message', (message) => {
  if (message === 'quit') app.quit();
});
process.once('SIGTERM', () => app.quit());
process.once('SIGINT', () => app.quit());
