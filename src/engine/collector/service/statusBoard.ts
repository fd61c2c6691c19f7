import type { Status, StatusEvent } from '../component/status.ts';

const failures = ['recoverable_error', 'permanent_error', 'fatal_error'] as const;
const running: readonly Status[] = ['ok', ...failures, 'stopping'];
/** What may follow what (upstream service/internal/status, v0.159). */
const next: Readonly<Record<Status | 'none', readonly Status[]>> = {
  none: ['starting'], starting: running, ok: running, recoverable_error: running, permanent_error: ['stopping'], fatal_error: [], stopping: [...failures, 'stopped'], stopped: [],
};

/** How the components of one service fare, by node id. A change that cannot follow what was before is not taken, as upstream. */
export class StatusBoard {
  readonly #events = new Map<string, StatusEvent>();

  get events(): ReadonlyMap<string, StatusEvent> {
    return this.#events;
  }

  report(nodeId: string, event: StatusEvent): void {
    if (next[this.#events.get(nodeId)?.status ?? 'none'].includes(event.status)) this.#events.set(nodeId, event);
  }

  /** It started, and did not say otherwise meanwhile. */
  started(nodeId: string): void {
    if (this.#events.get(nodeId)?.status === 'starting') this.report(nodeId, { status: 'ok' });
  }

  /** Takes over how a component fares that another service ran before. */
  adopt(nodeId: string, from: StatusBoard): void {
    const event = from.#events.get(nodeId);
    if (event !== undefined) this.#events.set(nodeId, event);
  }
}
