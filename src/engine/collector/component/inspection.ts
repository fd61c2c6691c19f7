import type { Signal } from '#engine/pdata/signal.ts';
import type { BuildInfo } from './buildInfo.ts';
import type { Kind } from './kind.ts';
import type { StatusEvent } from './status.ts';

/** A component as it stands in the running graph. */
export interface NodeInfo {
  /** Unique in its collector: `receiver/otlp`, `traces/processor/batch`, `exporter/otlp_http/traces`, `connector/forward/traces/traces`. */
  readonly nodeId: string;
  readonly kind: Exclude<Kind, 'extension'>;
  readonly componentId: string;
  readonly pipelines: readonly string[];
}
export interface PipelineInfo {
  readonly pipelineId: string;
  readonly signal: Signal;
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}
export interface GraphInfo {
  readonly nodes: readonly NodeInfo[];
  readonly pipelines: readonly PipelineInfo[];
  readonly extensions: readonly string[];
}

/** What the running service tells of itself, for extensions that show it (zpages). */
export interface ServiceInspection {
  readonly build: BuildInfo;
  /** When the service started. */
  readonly startedUnixNano: bigint;
  readonly graph: GraphInfo;
  /** Of a pipeline: true when one of its processors changes data. */
  readonly mutatesData: ReadonlyMap<string, boolean>;
  /** By node id; of an extension by `extension/` and its id. */
  readonly statuses: ReadonlyMap<string, StatusEvent>;
}
