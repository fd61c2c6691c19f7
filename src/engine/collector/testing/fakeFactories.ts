import type { Traces } from '#engine/pdata/traces.ts';
import type { Exporter } from '../component/component.ts';
import { defineConnector, defineExporter, defineExtension, defineProcessor, defineReceiver, type Factories, type NextBySignal } from '../component/factory.ts';
import { bool, duration, enabledSection, headers, int, list, oneOf, optionalSection, section, string, uint } from '../component/fields.ts';
import type { Host } from '../component/host.ts';
import { background } from '../consumer/consumer.ts';

/** What a test of the service watches: who started and stopped when, and what arrived. */
export interface Recorder {
  readonly events: string[];
  readonly received: { readonly id: string; readonly data: Traces }[];
  /** Ids whose start fails, with the text. */
  readonly failing: Map<string, string>;
}
export const newRecorder = (): Recorder => ({ events: [], received: [], failing: new Map() });

const keepalive = optionalSection({
  server_parameters: optionalSection({ time: duration('0s') }, { goType: 'configgrpc.KeepaliveServerParameters', default: {} }),
}, { goType: 'configgrpc.KeepaliveServerConfig' });
const protocols = section({
  grpc: optionalSection({
    endpoint: string('127.0.0.1:4317'), max_concurrent_streams: uint(0), max_recv_msg_size_mib: int(0), include_metadata: bool(false), keepalive,
  }, { goType: 'configgrpc.ServerConfig' }),
  http: optionalSection({
    endpoint: string('127.0.0.1:4318'), max_request_body_size: int(0, 'int64'), keep_alives_enabled: bool(true),
    cors: optionalSection({ allowed_origins: list(string()) }, { goType: 'confighttp.CORSConfig' }),
  }, { goType: 'otlpreceiver.HTTPConfig' }),
});
const queue = enabledSection({
  num_consumers: int(10), queue_size: int(1000, 'int64'), sizer: oneOf(['items', 'bytes', 'requests'], 'requests', (found) => `invalid sizer: ${JSON.stringify(found)}`),
  wait_for_result: bool(false), batch: optionalSection({ min_size: int(0) }, { goType: 'queuebatch.BatchConfig' }),
}, { goType: 'queuebatch.Config', decoders: 2 });

/** Stand-ins for a few components, close enough to the real ones for their mistakes to read the same. */
export function fakeFactories(recorder: Recorder = newRecorder()): Factories {
  const lifecycle = (id: string) => ({
    start: async (): Promise<void> => {
      const failure = recorder.failing.get(id);
      if (failure !== undefined) throw new Error(failure);
      recorder.events.push(`start ${id}`);
    },
    shutdown: async (): Promise<void> => { recorder.events.push(`stop ${id}`); },
  });
  return { receivers: [otlp(lifecycle)], processors: [batch(lifecycle), tracesOnly(lifecycle)], exporters: exporters(recorder, lifecycle), connectors: [forward(lifecycle)], extensions: [zpages(lifecycle)] };
}

type Lifecycle = (id: string) => { start(): Promise<void>; shutdown(): Promise<void> };

function otlp(lifecycle: Lifecycle) {
  return defineReceiver({
    type: 'otlp', summary: 'Receives.', stability: { traces: 'stable', metrics: 'stable' }, config: section({ protocols }),
    validate: (config) => (config.protocols.grpc === undefined && config.protocols.http === undefined
      ? [{ path: [], message: 'must specify at least one protocol when using the OTLP receiver' }] : []),
    create: (set, config, next) => {
      const own = lifecycle(set.id);
      const listeners: { close(graceMillis: number): Promise<void> }[] = [];
      return {
        start: async (host: Host) => {
          await own.start();
          const endpoint = config.protocols.http?.endpoint;
          if (endpoint !== undefined) listeners.push(await host.network.listenHttp({ address: endpoint, maxBodyBytes: config.protocols.http?.max_request_body_size ?? 0 }, handler(set.id, next)));
        },
        shutdown: async () => {
          for (const listener of listeners) await listener.close(1000);
          await own.shutdown();
        },
      };
    },
  });
}

