import type { CollectorState, GraphView } from '#common/contract/collector.ts';
import type { PartInput } from './mapLayout.ts';

/** The parts of a collector's trace pipelines in the order spans pass them, each once. */
export function collectorParts(graph: GraphView): PartInput[] {
  const parts: PartInput[] = [];
  const add = (id: string, pipelineId: string): void => {
    // A pipeline names its parts by node id or by component id; both are unique within one pipeline.
    const node = graph.nodes.find((candidate) => candidate.nodeId === id)
      ?? graph.nodes.find(({ componentId, pipelines }) => componentId === id && pipelines.includes(pipelineId));
    if (node !== undefined && !parts.some(({ nodeId }) => nodeId === node.nodeId)) parts.push({ nodeId: node.nodeId, label: node.componentId });
  };
  const pipelines = graph.pipelines.filter(({ signal }) => signal === 'traces');
  for (const list of ['receivers', 'processors', 'exporters'] as const) {
    for (const pipeline of pipelines) for (const id of pipeline[list]) add(id, pipeline.pipelineId);
  }
  return parts;
}

/** The state of one collector of the lab; undefined until the collector has been heard of. */
export function findCollector(collectors: readonly CollectorState[], collectorId: string): CollectorState | undefined {
  return collectors.find((collector) => collector.collectorId === collectorId);
}
