import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { duration, list, section, string, uint } from '../../../component/fields.ts';
import { duplicateKey } from '../../../helpers/sendingQueueConfig.ts';

export const BatchProcessorConfig = section({
  timeout: duration('200ms').describe('How often whatever has gathered is sent; 0 sends every arrival at once.'),
  send_batch_size: uint(8192).describe('Sends as soon as this many spans, data points or log records have gathered; 0 sends every arrival at once.'),
  send_batch_max_size: uint(0).describe('Longer batches are split; 0 never splits. Not less than send_batch_size.'),
  metadata_keys: list(string()).describe('Data with different values of these metadata keys is batched apart. Needs include_metadata in the receiver.'),
  metadata_cardinality_limit: uint(1000).describe('Most combinations of metadata values; data with another combination is refused. 0 without limit.'),
}, { goType: 'batchprocessor.Config' });
export type BatchProcessorConfig = z.output<typeof BatchProcessorConfig>;

export function validateBatch(config: BatchProcessorConfig): Problem[] {
  const problem = (key: string, message: string): Problem[] => [{ path: [], at: [key], message }];
  if (config.send_batch_max_size > 0 && config.send_batch_max_size < config.send_batch_size) {
    return problem('send_batch_max_size', 'send_batch_max_size must be greater or equal to send_batch_size');
  }
  const repeated = duplicateKey(config.metadata_keys);
  if (repeated !== undefined) return problem('metadata_keys', `duplicate entry in metadata_keys: "${repeated}" (case-insensitive)`);
  return config.timeout < 0 ? problem('timeout', 'timeout must be greater or equal to 0') : [];
}
