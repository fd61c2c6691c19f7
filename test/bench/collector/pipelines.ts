import type { Transport } from './sink.ts';

/** One pipeline to be measured, and how it is fed. */
export interface Pipeline {
  readonly name: string;
  readonly transport: Transport;
  readonly compression: 'none' | 'gzip';
  /** Spans in a request. */
  readonly requestSpans: number;
  /** Processors between memory_limiter and batch: their ids, and their YAML. */
  readonly processors: Readonly<Record<string, string>>;
  /** The share of spans that arrive; a sampler's is not known beforehand. */
  readonly delivers: 'all' | 'some';
  /** Spans per second of processor time, ours to the real Collector's: at least this. */
  readonly goal: number;
}

const attributes = {
  attributes: 'actions: [{ key: deployment.environment.name, value: lab, action: insert }, { key: http.request.method, value: POST, action: update }, { key: user_agent.original, action: delete }]',
};
const sampler = { probabilistic_sampler: 'sampling_percentage: 25, mode: hash_seed, hash_seed: 22' };
const passThrough = { processors: {}, delivers: 'all', goal: 1 } as const;

export const pipelines: readonly Pipeline[] = [
  { ...passThrough, name: 'pass-through, http, requests of 8192', transport: 'http', compression: 'none', requestSpans: 8192 },
  { ...passThrough, name: 'pass-through, http, requests of 512', transport: 'http', compression: 'none', requestSpans: 512 },
  { ...passThrough, name: 'pass-through, http, gzip', transport: 'http', compression: 'gzip', requestSpans: 8192 },
  { ...passThrough, name: 'pass-through, grpc, requests of 8192', transport: 'grpc', compression: 'none', requestSpans: 8192 },
  { ...passThrough, name: 'pass-through, grpc, requests of 512', transport: 'grpc', compression: 'none', requestSpans: 512 },
  { ...passThrough, name: 'pass-through, grpc, gzip', transport: 'grpc', compression: 'gzip', requestSpans: 8192 },
  { name: 'attributes, http', transport: 'http', compression: 'none', requestSpans: 8192, processors: attributes, delivers: 'all', goal: 0.5 },
  { name: 'attributes, grpc, requests of 512', transport: 'grpc', compression: 'none', requestSpans: 512, processors: attributes, delivers: 'all', goal: 0.5 },
  { name: 'probabilistic_sampler, http', transport: 'http', compression: 'none', requestSpans: 8192, processors: sampler, delivers: 'some', goal: 0.5 },
];

/**
 * The same words for both collectors: names that every release since 2021 knows, own metrics off. The queue makes senders wait instead of
 * dropping, or a collector that cannot keep up would look fast.
 */
export function collectorYaml({ compression, processors, transport }: Pipeline, sinkPort: number): (port: number) => string {
  const address = transport === 'http' ? `http://127.0.0.1:${String(sinkPort)}` : `127.0.0.1:${String(sinkPort)}`;
  return (port) => `
receivers:
  otlp: { protocols: { ${transport}: { endpoint: 127.0.0.1:${String(port)} } } }
processors:
  memory_limiter: { check_interval: 1s, limit_mib: 4000, spike_limit_mib: 500 }
  batch:
${Object.entries(processors).map(([id, yaml]) => `  ${id}: { ${yaml} }\n`).join('')}
exporters:
  ${transport === 'http' ? 'otlphttp' : 'otlp'}:
    endpoint: ${address}
    compression: ${compression}
    tls: { insecure: true }
    sending_queue: { queue_size: 20, block_on_overflow: true }
service:
  telemetry: { metrics: { level: none } }
  pipelines:
    traces:
      receivers: [otlp]
      processors: [${['memory_limiter', ...Object.keys(processors), 'batch'].join(', ')}]
      exporters: [${transport === 'http' ? 'otlphttp' : 'otlp'}]
`;
}
