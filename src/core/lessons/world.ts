import type { Event } from '#common/base/emitter.ts';
import type { StoredTrace } from '#core/telemetry/storedTrace.ts';
import type { WorldStart } from './lessonFile.ts';

export type OperationName = 'browse' | 'book';

/** What a lesson sees and moves of the lab. `labWorld.ts` is the real one; tests hand in a small one of their own. */
export interface LessonWorld {
  /** Something a check may look at is another: requests, spans, settings. */
  readonly changed: Event<void>;
  /** Brings the world to the beginning of a lesson: faults, traffic, tracing, an empty trace store. */
  prepare(start: WorldStart): Promise<void>;
  /** Resolves when every service runs with the new setting. */
  setTracing(on: boolean): Promise<void>;
  /** The world's own count of requests that came in at the front door since the lab started, independent of telemetry. */
  sent(operation: OperationName): number;
  /** Sends requests and waits for their answers; what a learner does with the button. */
  send(operation: OperationName, count: number): Promise<void>;
  /** Do all services export traces, and does the collector run? */
  readonly tracing: boolean;
  /** Name that the front door's span of this operation has: `POST /book`. */
  rootName(operation: OperationName): string;
  traces(): Iterable<StoredTrace>;
  trace(traceId: string): StoredTrace | undefined;
}
