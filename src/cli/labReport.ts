import type { Lab } from '#core/lab/lab.ts';

/** What `lab run --json` prints. Its shape is a promise: checks outside the project read it. */
export interface LabReport {
  readonly traces: readonly {
    readonly traceId: string;
    /** Null when the root never arrived. */
    readonly root: string | null;
    readonly services: readonly string[];
    readonly spanCount: number;
    readonly orphans: number;
    readonly durationMillis: number;
    readonly error: boolean;
  }[];
  readonly ledger: {
    readonly requests: number;
    /** Spans. Null means that nobody counts them yet, never zero. */
    readonly items: {
      readonly generated: number | null;
      readonly delivered: number;
      readonly dropped: number | null;
      readonly refused: number | null;
      readonly held: number | null;
    };
    /** Null while `items` has unknowns. */
    readonly balanced: boolean | null;
  };
}

/** Reads a lab that has stopped. */
export function labReport(lab: Lab): LabReport {
  const traces = lab.store.newest(Number.MAX_SAFE_INTEGER).toReversed().map((trace) => ({
    traceId: trace.traceId,
    root: trace.hasRoot ? trace.rootName : null,
    services: [...trace.services],
    spanCount: trace.spanCount,
    orphans: trace.orphanCount,
    durationMillis: trace.durationNanos / 1e6,
    error: trace.errorCount > 0,
  }));
  const { spans, evictedSpans } = lab.store.state;
  return {
    traces,
    // What the SDKs generated is not counted apart from telemetry yet, so nothing can be said about what was lost before the backend.
    ledger: {
      requests: lab.ledger.counts.sent,
      items: { generated: null, delivered: spans + evictedSpans, dropped: null, refused: null, held: null },
      balanced: null,
    },
  };
}

export function reportText({ traces, ledger }: LabReport): string {
  const lines = traces.map((trace) =>
    `${trace.traceId}  ${trace.durationMillis.toFixed(1).padStart(8)} ms  ${String(trace.spanCount).padStart(3)} spans  ${trace.error ? 'error' : 'ok   '}  ${trace.root ?? '(no root)'}  ${trace.services.join(' ')}`);
  return [...lines, `${String(ledger.requests)} requests, ${String(traces.length)} traces, ${String(ledger.items.delivered)} spans delivered`, ''].join('\n');
}
