import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { section } from '../../../component/fields.ts';
import { grpcClientShape, validateGrpcClient } from '../../../helpers/config/grpcClient.ts';
import { retryOnFailure, validateRetry } from '../../../helpers/retry.ts';
import { sendingQueue, validateSendingQueue } from '../../../helpers/sendingQueueConfig.ts';
import { timeoutShape, validateTimeout } from '../../../helpers/timeout.ts';

export const OtlpGrpcExporterConfig = section({
  ...timeoutShape(),
  sending_queue: sendingQueue(),
  retry_on_failure: retryOnFailure(),
  ...grpcClientShape(),
}, { goType: 'otlpexporter.Config' });
export type OtlpGrpcExporterConfig = z.output<typeof OtlpGrpcExporterConfig>;

export function validateOtlpGrpc(config: OtlpGrpcExporterConfig): Problem[] {
  const nested = [
    ...validateTimeout(config),
    ...validateSendingQueue(config.sending_queue),
    ...validateRetry(config.retry_on_failure),
    ...validateGrpcClient(config, 'clientconfig'),
  ];
  const address = config.endpoint.replace(/^https?:\/\/|^dns:\/\/\/?/, '');
  return address === '' ? [{ path: [], at: ['endpoint'], message: 'requires a non-empty "endpoint"' }, ...nested] : nested;
}
