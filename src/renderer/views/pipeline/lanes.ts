import type { GraphNode, GraphView } from '#common/contract/collector.ts';

/** What passed a node: as the lab counts it. */
export interface NodeCount {
  readonly inItems: number;
  readonly outItems: number;
  readonly droppedItems: number;
  readonly itemsPerSecond: number;
  readonly note?: string | undefined;
}
export interface Lane {
  readonly pipelineId: string;
  readonly signal: string;
  /** From left to right: all receivers, then one processor each, then all exporters and connectors. */
  readonly columns: readonly (readonly GraphNode[])[];
}

/** One lane per pipeline, nodes in the order data passes them. */
export function lanes(graph: GraphView): readonly Lane[] {
  return graph.pipelines.map((pipeline) => {
    const own = graph.nodes.filter(({ pipelines }) => pipelines.includes(pipeline.pipelineId));
    const pick = (ids: readonly string[], fits: (node: GraphNode) => boolean): readonly GraphNode[] =>
      ids.flatMap((id) => own.find((node) => node.componentId === id && fits(node)) ?? []);
    const columns = [
      pick(pipeline.receivers, ({ kind }) => kind === 'receiver' || kind === 'connector'),
      ...pipeline.processors.map((id) => pick([id], ({ kind }) => kind === 'processor')),
      pick(pipeline.exporters, ({ kind }) => kind === 'exporter' || kind === 'connector'),
    ];
    return { pipelineId: pipeline.pipelineId, signal: pipeline.signal, columns: columns.filter((column) => column.length > 0) };
  });
}

/**
 * What passed a node on its way into this lane. A receiver that serves several pipelines is counted once for all of them, so what the lane's
 * first processor took in stands for it; undefined where the lane does not tell, because several receivers feed it or it has no processor.
 */
export function countInLane(lane: Lane, node: GraphNode, counts: Readonly<Record<string, NodeCount>>): NodeCount | undefined {
  if (node.kind !== 'receiver' || node.pipelines.length === 1) return counts[node.nodeId];
  const [receivers = [], [next] = []] = lane.columns;
  const taken = next?.kind === 'processor' ? counts[next.nodeId] : undefined;
  if (receivers.length > 1 || taken === undefined) return undefined;
  return { inItems: taken.inItems, outItems: taken.inItems, droppedItems: 0, itemsPerSecond: taken.itemsPerSecond };
}

export interface ComponentCount extends NodeCount {
  readonly kind: GraphNode['kind'];
  readonly componentId: string;
}

/** Counts by component: one component may stand in several pipelines. */
export function countsByComponent(graph: GraphView, counts: Readonly<Record<string, NodeCount>>): readonly ComponentCount[] {
  const byComponent = new Map<string, ComponentCount>();
  for (const { nodeId, kind, componentId } of graph.nodes) {
    const own = counts[nodeId];
    if (own === undefined) continue;
    const key = `${kind} ${componentId}`;
    const sum = byComponent.get(key) ?? { kind, componentId, inItems: 0, outItems: 0, droppedItems: 0, itemsPerSecond: 0 };
    byComponent.set(key, {
      ...sum, inItems: sum.inItems + own.inItems, outItems: sum.outItems + own.outItems,
      droppedItems: sum.droppedItems + own.droppedItems, itemsPerSecond: sum.itemsPerSecond + own.itemsPerSecond,
    });
  }
  return [...byComponent.values()];
}
