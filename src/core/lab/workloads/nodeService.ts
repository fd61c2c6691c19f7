import { type Clock, wait } from '#common/base/clock.ts';
import { Emitter } from '#common/base/emitter.ts';
import { errorMessage } from '#common/base/errors.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import { millis } from '#common/base/units.ts';
import type { ServiceProcess, ServiceProgram } from '#core/platform/platform.ts';
import type { Fault, ToService } from '#core/protocol/serviceMessages.ts';
import type { ServiceDefinition } from '../catalog.ts';
import type { LogRing } from '../logRing.ts';
import { Serial } from '../serial.ts';
import type { SdkSpans } from '../spanLedger.ts';
import type { Served } from './serviceMessage.ts';
import { ServiceRun } from './serviceRun.ts';

export interface NodeServiceSettings {
  readonly definition: ServiceDefinition;
  readonly clock: Clock;
  readonly launch: (program: ServiceProgram) => ServiceProcess;
  readonly log: LogRing;
  readonly environment: Environment;
}
/** The whole environment of a program: it inherits nothing. */
export type Environment = Readonly<Record<string, string>>;
export type ServiceStatus = 'starting' | 'running' | 'restarting' | 'crashed' | 'stopped';

/** After this many ends in a row, each within `settledAfter` of its start, it stays down. */
const maxCrashes = 5;
const settledAfter = millis(10_000);
const stopLimit = millis(11_000); // the program itself gives drain and flush 5 s each
/** Lets callers hear the new address before the old program stops listening. */
const handOver = millis(100);
const backoff = (crashes: number) => millis(Math.min(500 * 2 ** (crashes - 1), 10_000));

/** A sample service in a thread of its own, kept alive: it is launched, told where names lead and its faults, and launched again when it dies. */
export class NodeService implements Disposable {
  readonly definition: ServiceDefinition;
  readonly log: LogRing;
  readonly #settings: NodeServiceSettings;
  readonly #changed = new Emitter<void>();
  readonly #served = new Emitter<Served>();
  readonly #counted = new Emitter<SdkSpans>();
  readonly #traced = new Emitter<Readonly<Record<string, number>>>();
  readonly #crashed = new Emitter<string>();
  readonly #serial = new Serial();
  readonly #over = new AbortController();
  #environment: Environment;
  #run: ServiceRun | undefined;
  #status: ServiceStatus = 'stopped';
  #port: number | null = null;
  #crashes = 0;
  #restarts = 0;
  #restartMillis: number | null = null;
  #routes: ToService = { type: 'routes', routes: {} };
  #faults: ToService = { type: 'faults', faults: [], seed: 1 };

  constructor(settings: NodeServiceSettings) {
    this.#settings = settings;
    this.definition = settings.definition;
    this.log = settings.log;
    this.#environment = settings.environment;
  }

  /** Its status, port, environment or program is another. */
  readonly changed = this.#changed.event;
  readonly served = this.#served.event;
  /** Changes of its span counts, over all its restarts. */
  readonly counted = this.#counted.event;
  /** Sampled spans that ended since it said so last, by trace id. */
  readonly traced = this.#traced.event;
  /** It ended unasked; with the reason. */
  readonly crashed = this.#crashed.event;

  get status(): ServiceStatus {
    return this.#status;
  }
  /** Null until it listens. */
  get port(): number | null {
    return this.#port;
  }
  get environment(): Environment {
    return this.#environment;
  }
  /** What the SDK of the program that runs answers about itself, by environment variable. */
  get effective(): Readonly<Record<string, string>> {
    return this.#run?.effective ?? {};
  }
  /** How long the last change of the environment took until the new program listened. Milliseconds; null before the first. */
  get restartMillis(): number | null {
    return this.#restartMillis;
  }
  /** How often it was launched again after its first start. */
  get restarts(): number {
    return this.#restarts;
  }
  /** Does it run an SDK at all? */
  get isInstrumented(): boolean {
    return this.definition.kind === 'service';
  }
  /** Does its SDK export traces? */
  get tracing(): boolean {
    return this.isInstrumented && this.#environment['OTEL_TRACES_EXPORTER'] !== 'none' && this.#environment['OTEL_SDK_DISABLED'] !== 'true';
  }

