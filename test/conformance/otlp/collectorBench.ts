import { tmpdir } from 'node:os';
import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import type { Era } from '#engine/collector/component/era.ts';
import { fullRelease } from '#engine/collector/components/distributions.ts';
import { createCollector } from '#engine/collector/service/createCollector.ts';
import type { GrpcHandler, Headers, Listener, Network } from '#engine/network/network.ts';
import { encodeExportResponse } from '#engine/pdata/otlp/response.ts';
import { otlpMethods } from '#engine/collector/helpers/otlpPaths.ts';

export const platform = createNodePlatform({ servicesDirectory: tmpdir(), storeDirectory: tmpdir() });

/** What a collector sends to: a gRPC server that keeps each message, and answers as it is told. */
export class Backend {
  readonly messages: Uint8Array[] = [];
  readonly metadata: Headers[] = [];
  /** Thrown at the next call when set. */
  failure: Error | undefined;
  address = '';
  #listener: Listener | undefined;

  async listen(): Promise<void> {
    const handler: GrpcHandler = async (message, { metadata }) => {
      if (this.failure !== undefined) throw this.failure;
      this.messages.push(message);
      this.metadata.push(metadata);
      return encodeExportResponse('traces', 'proto');
    };
    this.#listener = await platform.network.listenGrpc({ address: '127.0.0.1:0', maxReceiveBytes: 1e7 }, new Map(Object.values(otlpMethods).map((method) => [method, handler])));
    this.address = this.#listener.address;
  }

  async close(): Promise<void> {
    await this.#listener?.close(0);
  }
}

/** Traces go to the backend and its answer comes back; logs have no pipeline. */
export const benchConfig = ({ backend, grpc, http }: { readonly backend: string; readonly grpc: string; readonly http: string }): string => `
receivers:
  otlp:
    protocols:
      grpc: { endpoint: "${grpc}", max_recv_msg_size_mib: 1 }
      http:
        endpoint: "${http}"
        max_request_body_size: 5000
        response_headers: { X-Own: me }
        cors: { allowed_origins: ["http://*.example.com"], allowed_headers: [X-Foo], max_age: 60 }
exporters:
  otlp:
    endpoint: "${backend}"
    tls: { insecure: true }
    retry_on_failure: { enabled: false }
    sending_queue: { enabled: false }
service:
  telemetry: { metrics: { level: none } }
  pipelines:
    traces: { receivers: [otlp], exporters: [otlp] }
`;

export interface CollectorBench {
  readonly backend: Backend;
  readonly httpUrl: string;
  readonly grpcAddress: string;
  close(): Promise<void>;
}

/** The collector of a release on real sockets, between the test and a backend. */
export async function collectorBench(era: Era): Promise<CollectorBench> {
  const backend = new Backend();
  await backend.listen();
  const opened: Listener[] = [];
  const noting = async (listening: Promise<Listener>): Promise<Listener> => {
    const listener = await listening;
    opened.push(listener);
    return listener;
  };
  const network: Network = {
    fetch: (request, options) => platform.network.fetch(request, options), connectGrpc: (options) => platform.network.connectGrpc(options),
    listenHttp: (options, handler) => noting(platform.network.listenHttp(options, handler)), listenGrpc: (options, handler) => noting(platform.network.listenGrpc(options, handler)),
  };
  const { clock, compressor, environment, files, memory } = platform;
  const collector = createCollector({ release: fullRelease(era), environment, readFile: async () => '', log: () => {}, host: { clock, compressor, files, memory, network, random: Math.random }, build: { description: 'conformance' } });
  const applied = await collector.apply([{ name: 'config.yaml', text: benchConfig({ backend: backend.address, grpc: '127.0.0.1:0', http: '127.0.0.1:0' }) }]);
  if (!applied.ok) throw new Error(applied.error.text);
  const [grpc, http] = opened;
  return {
    backend, grpcAddress: grpc?.address ?? '', httpUrl: `http://${http?.address ?? ''}`,
    close: async () => { await collector.shutdown(); await backend.close(); },
  };
}
