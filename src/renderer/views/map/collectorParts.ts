import type { CollectorState, GraphNode, GraphView, PipelineView } from '#common/contract/collector.ts';
import type { PartInput } from './mapLayout.ts';

/** The parts of a collector's trace pipelines in the order spans pass them, each once: a connector stands behind the pipelines that feed it. */
export function collectorParts(graph: GraphView): PartInput[] {
  const parts: PartInput[] = [];
  const pipelines = inOrder(graph.pipelines.filter(({ signal }) => signal === 'traces'));
  const add = (id: string, pipelineId: string, fits: (kind: GraphNode['kind']) => boolean): void => {
    // A pipeline names its parts by node id or by component id; both are unique within one pipeline.
    const node = graph.nodes.find((candidate) => candidate.nodeId === id)
      ?? graph.nodes.find(({ componentId, pipelines: served }) => componentId === id && served.includes(pipelineId));
    if (node !== undefined && fits(node.kind) && !parts.some(({ nodeId }) => nodeId === node.nodeId)) parts.push({ nodeId: node.nodeId, label: node.componentId });
  };
  for (const { receivers, pipelineId } of pipelines) for (const id of receivers) add(id, pipelineId, (kind) => kind === 'receiver');
  for (const { processors, exporters, pipelineId } of pipelines) {
    for (const id of processors) add(id, pipelineId, () => true);
    for (const id of exporters) add(id, pipelineId, (kind) => kind === 'connector');
  }
  for (const { exporters, pipelineId } of pipelines) for (const id of exporters) add(id, pipelineId, () => true);
  return parts;
}

/** Pipelines behind those that feed them through a connector. */
function inOrder(pipelines: readonly PipelineView[]): readonly PipelineView[] {
  const placed: PipelineView[] = [];
  const place = (pipeline: PipelineView): void => {
    if (placed.includes(pipeline)) return;
    for (const before of pipelines) if (before !== pipeline && before.exporters.some((id) => pipeline.receivers.includes(id))) place(before);
    placed.push(pipeline);
  };
  // What runs has no cycles.
  for (const pipeline of pipelines) place(pipeline);
  return placed;
}

/** The state of one collector of the lab; undefined until the collector has been heard of. */
export function findCollector(collectors: readonly CollectorState[], collectorId: string): CollectorState | undefined {
  return collectors.find((collector) => collector.collectorId === collectorId);
}