  /** Resolves when it listens; rejects when it does not come up. */
  start(): Promise<void> {
    return this.#serial.run(async () => {
      this.#become('starting', null);
      try {
        await this.#adopt(this.#launch(this.#environment));
      } catch (error) {
        this.#become('crashed', null);
        throw new Error(`${this.definition.name} did not start: ${errorMessage(error)}`, { cause: error });
      }
    });
  }

  /** Ends it in order, so that its last spans are sent. */
  stop(): Promise<void> {
    this.#over.abort(new Error('stopped'));
    return this.#serial.run(async () => {
      await this.#run?.stop(stopLimit);
      this.#run = undefined;
      this.#become('stopped', null);
    });
  }

  /**
   * Changes variables (null removes one) and replaces the program: the new one listens before the old one finishes its requests and
   * flushes its spans, so none is lost. When the new one does not come up the old one stays, with its environment.
   */
  setEnvironment(changes: Readonly<Record<string, string | null>>): Promise<Result<void, string>> {
    return this.#serial.run(async () => {
      const next = merged(this.#environment, changes);
      if (sameEnvironment(next, this.#environment)) return ok(undefined);
      const old = this.#run;
      const before = this.#environment;
      const began = this.#settings.clock.now();
      this.#environment = next;
      if (old === undefined && this.#status === 'stopped') return ok(undefined);
      try {
        await this.#adopt(this.#launch(next));
      } catch (error) {
        this.#environment = before;
        this.log.push('error', `${this.definition.name} keeps its old settings: ${errorMessage(error)}`);
        return err(errorMessage(error));
      }
      this.#restarts += 1;
      this.#restartMillis = Number(this.#settings.clock.now() - began) / 1e6;
      this.#changed.emit();
      await wait(this.#settings.clock, handOver);
      await old?.stop(stopLimit);
      return ok(undefined);
    });
  }

  /** Where the lab's names lead. Set it before the start: a program waits for it before it does anything. */
  setRoutes(routes: Readonly<Record<string, string>>): void {
    this.#routes = { type: 'routes', routes };
    this.#run?.post(this.#routes);
  }

  setFaults(faults: readonly Fault[], seed: number): void {
    this.#faults = { type: 'faults', faults, seed };
    this.#run?.post(this.#faults);
  }

  [Symbol.dispose](): void {
    this.log[Symbol.dispose]();
  }

  #launch(environment: Environment): ServiceRun {
    const { clock, launch, log, definition } = this.#settings;
    const run = new ServiceRun({ program: definition.name, environment }, {
      clock, launch, log, served: (served) => this.#served.emit(served), counted: (change) => this.#counted.emit(change), traced: (spans) => this.#traced.emit(spans),
    });
    run.post(this.#routes);
    return run;
  }

  /** Waits until it listens, makes it the one, and watches over it. */
  async #adopt(run: ServiceRun): Promise<void> {
    let port: number;
    try {
      port = await run.listening;
    } catch (error) {
      await run.kill();
      throw error;
    }
    run.post(this.#routes); // they may be others by now
    run.post(this.#faults);
    this.#run = run;
    this.#become('running', port);
    const settled = this.#settings.clock.setTimeout(() => { this.#crashes = 0; }, settledAfter);
    void run.exited.then((reason) => {
      settled[Symbol.dispose]();
      if (reason !== null && this.#run === run) void this.#serial.run(() => this.#revive(run, reason));
    });
  }

  async #revive(dead: ServiceRun, reason: string): Promise<void> {
    if (this.#run !== dead) return;
    this.#run = undefined;
    for (let why: string | null = reason; why !== null && !this.#over.signal.aborted;) {
      this.#crashes += 1;
      this.log.push('error', `${this.definition.name} ended: ${why}`);
      this.#crashed.emit(why);
      if (this.#crashes >= maxCrashes) {
        this.#become('crashed', null);
        return;
      }
      this.#become('restarting', null);
      why = await this.#relaunch();
    }
  }

  /** Null when it runs again or is not wanted any more; else why not. */
  async #relaunch(): Promise<string | null> {
    try {
      await wait(this.#settings.clock, backoff(this.#crashes), this.#over.signal);
    } catch {
      return null; // stopped meanwhile
    }
    try {
      await this.#adopt(this.#launch(this.#environment));
      this.#restarts += 1;
      return null;
    } catch (error) {
      return errorMessage(error);
    }
  }

  #become(status: ServiceStatus, port: number | null): void {
    if (status === this.#status && port === this.#port) return;
    this.#status = status;
    this.#port = port;
    this.#changed.emit();
  }
}

function merged(environment: Environment, changes: Readonly<Record<string, string | null>>): Environment {
  const all: Record<string, string | null> = { ...environment, ...changes };
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function sameEnvironment(a: Environment, b: Environment): boolean {
  return Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value);
}
