import type { GraphInfo } from '../collector.ts';
import type { CollectorConfig } from './decode/config.ts';

/**
 * Of each pipeline: true when a processor of it changes data, or a connector it ends in, or, where that passes on the same signal, a pipeline
 * behind it (upstream's capabilities nodes). No exporter here changes data.
 */
export function mutatesData(config: CollectorConfig, { nodes, pipelines }: GraphInfo): ReadonlyMap<string, boolean> {
  const known = new Map<string, boolean>();
  const of = (pipelineId: string): boolean => {
    const found = known.get(pipelineId);
    if (found !== undefined) return found;
    known.set(pipelineId, false);
    const { exporters, processors, signal } = pipelines.find((pipeline) => pipeline.pipelineId === pipelineId) ?? { exporters: [], processors: [], signal: 'traces' };
    const mutates = processors.some((id) => config.processors.get(id)?.factory.mutatesData === true) || exporters.some((id) => {
      const connector = config.connectors.get(id);
      if (connector === undefined) return false;
      const behind = nodes.some(({ nodeId }) => nodeId === `connector/${id}/${signal}/${signal}`)
        ? pipelines.filter((pipeline) => pipeline.signal === signal && pipeline.receivers.includes(id)) : [];
      return connector.factory.mutatesData || behind.some((pipeline) => of(pipeline.pipelineId));
    });
    known.set(pipelineId, mutates);
    return mutates;
  };
  return new Map(pipelines.map(({ pipelineId }) => [pipelineId, of(pipelineId)]));
}
