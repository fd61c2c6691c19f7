import { ensureExists, errorMessage } from '#common/base/errors.ts';
import { millis } from '#common/base/units.ts';
import type { Headers, HttpClientSettings, HttpResponse } from '#engine/network/network.ts';
import { encodeJson } from '#engine/pdata/otlp/json.ts';
import { encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import { userAgent } from '../../../component/buildInfo.ts';
import type { Exporter, Settings } from '../../../component/component.ts';
import type { Compression, Compressor, Host } from '../../../component/host.ts';
import type { ClientAuthenticator } from '../../../component/offers.ts';
import { ConsumeError } from '../../../consumer/consumeError.ts';
import type { Context } from '../../../consumer/consumer.ts';
import { clientAuthenticator } from '../../../helpers/authenticators.ts';
import { httpClientSettings } from '../../../helpers/config/clientOptions.ts';
import { isCompressed } from '../../../helpers/config/compression.ts';
import { notAvailable } from '../../../helpers/config/notAvailable.ts';
import { createExporter } from '../../../helpers/exporterHelper.ts';
import { jsonContentType, protobufContentType } from '../../../helpers/otlpPaths.ts';
import type { OtlpExporterRules } from '../kit/otlpRules.ts';
import { urlAttributes } from '../kit/endpointAttributes.ts';
import { tellPartialSuccess } from '../kit/partialSuccess.ts';
import type { OtlpHttpExporterConfig } from './config.ts';
import { failureOf, readSuccess } from './responses.ts';
import { signalUrl } from './signalUrl.ts';

/** Longest answer that is read. */
const maxResponseBytes = 64 * 1024;

/** Sends OTLP over HTTP. Throws, with upstream's text, when the config has no URL for the signal. */
export function createOtlpHttpExporter<S extends Signal>(signal: S, set: Settings, { config, rules }: { readonly config: OtlpHttpExporterConfig; readonly rules: OtlpExporterRules }): Exporter<S> {
  const url = signalUrl(config, signal);
  const agent = userAgent(set.build);
  let client: Client | undefined;
  return createExporter<S>({
    signal, set, rules: rules.helper, attributes: urlAttributes(url),
    // The client has its own timeout.
    timeout: millis(0),
    retry: config.retry_on_failure,
    queue: { config: config.sending_queue },
    async start(host) {
      await refuseUnavailableCodec(config, host.compressor);
      const settings = await httpClientSettings(config, { files: host.files, url });
      client = { host, settings, authenticator: clientAuthenticator(config.auth, host, rules.client) };
    },
    async push(data, { context }) {
      const started = ensureExists(client, 'the client of a started exporter');
      set.logger.debug('Preparing to make HTTP request', { url }, 'otlphttpexporter@v0.159.0/otlp.go:177');
      const response = await post({ url, config, agent, body: encode(signal, data, config), context }, started);
      if (response.status < 200 || response.status > 299) throw failureOf(url, response, { now: started.host.clock.now(), rules });
      tellPartialSuccess(signal, readSuccess(signal, response, rules), { logger: set.logger, caller: callers[signal], rules });
    },
  });
}

const callers: Readonly<Record<Signal, string>> = {
  traces: 'otlphttpexporter@v0.159.0/otlp.go:370', metrics: 'otlphttpexporter@v0.159.0/otlp.go:400', logs: 'otlphttpexporter@v0.159.0/otlp.go:430',
};

function encode<S extends Signal>(signal: S, data: Pdata<S>, { encoding }: OtlpHttpExporterConfig): Uint8Array {
  return encoding === 'json' ? new TextEncoder().encode(encodeJson(signal, data)) : encodeProtobuf(signal, data);
}

interface Client {
  readonly host: Host;
  readonly settings: HttpClientSettings;
  readonly authenticator: ClientAuthenticator | undefined;
}

interface Post {
  readonly url: string;
  readonly agent: string;
  readonly config: OtlpHttpExporterConfig;
  readonly body: Uint8Array;
  readonly context: Context;
}

/** Resolves with any answer; without one rejects with a retryable ConsumeError in the words of Go's HTTP client. */
async function post({ agent, body, config, context, url }: Post, { authenticator, host: { compressor, network }, settings }: Client): Promise<HttpResponse> {
  const algorithm = compressionOf(config);
  const own = { 'user-agent': [agent], 'content-type': [config.encoding === 'json' ? jsonContentType : protobufContentType], ...(algorithm === undefined ? {} : { 'content-encoding': [algorithm] }) };
  const given = Object.entries(config.headers).map(([name, value]) => [name.toLowerCase(), [value]] as const);
  const plain: Headers = { ...own, ...Object.fromEntries(given) };
  const { signal } = context;
  try {
    const packed = algorithm === undefined ? body : await compressor.compress(algorithm, body, config.compression_params.level);
    // The authenticator sees everything that is sent.
    const headers = await authenticator?.decorate(plain, context) ?? plain;
    return await network.fetch({ method: 'POST', url, headers, body: packed }, { timeoutMillis: config.timeout, maxResponseBytes, client: settings, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    throw new ConsumeError(`failed to make an HTTP request: Post "${url}": ${errorMessage(error)}`, { retryable: true, cause: error });
  }
}

const codecs: readonly Compression[] = ['gzip', 'zlib', 'deflate', 'zstd', 'snappy', 'x-snappy-framed', 'lz4'];

const compressionOf = ({ compression }: OtlpHttpExporterConfig): Compression | undefined => codecs.find((codec) => codec === compression);

/** Rejects for what the host has no codec for. */
async function refuseUnavailableCodec({ compression }: OtlpHttpExporterConfig, compressor: Compressor): Promise<void> {
  if (!isCompressed(compression)) return;
  const algorithm = codecs.find((codec) => codec === compression);
  const hasIt = algorithm !== undefined && await compressor.compress(algorithm, new Uint8Array()).then(() => true, () => false);
  if (!hasIt) throw notAvailable(`compression: ${compression}`, 'use gzip or none');
}
