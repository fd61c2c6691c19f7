import { DisposableStore } from '#common/base/disposable.ts';
import { Emitter } from '#common/base/emitter.ts';
import { operationRequest } from '#core/lab/catalog.ts';
import type { Lab } from '#core/lab/lab.ts';
import type { StoredTrace } from '#core/telemetry/storedTrace.ts';
import type { WorldStart } from './lessonFile.ts';
import type { LessonWorld, OperationName } from './world.ts';

/** The running lab as a lesson sees it. */
export class LabWorld implements LessonWorld, Disposable {
  readonly #lab: Lab;
  readonly #changed = new Emitter<void>();
  readonly #sent = new Map<OperationName, number>();
  readonly #owned = new DisposableStore();

  constructor(lab: Lab) {
    this.#lab = lab;
    const changed = (): void => this.#changed.emit();
    this.#owned.add(lab.traffic.answered(({ operation, status }) => {
      // Status 0 is a request that never reached the clinic.
      if (status > 0) this.#sent.set(operation, this.sent(operation) + 1);
      changed();
    }));
    this.#owned.add(lab.store.changed(changed));
    this.#owned.add(lab.changed(changed));
  }

  readonly changed = this.#changed.event;

  get tracing(): boolean {
    return [...this.#lab.services.values()].filter(({ isInstrumented }) => isInstrumented).every(({ tracing }) => tracing);
  }

  async prepare(start: WorldStart): Promise<void> {
    const { traffic, store, services } = this.#lab;
    await this.#running();
    traffic.set({ running: start.rps > 0, requestsPerSecond: start.rps, seed: start.seed });
    await traffic.settled();
    await this.#lab.setTracing(start.tracing);
    // After the restart and with the seed in force: the same requests are struck each time.
    for (const name of services.keys()) this.#lab.setFaults(name, start.faults[name]?.map(compact) ?? []);
    store.clear();
  }

  async setTracing(on: boolean): Promise<void> {
    await this.#lab.setTracing(on);
    this.#changed.emit();
  }

  sent(operation: OperationName): number {
    return this.#sent.get(operation) ?? 0;
  }

  async send(operation: OperationName, count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.#lab.traffic.sendOne(operation)));
  }

  rootName(operation: OperationName): string {
    const { method, path } = operationRequest(operation, () => 0);
    return `${method} ${path}`;
  }

  traces(): Iterable<StoredTrace> {
    return this.#lab.store.traces();
  }

  trace(traceId: string): StoredTrace | undefined {
    return this.#lab.store.trace(traceId);
  }

  [Symbol.dispose](): void {
    this.#owned[Symbol.dispose]();
  }

  /** Resolves when the lab has come up: a lesson may be asked for while the services still start. */
  #running(): Promise<void> {
    if (this.#lab.status !== 'starting') return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = this.#lab.changed(() => {
        if (this.#lab.status === 'starting') return;
        waiting[Symbol.dispose]();
        resolve();
      });
    });
  }
}

type FaultFile = NonNullable<WorldStart['faults'][string]>[number];

/** Without the keys that are undefined: the message to a service holds only what is set. */
function compact(fault: FaultFile): { route?: string; ratio: number; latencyMillis?: number; status?: number } {
  return {
    ratio: fault.ratio,
    ...(fault.route === undefined ? {} : { route: fault.route }),
    ...(fault.latencyMillis === undefined ? {} : { latencyMillis: fault.latencyMillis }),
    ...(fault.status === undefined ? {} : { status: fault.status }),
  };
}
