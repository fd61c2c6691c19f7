import { Emitter } from '#common/base/emitter.ts';
import { fakeTracesOf, type FakeSpan } from '#core/telemetry/fakeSpans.ts';
import type { StoredTrace } from '#core/telemetry/storedTrace.ts';
import { TraceStore } from '#core/telemetry/traceStore.ts';
import type { Clock } from '#common/base/clock.ts';
import type { WorldStart } from './lessonFile.ts';
import type { LessonWorld, OperationName } from './world.ts';

/** A world for tests: nothing runs in it, everything is set by hand. */
export class FakeWorld implements LessonWorld {
  readonly #changed = new Emitter<void>();
  readonly #sent = new Map<OperationName, number>();
  readonly #store: TraceStore;
  readonly prepared: WorldStart[] = [];
  tracing = false;

  constructor(clock: Clock) {
    this.#store = new TraceStore({ clock });
  }

  readonly changed = this.#changed.event;

  async prepare(start: WorldStart): Promise<void> {
    this.prepared.push(start);
    this.tracing = start.tracing;
  }
  async setTracing(on: boolean): Promise<void> {
    this.tracing = on;
    this.#changed.emit();
  }
  sent(operation: OperationName): number {
    return this.#sent.get(operation) ?? 0;
  }
  async send(operation: OperationName, count: number): Promise<void> {
    this.#sent.set(operation, this.sent(operation) + count);
    this.#changed.emit();
  }
  rootName(operation: OperationName): string {
    return operation === 'book' ? 'POST /book' : 'GET /';
  }
  arrive(...spans: readonly FakeSpan[]): void {
    this.#store.add(fakeTracesOf(spans));
    this.#changed.emit();
  }
  traces(): Iterable<StoredTrace> {
    return this.#store.traces();
  }
  trace(traceId: string): StoredTrace | undefined {
    return this.#store.trace(traceId);
  }
}

/** A booking as the clinic's SDKs report it: vets takes `vetsMillis`, all the others little. */
export function bookingSpans(trace: string, vetsMillis: number, start = 0): readonly FakeSpan[] {
  const at = (offset: number) => start + offset;
  return [
    { trace, id: `${trace}-1`, service: 'web', name: 'POST /book', kind: 2, start: at(0), millis: vetsMillis + 120 },
    { trace, id: `${trace}-2`, parent: `${trace}-1`, service: 'web', name: 'POST', kind: 3, start: at(5), millis: vetsMillis + 110 },
    { trace, id: `${trace}-3`, parent: `${trace}-2`, service: 'visits', name: 'POST /visits', kind: 2, start: at(6), millis: vetsMillis + 108 },
    { trace, id: `${trace}-4`, parent: `${trace}-3`, service: 'visits', name: 'GET', kind: 3, start: at(8), millis: vetsMillis + 4 },
    { trace, id: `${trace}-5`, parent: `${trace}-4`, service: 'vets', name: 'GET /vets/:id/slots', kind: 2, start: at(10), millis: vetsMillis },
    { trace, id: `${trace}-6`, parent: `${trace}-3`, service: 'visits', name: 'POST', kind: 3, start: at(vetsMillis + 20), millis: 60 },
    { trace, id: `${trace}-7`, parent: `${trace}-6`, service: 'billing', name: 'POST /charges', kind: 2, start: at(vetsMillis + 22), millis: 56 },
  ];
}
