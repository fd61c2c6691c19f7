import * as z from 'zod';
import type { StorageChange, StorageClient } from '../component/offers.ts';

/** What a kept queue knows of itself: upstream's PersistentMetadata. Items wait from `readIndex` up to, not including, `writeIndex`. */
export interface QueueMetadata {
  itemsSize: number;
  bytesSize: number;
  readIndex: number;
  writeIndex: number;
  /** Indices of what was taken out and is not done with. */
  dispatched: number[];
}

const count = z.number().int().min(0);
const Stored = z.strictObject({ itemsSize: count, bytesSize: count, readIndex: count, writeIndex: count, dispatched: z.array(count) });

export const newMetadata = (): QueueMetadata => ({ itemsSize: 0, bytesSize: 0, readIndex: 0, writeIndex: 0, dispatched: [] });

/** Where it is kept. */
export const metadataKey = 'qmv0';

/** Writes it together with the changes that it tells of: all or nothing. */
export const writeQueue = (client: StorageClient, metadata: QueueMetadata, changes: readonly StorageChange[]): Promise<void> =>
  client.batch([{ key: metadataKey, value: new TextEncoder().encode(JSON.stringify(metadata)) }, ...changes]);

/** Throws when the bytes are not what `writeQueue` wrote. */
export function decodeMetadata(bytes: Uint8Array): QueueMetadata {
  return Stored.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
