import type { Signal } from '#engine/pdata/signal.ts';
import type { LogFields, LogLevel } from '../component/logger.ts';
import type { StorageChange, StorageClient } from '../component/offers.ts';
import type { ExporterHelperRules } from './exporterHelperRules.ts';
import { type QueueMetadata, writeQueue } from './queueMetadata.ts';
import { decodeRequest } from './requestCodec.ts';

/** What the opening of a kept queue needs of it. */
export interface Resuming {
  readonly client: StorageClient;
  readonly rules: Pick<ExporterHelperRules, 'namesQueue'>;
  readonly signal: Signal;
  readonly say: (level: LogLevel, message: string, fields: LogFields, at: string) => void;
}

/** Where upstream v0.159 says it. */
export const caller = (line: number): string => `queue/persistent_queue.go:${String(line)}`;

/** What is said of a store that has no queue yet. */
export function tellNew({ rules, say }: Resuming): void {
  if (rules.namesQueue) return say('info', 'Initializing new persistent queue', {}, 'internal/persistent_storage.go:131');
  say('info', 'New queue metadata key not found, attempting to load legacy format.', {}, caller(166));
  say('info', 'Initializing new persistent queue', {}, caller(213));
  say('info', 'Successfully migrated to consolidated metadata format', {}, caller(241));
}

/** Puts what was being sent when the last run ended at the end of the queue. Changes `metadata`; rejects when the store cannot be written. */
export async function resumeQueue(metadata: QueueMetadata, resuming: Resuming): Promise<void> {
  const { rules: { namesQueue }, say } = resuming;
  const { bytesSize, dispatched, itemsSize, readIndex, writeIndex } = metadata;
  if (!namesQueue) say('info', 'Loaded queue metadata', { readIndex, writeIndex, itemsSize, bytesSize, dispatchedItems: dispatched.length }, caller(186));
  if (dispatched.length === 0) return say('debug', 'No items left for dispatch by consumers', {}, caller(450));
  const numberOfItems = dispatched.length;
  say('info', 'Fetching items left for dispatch by consumers', { numberOfItems }, namesQueue ? 'internal/persistent_storage.go:298' : caller(454));
  await moveToTheEnd(metadata, resuming);
  say('info', 'Moved items for dispatching back to queue', { numberOfItems }, namesQueue ? 'internal/persistent_storage.go:161' : caller(496));
}

/** Upstream deletes them, then stores them anew, and loses them when it is killed in between. Here: in one step. */
async function moveToTheEnd(metadata: QueueMetadata, { client, say, signal }: Resuming): Promise<void> {
  const changes: StorageChange[] = [];
  const { dispatched } = metadata;
  metadata.dispatched = [];
  for (const index of dispatched) {
    const value = await client.get(String(index));
    changes.push({ key: String(index), value: null });
    if (value === undefined) say('warn', 'Failed retrieving item', { key: String(index), error: 'value not set' }, caller(477));
    else if (decodeRequest(signal, value) === undefined) say('warn', 'Failed unmarshalling item', { key: String(index), error: 'invalid value' }, caller(483));
    else {
      changes.push({ key: String(metadata.writeIndex), value });
      metadata.writeIndex += 1;
    }
  }
  await writeQueue(client, metadata, changes);
}
