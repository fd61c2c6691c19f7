import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { oneOf, section, string } from '../../../component/fields.ts';
import { httpClientShape, validateHttpClient } from '../../../helpers/config/httpClient.ts';
import { clientTls2023 } from '../../../helpers/config/tls.ts';
import { olderFields } from '../../../helpers/olderFields.ts';
import { retryOnFailure, validateRetry } from '../../../helpers/retry.ts';
import { sendingQueue, validateSendingQueue } from '../../../helpers/sendingQueueConfig.ts';
import { retryOnFailure2023, sendingQueue2023, validateSendingQueue2023 } from '../../../helpers/sendingQueueConfig2023.ts';
import { compression2023 } from '../kit/compression2023.ts';

const endpoints = () => ({
  traces_endpoint: string().describe('Whole URL for traces, instead of endpoint + /v1/traces.'),
  metrics_endpoint: string().describe('Whole URL for metrics, instead of endpoint + /v1/metrics.'),
  logs_endpoint: string().describe('Whole URL for logs, instead of endpoint + /v1/logs.'),
});
const newerShape = () => ({
  profiles_endpoint: string().describe('Whole URL for profiles. No pipeline carries profiles here.'),
  encoding: oneOf(['proto', 'json'], 'proto', (found) => `invalid encoding type: ${found}`).describe('proto or json.'),
});

/** otlphttpexporter.Config v0.159. */
export const OtlpHttpExporterConfig = section({
  ...httpClientShape('30s'),
  sending_queue: sendingQueue(),
  retry_on_failure: retryOnFailure(),
  ...endpoints(),
  ...newerShape(),
}, { goType: 'otlphttpexporter.Config' });
export type OtlpHttpExporterConfig = z.output<typeof OtlpHttpExporterConfig>;

export function validateOtlpHttp(config: OtlpHttpExporterConfig): Problem[] {
  const nested = [
    ...validateHttpClient(config, 'clientconfig'),
    ...validateSendingQueue(config.sending_queue),
    ...validateRetry(config.retry_on_failure),
  ];
  return [...noEndpoint(config), ...nested];
}

const { complete, shape: older } = olderFields({ ...httpClientShape('30s'), ...newerShape(), tls: clientTls2023() }, [
  'endpoint', 'tls', 'read_buffer_size', 'write_buffer_size', 'timeout', 'headers', 'auth', 'compression', 'max_idle_conns', 'max_idle_conns_per_host', 'max_conns_per_host', 'idle_conn_timeout',
]);

/** otlphttpexporter.Config v0.84. */
export const OtlpHttpExporterConfig2023 = section({
  ...older,
  compression: compression2023(),
  sending_queue: sendingQueue2023(),
  retry_on_failure: retryOnFailure2023(),
  ...endpoints(),
}, { goType: 'otlphttpexporter.Config' }).transform(complete);

/** v0.84 says everything in one line. */
export function validateOtlpHttp2023(config: OtlpHttpExporterConfig): Problem[] {
  const [first, ...others] = [...noEndpoint(config), ...validateSendingQueue2023(config.sending_queue)];
  return first === undefined ? [] : [{ ...first, message: [first, ...others].map(({ message }) => message).join('; ') }];
}

function noEndpoint({ endpoint, logs_endpoint, metrics_endpoint, profiles_endpoint, traces_endpoint }: OtlpHttpExporterConfig): Problem[] {
  const given = [endpoint, traces_endpoint, metrics_endpoint, logs_endpoint, profiles_endpoint].some((one) => one !== '');
  return given ? [] : [{ path: [], at: ['endpoint'], message: 'at least one endpoint must be specified' }];
}
