import type { Diagnostic, TextRange } from '#common/base/diagnostic.ts';
import type { Emitter } from '#common/base/emitter.ts';
import type { Result } from '#common/base/result.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { BuildInfo } from './component/buildInfo.ts';
import type { Host } from './component/host.ts';
import type { GraphInfo, NodeInfo, PipelineInfo } from './component/inspection.ts';
import type { LogEntry } from './component/logger.ts';
import type { Reason } from './component/reasons.ts';
import type { Release } from './component/release.ts';
import type { StatusEvent } from './component/status.ts';

export type { BuildInfo, Release, GraphInfo, NodeInfo, PipelineInfo };

/** One `--config`: already read, because the engine has no files of its own. */
export interface ConfigSource {
  /** A path, or `--set`; names the place in diagnostics. */
  readonly name: string;
  readonly text: string;
}

export interface CollectorSettings {
  /** What `check` and `apply` judge by unless told. */
  readonly release: Release;
  readonly host: Omit<Host, 'extension' | 'reportFatal' | 'reportStatus' | 'inspect'>;
  /** For `${env:…}`. */
  readonly environment: ReadonlyMap<string, string>;
  /** Reads `${file:…}`; rejects with Go's text. */
  readonly readFile: (path: string) => Promise<string>;
  readonly build: Omit<BuildInfo, 'command' | 'version'>;
  /**
   * Receives every log entry with the console line (or JSON, as `service.telemetry.logs.encoding` says), without a line end, and the streams
   * of the process it is meant for (`service.telemetry.logs.output_paths`); none where only files take it.
   */
  readonly log: (entry: LogEntry, line: string, streams: readonly ('stdout' | 'stderr')[]) => void;
}
/** Why a configuration cannot run. */
export interface ConfigFailure {
  /** The layer that failed: the real process stops at the first one. */
  readonly stage: 'resolve' | 'decode' | 'validate' | 'build' | 'start';
  /**
   * The real Collector's text, as after `Error: ` on its command line: from `check` that of its `validate` subcommand, from `apply` that of a
   * run, which puts `invalid configuration: ` in front at stage `validate`.
   */
  readonly text: string;
  /** The same, one per problem, with places in the learner's file. Never empty. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Items (spans, data points, log records) that passed a node since its collector started; survives a hot replace of other nodes. */
export interface NodeCounts {
  readonly inItems: number;
  /** Accepted by all that follows; an item that goes several ways counts once. */
  readonly outItems: number;
  /** Refused by what follows, or given up on. */
  readonly failedItems: number;
}

/** One batch seen on one edge. */
export interface Tapped {
  readonly from: string;
  readonly to: string;
  readonly signal: Signal;
  readonly data: Pdata<Signal>;
  readonly timeUnixNano: bigint;
}

/** A reason with who gave it. */
export type Explained = Reason & {
  readonly nodeId: string;
  readonly componentId: string;
  /** Of the rule (or of the whole component) in the first source; null when it was written elsewhere or nowhere. */
  readonly range: TextRange | null;
  readonly timeUnixNano: bigint;
};

/** Defined, decoded and validated, but used by no pipeline: never created. */
export interface UnusedComponent {
  readonly section: string;
  readonly componentId: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** What checking a configuration gives when it is good. */
export interface CheckedConfig {
  readonly graph: GraphInfo;
  readonly unused: readonly UnusedComponent[];
  /** Warnings and hints; no errors. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * One collector (upstream otelcol.Collector + service.Service). Calls must not overlap: await one before the next. `apply` starts it, or
 * replaces what runs: the new graph is built and started beside the old, listeners whose address did not change are handed over, then the
 * old graph drains and stops; on failure nothing that runs has changed. Extensions and components whose configuration did not change, nor that of
 * what they send to (nor `service.telemetry`), go on as they are, with their queues, files and listeners; another one that writes to the same
 * file begins when the old has closed it.
 */
export interface Collector {
  check(sources: readonly ConfigSource[], release?: Release): Promise<Result<CheckedConfig, ConfigFailure>>;
  apply(sources: readonly ConfigSource[], release?: Release): Promise<Result<CheckedConfig, ConfigFailure>>;
  /** The process was sent a signal (`interrupt`, `terminated`, `hangup`): logs it as upstream does. Says nothing when nothing runs. */
  signalled(signal: string): void;
  /** Receivers first, exporters last; resolves when everything accepted was delivered or reported lost. */
  shutdown(): Promise<void>;
  counts(): ReadonlyMap<string, NodeCounts>;
  /** Every batch on every edge, while somebody listens. */
  readonly tapped: Emitter<Tapped>['event'];
  /** Why data was dropped, refused, changed or kept, while somebody listens. */
  readonly explained: Emitter<Explained>['event'];
  /** By node id; of an extension by `extension/` and its id. Empty when nothing runs. */
  statuses(): ReadonlyMap<string, StatusEvent>;
  readonly listening: readonly ListeningAddress[];
  /** The collector's own metrics, by name and rendered attributes: `otelcol_receiver_accepted_spans{receiver="otlp",transport="http"}`. */
  metrics(): ReadonlyMap<string, number>;
}
export interface ListeningAddress {
  readonly componentId: string;
  readonly protocol: 'http' | 'grpc';
  readonly address: string;
}
