import { ensureExists } from '#common/base/errors.ts';
import { type GrpcClient, GrpcError, type Headers } from '#engine/network/network.ts';
import { encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { decodeExportResponse } from '#engine/pdata/otlp/response.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import { userAgent } from '../../../component/buildInfo.ts';
import type { Exporter, Settings } from '../../../component/component.ts';
import { hostPort, refuseUnavailableGrpcClient, usesTls } from '../../../helpers/config/grpcClient.ts';
import { createExporter } from '../../../helpers/exporterHelper.ts';
import { otlpMethods } from '../../../helpers/otlpPaths.ts';
import { fromGrpcError } from '../kit/otlpErrors.ts';
import { warnOfPartialSuccess } from '../kit/partialSuccess.ts';
import type { OtlpGrpcExporterConfig } from './config.ts';

/** Sends OTLP over gRPC. Upstream's user agent names its distribution. Here: the network's own, because a component is not told its build. */
export function createOtlpGrpcExporter<S extends Signal>(signal: S, set: Settings, config: OtlpGrpcExporterConfig): Exporter<S> {
  const metadata = callMetadata(config);
  let client: GrpcClient | undefined;
  return createExporter<S>({
    signal, set,
    timeout: config.timeout,
    retry: config.retry_on_failure,
    queue: { config: config.sending_queue },
    async start(host) {
      refuseUnavailableGrpcClient(config);
      client = host.network.connectGrpc({ address: hostPort(config.endpoint), tls: usesTls(config), compression: config.compression === 'gzip' ? 'gzip' : 'none', userAgent: config.user_agent === '' ? userAgent(set.build) : config.user_agent });
    },
    async shutdown() {
      client?.close();
    },
    async push(data, { context, timeout }) {
      const message = encodeProtobuf(signal, data);
      const { signal: abort } = context;
      try {
        const reply = await ensureExists(client, 'the client of a started exporter').unary(otlpMethods[signal], message, { metadata, timeoutMillis: timeout, ...(abort === undefined ? {} : { signal: abort }) });
        warnOfPartialSuccess(signal, decodeExportResponse(signal, 'proto', reply), { logger: set.logger, caller: callers[signal] });
      } catch (error) {
        throw error instanceof GrpcError ? fromGrpcError(error) : error;
      }
    },
  });
}

const callers: Readonly<Record<Signal, string>> = {
  traces: 'otlpexporter@v0.159.0/otlp.go:105', metrics: 'otlpexporter@v0.159.0/otlp.go:125', logs: 'otlpexporter@v0.159.0/otlp.go:145',
};

/** A user-agent among the headers has no effect, as upstream: the library writes its own. */
function callMetadata(config: OtlpGrpcExporterConfig): Headers {
  return Object.fromEntries(Object.entries(config.headers).map(([name, value]) => [name.toLowerCase(), [value]] as const).filter(([name]) => name !== 'user-agent'));
}
