import type { Signal } from '#engine/pdata/signal.ts';
import type { NodeCounts, NodeInfo } from '../collector.ts';
import type { Counters } from './edge.ts';
import type { MetricRegistry } from './telemetry/metricRegistry.ts';

const itemNames: Readonly<Record<Signal, string>> = { traces: 'spans', metrics: 'metric_points', logs: 'log_records' };

/** What passed each node. Edges know what goes between nodes; what leaves an exporter is in its own metrics. */
export function nodeCounts(nodes: readonly NodeInfo[], counters: ReadonlyMap<string, Counters>, metrics: MetricRegistry): ReadonlyMap<string, NodeCounts> {
  return new Map(nodes.map((node) => {
    const counted = counters.get(node.nodeId) ?? { inItems: 0, outItems: 0, failedItems: 0 };
    if (node.kind === 'receiver') return [node.nodeId, { ...counted, inItems: counted.outItems + counted.failedItems }];
    return [node.nodeId, node.kind === 'exporter' ? exporterCounts(node, counted, metrics) : { ...counted }];
  }));
}

function exporterCounts(node: NodeInfo, counted: Counters, metrics: MetricRegistry): NodeCounts {
  const signal = node.nodeId.slice(node.nodeId.lastIndexOf('/') + 1) as Signal;
  const total = (verb: string): number => metrics.total(`otelcol_exporter_${verb}_${itemNames[signal]}`, { exporter: node.componentId });
  return { inItems: counted.inItems, outItems: total('sent'), failedItems: total('send_failed') + total('enqueue_failed') };
}