/** Sends one empty batch on for each request, and answers with who served it. */
const handler = (id: string, next: NextBySignal) => async () => {
  try {
    await next.traces?.consume({ resourceSpans: [] }, background);
    return { status: 200, headers: {}, body: new TextEncoder().encode(id) };
  } catch (error) {
    return { status: 503, headers: {}, body: new TextEncoder().encode(String(error)) };
  }
};

function batch(lifecycle: Lifecycle) {
  return defineProcessor({
    type: 'batch', summary: 'Batches.', mutatesData: true, stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
    config: section({ send_batch_size: uint(8192), timeout: duration('200ms'), send_batch_max_size: uint(0), metadata_keys: list(string()), metadata_cardinality_limit: uint(1000) }),
    validate: (config) => (config.send_batch_max_size > 0 && config.send_batch_max_size < config.send_batch_size
      ? [{ path: [], at: ['send_batch_max_size'], message: 'send_batch_max_size must be greater or equal to send_batch_size' }] : []),
    create: {
      traces: (set, _config, next) => ({ ...lifecycle(set.id), consume: (data, context) => next.consume(data, context) }),
      metrics: (set, _config, next) => ({ ...lifecycle(set.id), consume: (data, context) => next.consume(data, context) }),
      logs: (set, _config, next) => ({ ...lifecycle(set.id), consume: (data, context) => next.consume(data, context) }),
    },
  });
}

function tracesOnly(lifecycle: Lifecycle) {
  return defineProcessor({
    type: 'span', summary: 'Traces only.', mutatesData: true, stability: { traces: 'alpha' }, config: section({ name: string() }),
    create: {
      traces: (set, config, next) => {
        if (config.name === 'broken') throw new Error('error creating "span" processor');
        return { ...lifecycle(set.id), consume: (data, context) => next.consume(data, context) };
      },
    },
  });
}

function exporters(recorder: Recorder, lifecycle: Lifecycle): Factories['exporters'] {
  const exporter = (id: string): Exporter<'traces'> => ({
    ...lifecycle(id),
    consume: async (data) => {
      const failure = recorder.failing.get(`consume ${id}`);
      if (failure !== undefined) throw new Error(failure);
      recorder.received.push({ id, data });
    },
  });
  return [
    defineExporter({
      type: 'debug', summary: 'Prints.', stability: { traces: 'alpha' }, create: { traces: (set) => exporter(set.id) },
      config: section({ verbosity: oneOf(['basic', 'normal', 'detailed'], 'basic', (found) => `unknown metrics level ${JSON.stringify(found)}`), sampling_initial: int(2), use_internal_logger: bool(true) }),
    }),
    defineExporter({
      type: 'otlp_grpc', deprecatedAliases: ['otlp'], summary: 'Sends.', stability: { traces: 'stable' }, create: { traces: (set) => exporter(set.id) },
      config: section({ endpoint: string(), timeout: duration('5s'), headers: headers(), tls: section({ insecure: bool(false) }), wait_for_ready: bool(false), retry_on_failure: section({ enabled: bool(true), initial_interval: duration('5s') }), sending_queue: queue }),
      validate: (config) => [
        ...(config.endpoint === '' ? [{ path: [], message: 'requires a non-empty "endpoint"' }] : []),
        ...(config.sending_queue !== undefined && config.sending_queue.num_consumers <= 0 ? [{ path: ['sending_queue'], at: ['sending_queue', 'num_consumers'], message: '`num_consumers` must be positive' }] : []),
      ],
    }),
  ];
}

const zpages = (lifecycle: Lifecycle) => defineExtension({ type: 'zpages', summary: 'Pages.', stability: 'beta', config: section({ endpoint: string('localhost:55679') }), create: (set) => lifecycle(set.id) });

const forward = (lifecycle: Lifecycle) => defineConnector({
  type: 'forward', summary: 'Passes on.', mutatesData: false, stability: { traces: { traces: 'beta' } }, config: section({}),
  create: { traces: { traces: (set, _config, next) => ({ ...lifecycle(set.id), consume: (data, context) => next.consume(data, context) }) } },
});
