import * as z from 'zod';
import { type Millis, millisToNanos } from '#common/base/units.ts';
import type { Problem } from '../component/factory.ts';
import { bool, duration, enabledSection, id, int, list, oneOf, optionalSection, section, string } from '../component/fields.ts';
import { optionalProblems } from './config/optionalProblems.ts';

const sizers = ['requests', 'items', 'bytes'] as const;
export type Sizer = (typeof sizers)[number];

const sizer = (byDefault: Sizer) => oneOf(sizers, byDefault, (found) => `invalid sizer: "${found}"`);

const batchShape = () => ({
  flush_timeout: duration('200ms').describe('A batch is sent when its first item has waited this long.'),
  min_size: int(8192, 'int64').describe('A batch of this size is sent at once.'),
  max_size: int(0, 'int64').describe('Longer batches are split; 0 never splits.'),
  sizer: z.union([sizer('items'), z.undefined()]).optional().describe('What sizes count: items or bytes. The queue\'s own sizer when that is written, else items.').meta({ goType: 'string', enum: [...sizers] }),
  partition: section({
    metadata_keys: list(string()).describe('Requests with different values of these metadata keys go into different batches.'),
  }, { goType: 'queuebatch.PartitionConfig' }).describe('Which requests are kept apart.'),
});

/** `batch:` with nothing after it counts items, whatever the queue counts. */
const batchSection = () => z.union([
  z.null().transform(() => ({ ...z.strictObject(batchShape()).parse({}), sizer: 'items' as const })),
  optionalSection(batchShape(), { goType: 'queuebatch.BatchConfig' }),
]);

const queueShape = () => ({
  sizer: z.union([sizer('requests'), z.undefined()]).optional().describe('What queue_size counts: requests, items (spans, data points, log records) or bytes.').meta({ goType: 'string', default: 'requests', enum: [...sizers] }),
  queue_size: int(1000, 'int64').describe('Most that the queue holds, those being sent included.'),
  num_consumers: int(10).describe('Requests sent at the same time.'),
  block_on_overflow: bool(false).describe('true lets the caller wait for room; false refuses at once when the queue is full.'),
  wait_for_result: bool(false).describe('true lets the caller wait until its data was sent, and gives it the error.'),
  storage: id().describe('Id of a storage extension that keeps the queue over restarts.'),
  batch: batchSection().describe('Joins requests while they wait; off unless written.'),
});

interface WrittenBatch {
  readonly flush_timeout: Millis;
  readonly min_size: number;
  readonly max_size: number;
  readonly sizer?: Sizer | undefined;
  readonly partition: { readonly metadata_keys: readonly string[] };
}
export type BatchConfig = Omit<WrittenBatch, 'sizer'> & { readonly sizer: Sizer };

/** queuebatch.Config. */
export interface SendingQueueConfig {
  readonly sizer: Sizer;
  readonly queue_size: number;
  readonly num_consumers: number;
  readonly block_on_overflow: boolean;
  readonly wait_for_result: boolean;
  readonly storage: string;
  readonly batch?: BatchConfig | undefined;
}

type Written = Omit<SendingQueueConfig, 'sizer' | 'batch'> & { readonly sizer?: Sizer | undefined; readonly batch?: WrittenBatch | undefined };

/** Upstream's Unmarshal: a sizer written for the queue counts for a batch section that names none. */
function withSizers(written: Written | undefined): SendingQueueConfig | undefined {
  if (written === undefined) return undefined;
  const { batch, sizer: own, ...rest } = written;
  return { ...rest, sizer: own ?? 'requests', ...(batch === undefined ? {} : { batch: { ...batch, sizer: batch.sizer ?? own ?? 'items' } }) };
}

export const queueText = 'Data waits here and is sent in the background; without it the caller waits.';
const meta = { goType: 'queuebatch.Config', decoders: 2 };
/** On unless `enabled: false`. */
export const sendingQueue = () => enabledSection(queueShape(), meta).transform(withSizers).describe(queueText);
/** Off unless written. */
export const optionalSendingQueue = () => optionalSection(queueShape(), meta).transform(withSizers).describe(queueText);

export function validateSendingQueue(config: SendingQueueConfig | undefined): Problem[] {
  if (config === undefined) return [];
  const own = queueProblem(config);
  return optionalProblems(['sending_queue'], [
    ...(own === undefined ? [] : [{ path: [], at: [own[0]], message: own[1] }]),
    ...(config.batch === undefined ? [] : optionalProblems(['batch'], validateBatch(config.batch))),
  ]);
}

function queueProblem(config: SendingQueueConfig): readonly [key: string, message: string] | undefined {
  if (config.num_consumers <= 0) return ['num_consumers', '`num_consumers` must be positive'];
  if (config.queue_size <= 0) return ['queue_size', '`queue_size` must be positive'];
  if (config.storage !== '' && config.wait_for_result) return ['wait_for_result', '`wait_for_result` is not supported with a persistent queue configured with `storage`'];
  const { batch } = config;
  if (batch !== undefined && batch.sizer === config.sizer && batch.min_size > config.queue_size) return ['queue_size', '`min_size` must be less than or equal to `queue_size`'];
  return undefined;
}

function validateBatch(batch: BatchConfig): Problem[] {
  const own = batchProblem(batch);
  const repeated = duplicateKey(batch.partition.metadata_keys);
  return [
    ...(own === undefined ? [] : [{ path: [], at: [own[0]], message: own[1] }]),
    ...(repeated === undefined ? [] : [{ path: ['partition'], message: `duplicate entry in metadata_keys: "${repeated}" (case-insensitive)` }]),
  ];
}

function batchProblem(batch: BatchConfig): readonly [key: string, message: string] | undefined {
  const { flush_timeout, max_size, min_size, sizer: counted } = batch;
  if (counted === 'requests') return ['sizer', '`batch` supports only `items` or `bytes` sizer, found "requests"'];
  if (flush_timeout <= 0) return ['flush_timeout', `\`flush_timeout\` must be positive, found ${String(millisToNanos(flush_timeout))}`];
  if (min_size < 0) return ['min_size', `\`min_size\` must be non-negative, found ${String(min_size)}`];
  if (max_size < 0) return ['max_size', `\`max_size\` must be non-negative, found ${String(max_size)}`];
  if (max_size > 0 && max_size < min_size) return ['max_size', `\`max_size\` (${String(max_size)}) must be greater or equal to \`min_size\` (${String(min_size)})`];
  return undefined;
}

/** The first metadata key that appears twice, lower-case; undefined when none does. */
export function duplicateKey(keys: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const key of keys.map((each) => each.toLowerCase())) {
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return undefined;
}
