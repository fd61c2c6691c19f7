import type { RunningCollector } from './runningCollector.ts';

export function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Spans each OTLP exporter of the running graph has given up on, sending or queueing. Others (debug, file, nop) lead to no backend. */
export function givenUpByExporter(collector: RunningCollector): readonly number[] {
  const exporters = collector.view.graph.nodes.filter(({ kind, componentId }) => kind === 'exporter' && componentId.startsWith('otlp'));
  const failures = ['send_failed', 'enqueue_failed'].flatMap((verb) => [...collector.counters(`otelcol_exporter_${verb}_spans{`)]);
  const traces = exporters.filter(({ nodeId }) => nodeId.endsWith('/traces'));
  return traces.map(({ componentId }) => sumOf(failures.filter(([name]) => name.includes(`exporter="${componentId}"`)).map(([, count]) => count)));
}
