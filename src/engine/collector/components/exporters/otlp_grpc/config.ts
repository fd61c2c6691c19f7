import * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { section } from '../../../component/fields.ts';
import { grpcClientShape, validateGrpcClient } from '../../../helpers/config/grpcClient.ts';
import { clientTls2023 } from '../../../helpers/config/tls.ts';
import { olderFields } from '../../../helpers/olderFields.ts';
import { retryOnFailure, validateRetry } from '../../../helpers/retry.ts';
import { sendingQueue, validateSendingQueue } from '../../../helpers/sendingQueueConfig.ts';
import { retryOnFailure2023, sendingQueue2023, validateSendingQueue2023 } from '../../../helpers/sendingQueueConfig2023.ts';
import { timeoutShape, validateTimeout } from '../../../helpers/timeout.ts';
import { compression2023 } from '../kit/compression2023.ts';

/** otlpexporter.Config v0.159. */
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

const { complete, shape: client2023 } = olderFields(
  { ...grpcClientShape(), tls: clientTls2023() },
  ['endpoint', 'compression', 'tls', 'keepalive', 'read_buffer_size', 'write_buffer_size', 'wait_for_ready', 'headers', 'balancer_name', 'authority', 'auth'],
);

/** otlpexporter.Config v0.84. */
export const OtlpGrpcExporterConfig2023 = section({
  ...timeoutShape(),
  sending_queue: sendingQueue2023(),
  retry_on_failure: retryOnFailure2023(),
  ...client2023,
  compression: compression2023(),
  balancer_name: z.string().nullish().transform((name) => name ?? '').meta({ goType: 'string', default: '' }).describe('How calls are spread over the addresses of a name: pick_first (the default) or round_robin.'),
}, { goType: 'otlpexporter.Config' }).transform(complete);

/** Only the queue is validated in v0.84; what else is wrong shows when the exporter is created or started. */
export const validateOtlpGrpc2023 = (config: OtlpGrpcExporterConfig): Problem[] => validateSendingQueue2023(config.sending_queue, { wrapped: true });
