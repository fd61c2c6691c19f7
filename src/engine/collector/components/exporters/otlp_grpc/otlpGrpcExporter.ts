import { ensureExists, errorMessage } from '#common/base/errors.ts';
import { type GrpcClient, GrpcError, type Headers } from '#engine/network/network.ts';
import { encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { decodeExportResponse } from '#engine/pdata/otlp/response.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import { userAgent } from '../../../component/buildInfo.ts';
import type { Exporter, Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import type { ClientAuthenticator } from '../../../component/offers.ts';
import type { Context } from '../../../consumer/consumer.ts';
import { clientAuthenticator } from '../../../helpers/authenticators.ts';
import { grpcConnectOptions } from '../../../helpers/config/clientOptions.ts';
import { isBalancer } from '../../../helpers/config/grpcClient.ts';
import { createExporter } from '../../../helpers/exporterHelper.ts';
import { otlpMethods } from '../../../helpers/otlpPaths.ts';
import { hostPortAttributes } from '../kit/endpointAttributes.ts';
import { fromGrpcError } from '../kit/otlpErrors.ts';
import type { OtlpExporterRules } from '../kit/otlpRules.ts';
import { tellPartialSuccess } from '../kit/partialSuccess.ts';
import type { OtlpGrpcExporterConfig } from './config.ts';

interface Connection {
  readonly client: GrpcClient;
  readonly authenticator: ClientAuthenticator | undefined;
}

/** Sends OTLP over gRPC. */
export function createOtlpGrpcExporter<S extends Signal>(signal: S, set: Settings, { config, rules }: { readonly config: OtlpGrpcExporterConfig; readonly rules: OtlpExporterRules }): Exporter<S> {
  const own = callMetadata(config);
  let connection: Connection | undefined;
  return createExporter<S>({
    signal, set, rules: rules.helper, attributes: hostPortAttributes(config.endpoint),
    timeout: config.timeout,
    retry: config.retry_on_failure,
    queue: { config: config.sending_queue },
    async start(host) {
      connection = await connect(config, { agent: userAgent(set.build), host, kind: rules.client });
    },
    async shutdown() {
      connection?.client.close();
    },
    async push(data, { context, timeout }) {
      const { authenticator, client } = ensureExists(connection, 'the connection of a started exporter');
      const { signal: abort } = context;
      try {
        const metadata = await signed(own, authenticator, context);
        const reply = await client.unary(otlpMethods[signal], encodeProtobuf(signal, data), { metadata, timeoutMillis: timeout, ...(abort === undefined ? {} : { signal: abort }) });
        tellPartialSuccess(signal, decodeExportResponse(signal, 'proto', reply), { logger: set.logger, caller: callers[signal], rules });
      } catch (error) {
        throw error instanceof GrpcError ? fromGrpcError(error) : error;
      }
    },
  });
}

const callers: Readonly<Record<Signal, string>> = {
  traces: 'otlpexporter@v0.159.0/otlp.go:105', metrics: 'otlpexporter@v0.159.0/otlp.go:125', logs: 'otlpexporter@v0.159.0/otlp.go:145',
};

/** Rejects, in the words of configgrpc and grpc-go, for what cannot be done. */
async function connect(config: OtlpGrpcExporterConfig, { agent, host, kind }: { readonly agent: string; readonly host: Host; readonly kind: string }): Promise<Connection> {
  const options = await grpcConnectOptions(config, { agent, files: host.files });
  const authenticator = clientAuthenticator(config.auth, host, kind);
  if (!isBalancer(config.balancer_name)) throw new Error(`invalid balancer_name: ${config.balancer_name}`);
  if (authenticator?.requiresTransportSecurity === true && options.tls === false) {
    throw new Error('grpc: the credentials require transport level security (use grpc.WithTransportCredentials() to set)');
  }
  return { client: host.network.connectGrpc(options), authenticator };
}

/** Credentials go beside the configured metadata: they neither see nor replace it, as in grpc-go. */
async function signed(own: Headers, authenticator: ClientAuthenticator | undefined, context: Context): Promise<Headers> {
  if (authenticator === undefined) return own;
  const credentials = await credentialsOf(authenticator, context);
  const both = Object.entries(credentials).map(([name, values]) => [name, [...own[name] ?? [], ...values]] as const);
  return { ...own, ...Object.fromEntries(both) };
}

async function credentialsOf(authenticator: ClientAuthenticator, context: Context): Promise<Headers> {
  try {
    return await authenticator.decorate({}, context);
  } catch (error) {
    throw new GrpcError('Unauthenticated', `transport: per-RPC creds failed due to error: ${errorMessage(error)}`);
  }
}

/** A user-agent among the headers has no effect, as upstream: the library writes its own. */
function callMetadata(config: OtlpGrpcExporterConfig): Headers {
  return Object.fromEntries(Object.entries(config.headers).map(([name, value]) => [name.toLowerCase(), [value]] as const).filter(([name]) => name !== 'user-agent'));
}
