import { type Era, eraRules } from '../component/era.ts';
import type { Factories } from '../component/factory.ts';
import type { Distribution, Release, ReleaseName } from '../component/release.ts';
import { componentsOf } from './index.ts';

type Types = { readonly [Section in keyof Factories]: readonly string[] };

/** The types each distribution is built with, of those that exist here (opentelemetry-collector-releases v0.159 and v0.84). `all`: everything. */
const built: Readonly<Record<Era, { readonly [D in Distribution]?: Types | 'all' }>> = {
  current: {
    'otelcol-contrib': 'all',
    otelcol: {
      receivers: ['nop', 'otlp'],
      processors: ['attributes', 'batch', 'filter', 'memory_limiter', 'probabilistic_sampler', 'resource', 'span'],
      exporters: ['debug', 'file', 'nop', 'otlp_grpc', 'otlp_http'],
      connectors: ['forward'],
      extensions: ['health_check', 'pprof', 'zpages'],
    },
    'otelcol-k8s': {
      receivers: ['nop', 'otlp'],
      processors: ['attributes', 'batch', 'filter', 'memory_limiter', 'probabilistic_sampler', 'resource', 'tail_sampling', 'transform'],
      exporters: ['debug', 'file', 'nop', 'otlp_grpc', 'otlp_http'],
      connectors: ['count', 'exceptions', 'failover', 'forward', 'round_robin', 'routing', 'service_graph', 'span_metrics'],
      extensions: ['basicauth', 'bearertokenauth', 'file_storage', 'headers_setter', 'health_check', 'pprof', 'zpages'],
    },
  },
  '2023': {
    'otelcol-contrib': 'all',
    otelcol: {
      receivers: ['otlp', 'jaeger', 'zipkin'],
      processors: ['attributes', 'batch', 'filter', 'memory_limiter', 'probabilistic_sampler', 'resource', 'span'],
      exporters: ['file', 'jaeger', 'logging', 'otlp', 'otlphttp', 'zipkin'],
      connectors: ['forward'],
      extensions: ['health_check', 'memory_ballast', 'pprof', 'zpages'],
    },
  },
};

/** otelcol-contrib, which has everything there is here. */
export const fullRelease = (era: Era): Release => ({ rules: eraRules[era], distribution: 'otelcol-contrib', factories: componentsOf[era] });

/** What everything begins with: today's otelcol-contrib. */
export const defaultRelease: Release = fullRelease('current');

/** Undefined where that release had no such distribution: otelcol-k8s came in 2024. */
export function releaseOf({ era, distribution }: ReleaseName): Release | undefined {
  const types = built[era][distribution];
  if (types === undefined) return undefined;
  if (types === 'all') return fullRelease(era);
  const all = componentsOf[era];
  const of = <F extends { readonly type: string }>(factories: readonly F[], known: readonly string[]): readonly F[] => factories.filter(({ type }) => known.includes(type));
  const factories = {
    receivers: of(all.receivers, types.receivers), processors: of(all.processors, types.processors), exporters: of(all.exporters, types.exporters),
    connectors: of(all.connectors, types.connectors), extensions: of(all.extensions, types.extensions),
  };
  return { rules: eraRules[era], distribution, factories };
}
