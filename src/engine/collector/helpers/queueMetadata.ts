import * as z from 'zod';

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

export const encodeMetadata = (metadata: QueueMetadata): Uint8Array => new TextEncoder().encode(JSON.stringify(metadata));

/** Throws when the bytes are not what `encodeMetadata` gave. */
export function decodeMetadata(bytes: Uint8Array): QueueMetadata {
  return Stored.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
