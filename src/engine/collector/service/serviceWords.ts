import type { Signal } from '#engine/pdata/signal.ts';
import type { Stability } from '../component/component.ts';
import type { Era } from '../component/era.ts';
import type { Kind } from '../component/kind.ts';
import type { LogFields } from '../component/logger.ts';

/** Where a component stands, as its log lines say. */
export interface Identity {
  readonly kind: Kind;
  readonly id: string;
  /** Of a processor. */
  readonly pipeline?: string;
  /** Of what it takes; absent where its instances of several signals are one. */
  readonly signal?: Signal | undefined;
  /** Of a connector: what it gives. */
  readonly output?: Signal;
}

/** What the service of one release says, and from which line of its source. */
export interface ServiceWords {
  /** Lines of one component begin with these. */
  readonly identity: (of: Identity) => LogFields;
  /** Lines of what several instances of a component share. */
  readonly sharedIdentity: (of: Identity) => LogFields;
  /** A shared receiver's lines name the signal it was made for first. */
  readonly sharedReceiverHasSignal: boolean;
  readonly stability: Readonly<Record<Stability, string>>;
  readonly callers: Callers;
  /** What cannot start is logged before it is returned. */
  readonly logsFailures: boolean;
  /** Extensions are created before the pipelines; else after them. */
  readonly extensionsFirst: boolean;
  /** Why pipelines do not start. */
  readonly startFailure: (of: { readonly kind: Kind; readonly id: string }, error: string) => string;
  /** How unsupported uses of a connector name their pipelines. */
  readonly pipelineList: (ids: readonly string[], signal: Signal) => string;
}
/** `file:line` of upstream's own lines. */
interface Callers {
  readonly starting: string;
  readonly ready: string;
  readonly stopping: string;
  readonly stopped: string;
  readonly buildFailed: string;
  readonly extensionsStarting: string;
  readonly extensionStarting: string;
  readonly extensionStarted: string;
  readonly extensionFailed: string;
  readonly extensionsStopping: string;
  readonly componentFailed: string;
  readonly alias: string;
  readonly reload: string;
  readonly signal: string;
  readonly fatal: string;
  readonly stability: (kind: Kind, level: 'debug' | 'info') => string;
}

const stability = (months: number): Readonly<Record<Stability, string>> => ({
  unmaintained: `Unmaintained component. Actively looking for contributors. Component will become deprecated after ${String(months)} months of remaining unmaintained.`,
  deprecated: 'Deprecated component. Will be removed in future releases.',
  development: 'Development component. May change in the future.',
  alpha: 'Alpha component. May change in the future.',
  beta: 'Beta component. May change in the future.',
  stable: 'Stable component.',
});

/** Service v0.159. */
const current: ServiceWords = {
  identity: ({ id, kind, output, pipeline, signal }) => ({
    'otelcol.component.id': id, 'otelcol.component.kind': kind, ...(pipeline === undefined ? {} : { 'otelcol.pipeline.id': pipeline }),
    ...(signal === undefined ? {} : { 'otelcol.signal': signal }), ...(output === undefined ? {} : { 'otelcol.signal.output': output }),
  }),
  sharedIdentity: ({ kind }) => ({ 'otelcol.component.kind': kind }),
  sharedReceiverHasSignal: false,
  stability: stability(3),
  callers: {
    starting: 'service@v0.159.0/service.go:259', ready: 'service@v0.159.0/service.go:282', stopping: 'service@v0.159.0/service.go:320', stopped: 'service@v0.159.0/service.go:334',
    buildFailed: 'service@v0.159.0/service.go:183', extensionsStarting: 'extensions/extensions.go:44', extensionStarting: 'extensions/extensions.go:48',
    extensionStarted: 'extensions/extensions.go:66', extensionFailed: 'extensions/extensions.go:62', extensionsStopping: 'extensions/extensions.go:73',
    componentFailed: 'graph/graph.go:454', alias: 'builders/builders.go:40', reload: 'otelcol@v0.159.0/collector.go:311', signal: 'otelcol@v0.159.0/collector.go:477',
    fatal: 'otelcol@v0.159.0/collector.go:474', stability: (_kind, level) => `builders/builders.go:${level === 'debug' ? '26' : '28'}`,
  },
  logsFailures: true,
  extensionsFirst: false,
  startFailure: ({ id, kind }, error) => `failed to start ${JSON.stringify(id)} ${kind}: ${error}`,
  pipelineList: (ids) => `[${ids.join(' ')}]`,
};

const stabilityLines: Readonly<Record<Kind, readonly [debug: number, info: number]>> = { receiver: [294, 296], processor: [287, 289], exporter: [273, 275], connector: [634, 636], extension: [143, 145] };

/** Service v0.84. */
const of2023: ServiceWords = {
  identity: ({ id, kind, output, pipeline, signal }) => {
    if (output !== undefined) return { kind: 'exporter', name: id, exporter_in_pipeline: signal, receiver_in_pipeline: output };
    if (pipeline !== undefined) return { kind, name: id, pipeline };
    if (signal === undefined) return { kind, name: id };
    return kind === 'exporter' ? { kind, data_type: signal, name: id } : { kind, name: id, data_type: signal };
  },
  sharedIdentity: (of) => of2023.identity(of),
  sharedReceiverHasSignal: true,
  stability: stability(6),
  callers: {
    starting: 'service/service.go:138', ready: 'service/service.go:161', stopping: 'service/service.go:170', stopped: 'service/service.go:184',
    buildFailed: '', extensionsStarting: 'extensions/extensions.go:31', extensionStarting: 'extensions/extensions.go:34',
    extensionStarted: 'extensions/extensions.go:38', extensionFailed: '', extensionsStopping: 'extensions/extensions.go:45',
    componentFailed: '', alias: '', reload: 'otelcol/collector.go:195', signal: 'otelcol/collector.go:250', fatal: 'otelcol/collector.go:247',
    stability: (kind, level) => `${kind}@v0.84.0/${kind}.go:${String(stabilityLines[kind][level === 'debug' ? 0 : 1])}`,
  },
  logsFailures: false,
  extensionsFirst: true,
  startFailure: (_of, error) => error,
  pipelineList: (_ids, signal) => signal,
};

export const serviceWords: Readonly<Record<Era, ServiceWords>> = { current, '2023': of2023 };
