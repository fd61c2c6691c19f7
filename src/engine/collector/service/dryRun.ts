import { ok, type Result } from '#common/base/result.ts';
import type { GraphInfo } from '../collector.ts';
import { buildPipelines } from './buildPipelines.ts';
import type { CollectorConfig } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import type { GraphSettings } from './graph.ts';
import { buildExtensions } from './serviceExtensions.ts';

/** Builds every component and throws it away: what cannot be built, with upstream's texts. */
export async function dryRun(config: CollectorConfig, settings: GraphSettings): Promise<{ readonly pipelines: Result<GraphInfo, Detail>; readonly extensions: Result<unknown, Detail> }> {
  const graph = await buildPipelines(config, settings, []);
  const extensions = await buildExtensions(config, settings, []);
  for (const { component } of [...graph.ok ? [...graph.value.nodes].reverse() : [], ...extensions.ok ? extensions.value : []]) await component.shutdown();
  return { pipelines: graph.ok ? ok(graph.value.info) : graph, extensions };
}
