import { err, type Result } from '#common/base/result.ts';
import type { CollectorConfig } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import { buildGraph, type Graph, type GraphNode, type GraphSettings } from './graph.ts';

/** The graph, or why there is none, as the service says it. */
export async function buildPipelines(config: CollectorConfig, settings: GraphSettings, running: readonly GraphNode[]): Promise<Result<Graph, Detail>> {
  const graph = await buildGraph(config, settings, running);
  return graph.ok ? graph : err({ ...graph.error, message: `failed to build pipelines: ${graph.error.message}` });
}
