import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { oneOf, section, string } from '../../../component/fields.ts';
import { httpClientShape, validateHttpClient } from '../../../helpers/config/httpClient.ts';
import { retryOnFailure, validateRetry } from '../../../helpers/retry.ts';
import { sendingQueue, validateSendingQueue } from '../../../helpers/sendingQueueConfig.ts';

export const OtlpHttpExporterConfig = section({
  ...httpClientShape('30s'),
  sending_queue: sendingQueue(),
  retry_on_failure: retryOnFailure(),
  traces_endpoint: string().describe('Whole URL for traces, instead of endpoint + /v1/traces.'),
  metrics_endpoint: string().describe('Whole URL for metrics, instead of endpoint + /v1/metrics.'),
  logs_endpoint: string().describe('Whole URL for logs, instead of endpoint + /v1/logs.'),
  profiles_endpoint: string().describe('Whole URL for profiles. No pipeline carries profiles here.'),
  encoding: oneOf(['proto', 'json'], 'proto', (found) => `invalid encoding type: ${found}`).describe('proto or json.'),
}, { goType: 'otlphttpexporter.Config' });
export type OtlpHttpExporterConfig = z.output<typeof OtlpHttpExporterConfig>;

export function validateOtlpHttp(config: OtlpHttpExporterConfig): Problem[] {
  const nested = [
    ...validateHttpClient(config, 'clientconfig'),
    ...validateSendingQueue(config.sending_queue),
    ...validateRetry(config.retry_on_failure),
  ];
  const endpoints = [config.endpoint, config.traces_endpoint, config.metrics_endpoint, config.logs_endpoint, config.profiles_endpoint];
  return endpoints.some((endpoint) => endpoint !== '') ? nested : [{ path: [], at: ['endpoint'], message: 'at least one endpoint must be specified' }, ...nested];
}
