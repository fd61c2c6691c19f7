import type { Lab } from '#core/lab/lab.ts';
import type { ItemFates } from '#core/lab/spanLedger.ts';

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
    readonly items: ItemFates;
    /** generated = delivered + dropped + refused + held, counted by parties that do not know of each other. */
    readonly balanced: boolean;
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
  return { traces, ledger: { requests: lab.ledger.counts.sent, ...lab.items() } };
}

export function reportText({ traces, ledger }: LabReport): string {
  const lines = traces.map((trace) =>
    `${trace.traceId}  ${trace.durationMillis.toFixed(1).padStart(8)} ms  ${String(trace.spanCount).padStart(3)} spans  ${trace.error ? 'error' : 'ok   '}  ${trace.root ?? '(no root)'}  ${trace.services.join(' ')}`);
  const { generated, delivered, dropped, refused, held } = ledger.items;
  const spans = `${String(generated)} spans generated = ${String(delivered)} delivered + ${String(dropped)} dropped + ${String(refused)} refused + ${String(held)} held`;
  return [...lines, `${String(ledger.requests)} requests, ${String(traces.length)} traces`, `${spans}${ledger.balanced ? '' : ': this does not balance'}`, ''].join('\n');
}
