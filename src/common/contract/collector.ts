import * as z from 'zod';
import { event, method } from './define.ts';
import { Diagnostic } from './diagnostic.ts';

/** One component instance as drawn: where it stands in its pipeline and how often items passed it. */
export const GraphNode = z.object({
  /** Unique within the collector: `receiver/otlp`, `traces/processor/batch`, `exporter/otlp_http/traces`. */
  nodeId: z.string(),
  kind: z.enum(['receiver', 'processor', 'exporter', 'connector']),
  componentId: z.string(),
  /** Pipeline ids this node serves. */
  pipelines: z.array(z.string()),
});
export type GraphNode = z.infer<typeof GraphNode>;

export const PipelineView = z.object({
  pipelineId: z.string(),
  signal: z.enum(['traces', 'metrics', 'logs']),
  receivers: z.array(z.string()),
  processors: z.array(z.string()),
  exporters: z.array(z.string()),
});
export type PipelineView = z.infer<typeof PipelineView>;

export const GraphView = z.object({ nodes: z.array(GraphNode), pipelines: z.array(PipelineView), extensions: z.array(z.string()) });
export type GraphView = z.infer<typeof GraphView>;

/** Which Collector a configuration is judged and run by. */
export const ReleaseName = z.object({
  era: z.enum(['current', '2023']),
  distribution: z.enum(['otelcol-contrib', 'otelcol', 'otelcol-k8s']),
});
export type ReleaseName = z.infer<typeof ReleaseName>;

export const CollectorState = z.object({
  collectorId: z.string(),
  /** What the learner last wrote. */
  yaml: z.string(),
  /** What runs. Differs from `yaml` while the draft is broken. */
  runningYaml: z.string(),
  /** What `yaml` is judged by. */
  release: ReleaseName,
  runningRelease: ReleaseName,
  /** Counts applied configurations; the first is 1. */
  revision: z.int(),
  /** Milliseconds since the epoch when `revision` began to run. */
  runningSince: z.number(),
  status: z.enum(['starting', 'running', 'restarting', 'stopped']),
  graph: GraphView,
  /** About `yaml`, not `runningYaml`. Errors mean that the last good configuration keeps running. */
  diagnostics: z.array(Diagnostic),
  /** Defined but used by no pipeline, with the lines of their definition. */
  unused: z.array(z.object({ section: z.string(), componentId: z.string(), startLine: z.int(), endLine: z.int() })),
  /** Addresses that listen, e.g. "127.0.0.1:4318". */
  listening: z.array(z.object({ componentId: z.string(), protocol: z.string(), address: z.string() })),
});
export type CollectorState = z.infer<typeof CollectorState>;

export const LogLine = z.object({
  /** Grows by one per line and source; lets a view ask for what it has not seen. */
  sequence: z.int(),
  level: z.enum(['debug', 'info', 'warn', 'error', 'fatal']),
  /** The whole console line, as the real tool prints it, without a line end. */
  text: z.string(),
});
export type LogLine = z.infer<typeof LogLine>;

export const collector = {
  list: method(z.object({}), z.array(CollectorState)),
  /** Applies a configuration, by the given release or the one chosen last. When it is bad nothing that runs changes and `diagnostics` say why. */
  apply: method(z.object({ collectorId: z.string(), yaml: z.string().max(1_000_000), release: ReleaseName.optional() }), CollectorState),
  /** JSON Schema (draft-7) of a whole configuration, made from the factories of a release. */
  schema: method(ReleaseName, z.record(z.string(), z.unknown())),
  /** The releases there are to choose from, newest first. */
  releases: method(z.object({}), z.array(z.object({ era: ReleaseName.shape.era, version: z.string(), distributions: z.array(ReleaseName.shape.distribution) }))),
  changed: event(CollectorState),
};
