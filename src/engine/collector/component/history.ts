import type { EraRules } from './era.ts';
import type { Kind } from './kind.ts';

/** A component that one release has and another has not. Versions are the minor of v0.N. */
interface Past {
  readonly kind: Kind;
  readonly type: string;
  /** First release with it; absent: it was there before v0.84. */
  readonly since?: number;
  /** Last release with it; absent: it is still there. */
  readonly last?: number;
  /** What to write instead where it is missing. */
  readonly instead: string;
}

/** From the release notes of the Collector and its contrib repository. */
const past: readonly Past[] = [
  { kind: 'exporter', type: 'debug', since: 86, instead: '"logging" did its work before' },
  { kind: 'exporter', type: 'logging', last: 110, instead: 'write "debug"' },
  { kind: 'exporter', type: 'otlp_grpc', since: 144, instead: 'it was called "otlp" before' },
  { kind: 'exporter', type: 'otlp_http', since: 144, instead: 'it was called "otlphttp" before' },
  { kind: 'exporter', type: 'jaeger', last: 84, instead: 'Jaeger takes OTLP itself: use otlp_grpc to its port 4317' },
  { kind: 'exporter', type: 'jaeger_thrift', last: 84, instead: 'Jaeger takes OTLP itself: use otlp_http to its port 4318' },
  { kind: 'exporter', type: 'loki', last: 130, instead: 'Loki takes OTLP itself: use otlp_http to its /otlp' },
  { kind: 'exporter', type: 'opencensus', last: 131, instead: 'use OTLP' },
  { kind: 'receiver', type: 'opencensus', last: 131, instead: 'use otlp' },
  { kind: 'processor', type: 'routing', last: 119, instead: 'use the routing connector' },
  { kind: 'processor', type: 'servicegraph', last: 93, instead: 'use the service_graph connector' },
  { kind: 'processor', type: 'spanmetrics', last: 95, instead: 'use the span_metrics connector' },
  { kind: 'extension', type: 'memory_ballast', last: 107, instead: 'leave it out; the environment variable GOMEMLIMIT does its work' },
];

/** Why this release does not have a type that another has; undefined when no release we know of is the reason. */
export function explainMissing(kind: Kind, type: string, { version }: EraRules): string | undefined {
  if (kind === 'exporter' && type === 'console') return 'the Collector never had a console exporter: that is an SDK\'s word';
  const minor = Number(version.split('.')[1]);
  const found = past.find((entry) => entry.kind === kind && entry.type === type);
  if (found?.since !== undefined && minor < found.since) return `${type} came with v0.${String(found.since)}.0; ${found.instead}`;
  if (found?.last !== undefined && minor > found.last) return `${type} was last in v0.${String(found.last)}; ${found.instead}`;
  return undefined;
}
