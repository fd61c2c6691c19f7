import type { Problem } from '../component/factory.ts';
import { bool, id, int, section } from '../component/fields.ts';
import { queueText, type SendingQueueConfig } from './sendingQueueConfig.ts';
import { retryShape, retryText } from './retry.ts';

interface Written {
  readonly enabled: boolean;
  readonly num_consumers: number;
  readonly queue_size: number;
  readonly storage: string;
}

/** exporterhelper.QueueSettings of v0.84: it counts requests, never waits and never batches. Gives undefined when it is switched off. */
export const sendingQueue2023 = () => section({
  enabled: bool(true).describe('false sends at once and gives failures back to the caller.'),
  num_consumers: int(10).describe('Requests sent at the same time.'),
  queue_size: int(1000).describe('Most requests that wait in the queue.'),
  storage: id().describe('Id of a storage extension that keeps the queue over restarts.'),
}, { goType: 'exporterhelper.QueueSettings' }).transform(({ enabled, ...rest }: Written): SendingQueueConfig | undefined =>
  (enabled ? { ...rest, sizer: 'requests', block_on_overflow: false, wait_for_result: false } : undefined)).describe(queueText);

/** exporterhelper.RetrySettings of v0.84: the fields and defaults of today. Nothing in it is validated. */
export const retryOnFailure2023 = () => section(retryShape(), { goType: 'exporterhelper.RetrySettings' }).describe(retryText);

/** `wrapped`: the otlp exporter checks its queue itself too, so that the complaint comes twice, as upstream's does. */
export function validateSendingQueue2023(config: SendingQueueConfig | undefined, { wrapped = false } = {}): Problem[] {
  if (config === undefined || config.queue_size > 0) return [];
  const own = 'queue size must be positive';
  return [{ path: [], at: ['sending_queue', 'queue_size'], message: wrapped ? `queue settings has invalid configuration: ${own}; ${own}` : own }];
}
