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

/** What otelcol-contrib has and this engine does not, of what learners meet: both spellings where there are two. `last` bounds a removed one. */
const elsewhere: readonly { readonly kind: Kind; readonly types: readonly string[]; readonly last?: number }[] = [
  {
    kind: 'receiver',
    types: ['jaeger', 'zipkin', 'prometheus', 'hostmetrics', 'kafka', 'filelog', 'file_log', 'kubeletstats', 'kubelet_stats', 'k8s_cluster', 'k8s_events', 'k8sobjects', 'k8s_objects', 'fluentforward', 'fluent_forward', 'syslog', 'statsd'],
  },
  {
    kind: 'processor',
    types: [
      'filter', 'transform', 'tail_sampling', 'k8sattributes', 'k8s_attributes', 'groupbytrace', 'groupbyattrs', 'redaction', 'resourcedetection', 'resource_detection', 'cumulativetodelta', 'deltatorate',
      'metricstransform', 'remotetap', 'interval', 'routing', 'spanmetrics', 'servicegraph',
    ],
  },
  { kind: 'exporter', types: ['zipkin', 'prometheus', 'prometheusremotewrite', 'prometheus_remote_write', 'kafka', 'loadbalancing', 'load_balancing'] },
  { kind: 'exporter', types: ['jaeger', 'jaeger_thrift'], last: 84 },
  { kind: 'exporter', types: ['loki'], last: 130 },
  { kind: 'connector', types: ['count', 'spanmetrics', 'span_metrics', 'servicegraph', 'service_graph', 'exceptions', 'routing', 'failover', 'roundrobin', 'round_robin', 'signaltometrics', 'signal_to_metrics', 'sum'] },
  { kind: 'extension', types: ['oidc', 'jaegerremotesampling', 'oauth2client', 'sigv4auth', 'k8s_observer'] },
];

/** Why this release does not have a type that another has; undefined when no release we know of is the reason. */
export function explainMissing(kind: Kind, type: string, { version }: EraRules): string | undefined {
  if (kind === 'exporter' && type === 'console') return 'the Collector never had a console exporter: that is an SDK\'s word';
  const minor = Number(version.split('.')[1]);
  const found = past.find((entry) => entry.kind === kind && entry.type === type);
  if (found?.since !== undefined && minor < found.since) return `${type} came with v0.${String(found.since)}.0; ${found.instead}`;
  if (found?.last !== undefined && minor > found.last) return `${type} was last in v0.${String(found.last)}; ${found.instead}`;
  const real = elsewhere.some((entry) => entry.kind === kind && entry.types.includes(type) && (entry.last === undefined || minor <= entry.last));
  return real ? `a real otelcol-contrib has ${type}, if not in every release; Traceground does not have it yet` : undefined;
}
