import { Worker } from 'node:worker_threads';
import type { Clock } from '#common/base/clock.ts';
import { Emitter, type Event } from '#common/base/emitter.ts';
import { errorMessage } from '#common/base/errors.ts';
import { type Millis, millis } from '#common/base/units.ts';
import { SystemClock } from '#core/platform/node/clock.ts';
import { Backoff } from './backoff.ts';
import type { CoreSettings, FromCore, ToCore } from './coreMessages.ts';
import { type CoreChannel, Screen } from './screen.ts';

/**
 * Room for a full store (240 MB) and for what the scene's memory_limiter lets collectors hold, which is 512 MiB of this heap with everything in
 * it: the limiter refuses long before the heap ends. A leak dies in the thread, not in the shell. Megabytes.
 */
const resourceLimits = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 32 };
/** A core that has not saved and stopped by then is ended. Services flush their SDK within 2 s. */
const shutdownTimeout = millis(8000);

export interface CoreThreadOptions {
  readonly settings: CoreSettings;
  /** The built worker: out/node/coreWorker.js. */
  readonly worker: URL;
  /** Real time unless a test says otherwise. */
  readonly clock?: Clock;
}

export interface CoreThread {
  /** A new screen. Close it when the window or the socket has gone. */
  connect(): CoreChannel;
  /** Saves, stops every service and ends the thread; closes all screens. Never rejects. */
  shutdown(): Promise<void>;
  /** The thread died and will be started again after `restartIn`. */
  readonly crashed: Event<{ readonly message: string; readonly restartIn: Millis }>;
}

/** Starts the core in a thread of its own, and again whenever it dies. Screens stay connected and are told. */
export function startCoreThread(options: CoreThreadOptions): CoreThread {
  return new RunningCore(options);
}

class RunningCore implements CoreThread {
  readonly #options: CoreThreadOptions;
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  readonly #screens = new Set<Screen>();
  readonly #crashed = new Emitter<{ readonly message: string; readonly restartIn: Millis }>();
  #worker: Worker | null = null;
  #restart: Disposable | null = null;
  #stopping: Promise<void> | null = null;

  readonly crashed = this.#crashed.event;

  constructor(options: CoreThreadOptions) {
    this.#options = options;
    this.#clock = options.clock ?? new SystemClock();
    this.#backoff = new Backoff(this.#clock);
    this.#start();
  }

  connect(): CoreChannel {
    const screen = new Screen();
    if (this.#stopping !== null) {
      screen.close();
      return screen.channel;
    }
    this.#screens.add(screen);
    screen.channel.closed(() => this.#screens.delete(screen));
    this.#plug(screen);
    return screen.channel;
  }

  shutdown(): Promise<void> {
    this.#stopping ??= this.#shutdown();
    return this.#stopping;
  }

  #start(): void {
    const worker = new Worker(this.#options.worker, { workerData: this.#options.settings, name: 'core', resourceLimits, execArgv: [], argv: [] });
    this.#worker = worker;
    this.#backoff.started();
    let reason = '';
    worker.on('error', (error) => {
      reason = errorMessage(error);
    });
    worker.once('exit', (code) => this.#exited(worker, reason === '' ? `exit code ${String(code)}` : reason));
    for (const screen of this.#screens) this.#plug(screen);
  }

  #plug(screen: Screen): void {
    if (this.#worker === null) return;
    const port = screen.plug();
    this.#worker.postMessage({ type: 'connect', port } satisfies ToCore, [port]);
  }

  #exited(worker: Worker, message: string): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    if (this.#stopping !== null) return;
    for (const screen of this.#screens) screen.unplug();
    const restartIn = this.#backoff.next();
    this.#restart = this.#clock.setTimeout(() => {
      this.#start();
      for (const screen of this.#screens) screen.restarted(message);
    }, restartIn);
    this.#crashed.emit({ message, restartIn });
  }

  async #shutdown(): Promise<void> {
    this.#restart?.[Symbol.dispose]();
    const worker = this.#worker;
    if (worker !== null) {
      const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      const late = this.#clock.setTimeout(() => void worker.terminate(), shutdownTimeout);
      worker.on('message', (message: FromCore) => {
        // Its services' sockets may keep a thread alive that has nothing left to do.
        if (message.type === 'stopped') void worker.terminate();
      });
      worker.postMessage({ type: 'shutdown' } satisfies ToCore);
      await gone;
      late[Symbol.dispose]();
    }
    for (const screen of [...this.#screens]) screen.close();
  }
}
