import type { Clock } from '#common/base/clock.ts';
import type { Host } from '../../component/host.ts';
import type { Counters } from '../edge.ts';
import type { AttributePairs, Measured } from './metricRegistry.ts';

/**
 * The process, as far as Node knows it. Upstream also counts every byte ever allocated (runtime_total_alloc_bytes): Node does not tell.
 * In a lab all collectors live in one process, so that memory and CPU time are those of all of them.
 */
export function processMeasures({ clock, cpuSeconds, memory }: Pick<Host, 'memory' | 'cpuSeconds'> & { readonly clock: Clock }, startedUnixNano: bigint): readonly Measured[] {
  const gauge = (name: string, value: number | undefined): readonly Measured[] => (value === undefined ? [] : [{ type: 'gauge', name: `otelcol_process_${name}`, attributes: [], value, last: value }]);
  const sum = (name: string, value: number | undefined): readonly Measured[] => (value === undefined ? [] : [{ type: 'sum', name: `otelcol_process_${name}`, attributes: [], value, calls: 1 }]);
  return [
    ...sum('cpu_seconds', cpuSeconds?.()), ...gauge('memory_rss', memory.resident?.()), ...gauge('runtime_heap_alloc_bytes', memory.used()),
    ...gauge('runtime_total_sys_memory_bytes', memory.reserved?.()), ...sum('uptime', Number(clock.now() - startedUnixNano) / 1e9),
  ];
}

/** Processors that do without upstream's processorhelper, which counts what passes. */
const uncounted = new Set(['batch', 'groupbytrace', 'tail_sampling']);

/** What passed each processor, from the counts that every node has anyway. */
export function processorMeasures(counters: ReadonlyMap<string, Counters>): readonly Measured[] {
  return [...counters].flatMap(([nodeId, { failedItems, inItems, outItems }]): readonly Measured[] => {
    const [, signal, id = ''] = /^(traces|metrics|logs)(?:\/.*?)?\/processor\/(.+)$/.exec(nodeId) ?? [];
    if (signal === undefined || inItems === 0 || uncounted.has(id.split('/')[0] ?? '')) return [];
    const attributes: AttributePairs = [['otel.signal', signal], ['processor', id]];
    const sum = (name: string, value: number): Measured => ({ type: 'sum', name: `otelcol_processor_${name}_items`, attributes, value, calls: 1 });
    return [sum('incoming', inItems), sum('outgoing', outItems + failedItems)];
  });
}
