import { errorMessage } from '#common/base/errors.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import type { Host } from '../component/host.ts';
import type { LogFields, LogLevel } from '../component/logger.ts';
import type { StorageChange, StorageClient } from '../component/offers.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import type { ExporterReasons } from './exporterReasons.ts';
import { decodeMetadata, metadataKey, newMetadata, type QueueMetadata, writeQueue } from './queueMetadata.ts';
import { caller, resumeQueue, type Resuming, tellNew } from './queueResume.ts';
import { type Request, sizeOf } from './request.ts';
import { decodeRequest, encodeRequest } from './requestCodec.ts';
import { Room } from './room.ts';
import { batcherOf, consumersOf, type ExporterQueue, QueueFullError, type SendingQueueSettings } from './sendingQueue.ts';

export interface PersistentQueueSettings<S extends Signal> extends SendingQueueSettings<S> {
  /** Of the exporter. */
  readonly id: string;
  readonly reasons: Pick<ExporterReasons<S>, 'wanted' | 'putBy'>;
}

/** Opens the queue of an exporter with `sending_queue.storage`. Rejects with upstream's text when that is no storage. */
export async function openPersistentQueue<S extends Signal>(settings: PersistentQueueSettings<S>, host: Host): Promise<ExporterQueue<S>> {
  const offers = host.extension(settings.config.storage);
  if (offers === undefined) throw new Error('no storage client extension found');
  if (offers.storage === undefined) throw new Error('requested extension is not a storage extension');
  const client = await offers.storage.client({ kind: 'exporter', id: settings.id, name: settings.signal });
  const queue = new PersistentQueue(settings, client);
  // A hot replace starts the new exporter before the old one lets go of the store: then the start must not wait for it.
  if (client.pending !== true) await queue.opened;
  return queue;
}

/**
 * exporterhelper's persistent queue: a request is in the store before its sender hears that it was taken, and leaves it when it was delivered
 * or given up. What was being sent when the process ended is sent again, after what was waiting. On shutdown the rest stays in the store.
 */
class PersistentQueue<S extends Signal> implements ExporterQueue<S> {
  readonly #settings: PersistentQueueSettings<S>;
  readonly #client: StorageClient;
  readonly #batcher;
  readonly #consumers: number;
  readonly #room = new Room();
  /** Resolves when what an earlier run left is back in the queue. */
  readonly opened: Promise<void>;
  #metadata: QueueMetadata = newMetadata();
  #ready = false;
  #stopped = false;
  #running = 0;
  #idle: (() => void) | undefined;
  /** Changes on their way to the store. */
  readonly #writing = new Set<Promise<void>>();
  /** Taken out before a consumer is free for it. */
  #ahead: number | undefined;

  constructor(settings: PersistentQueueSettings<S>, client: StorageClient) {
    this.#settings = settings;
    this.#client = client;
    this.#batcher = batcherOf(settings);
    this.#consumers = consumersOf(settings.config);
    this.opened = this.#open();
  }

  get #resuming(): Resuming {
    const { rules, signal } = this.#settings;
    return { client: this.#client, rules, signal, say: (level, message, fields, at) => { this.#say(level, message, fields, at); } };
  }

  get size(): number {
    const { bytesSize, dispatched, itemsSize, readIndex, writeIndex } = this.#metadata;
    const { config: { sizer }, rules } = this.#settings;
    if (sizer === 'bytes') return bytesSize;
    return sizer === 'items' ? itemsSize : writeIndex - readIndex + (rules.countsRunning ? dispatched.length : 0);
  }

  get capacity(): number {
    return this.#settings.config.queue_size;
  }

  async offer(request: Request<S>): Promise<void> {
    if (!this.#ready) await this.opened;
    const { block_on_overflow, sizer } = this.#settings.config;
    const size = sizeOf(request.signal, request.data, sizer);
    while (this.size + size > this.capacity) {
      if (!block_on_overflow) throw this.#full();
      await this.#room.wait(request.context);
    }
    try {
      await this.#put(request, encodeRequest(request));
    } catch (error) {
      throw ConsumeError.from(error);
    }
    this.#pump();
  }

  async putBack(request: Request<S>): Promise<boolean> {
    if (this.size >= this.capacity) {
      this.#full();
      return false;
    }
    try {
      await this.#put(request, encodeRequest(request));
      return true;
    } catch {
      return false; // the caller says that it was not taken
    }
  }

  async shutdown(): Promise<void> {
    await this.opened;
    this.#stopped = true;
    while (this.#running > 0) await new Promise<void>((resolve) => { this.#idle = resolve; });
    await this.#batcher?.shutdown();
    await Promise.all(this.#writing);
    if (this.#settings.reasons.wanted) await this.#explainRest();
    await this.#client.close();
  }

  #full(): QueueFullError {
    // Upstream v0.84 says it twice: here, and where the request is refused.
    if (this.#settings.rules.namesQueue) this.#say('warn', 'Maximum queue capacity reached', {}, 'internal/persistent_storage.go:220');
    return new QueueFullError(this.#settings.rules.queueFull);
  }

  /** Room is taken at once, so that nobody else is let in while the store writes. */
  async #put(request: Request<S>, bytes: Uint8Array): Promise<void> {
    this.#metadata.itemsSize += itemCount(request.signal, request.data);
    this.#metadata.bytesSize += sizeOf(request.signal, request.data, 'bytes');
    const index = this.#metadata.writeIndex;
    this.#metadata.writeIndex += 1;
    await this.#write([{ key: String(index), value: bytes }]);
  }

  #write(changes: readonly StorageChange[]): Promise<void> {
    return writeQueue(this.#client, this.#metadata, changes);
  }

  #pump(): void {
    for (;;) {
      const index = this.#stopped || this.#running >= this.#consumers ? undefined : this.#ahead ?? this.#next();
      if (index === undefined) break;
      this.#ahead = undefined;
      this.#running += 1;
      void this.#dispatch(index);
    }
    if (this.#settings.rules.namesQueue && !this.#stopped && this.#ahead === undefined) this.#readAhead();
  }

  /** Takes the oldest index that waits. */
  #next(): number | undefined {
    const { dispatched, readIndex, writeIndex } = this.#metadata;
    if (readIndex === writeIndex) return undefined;
    this.#metadata.readIndex += 1;
    dispatched.push(readIndex);
    if (!this.#settings.rules.countsRunning) this.#room.signal();
    return readIndex;
  }

  /** Upstream v0.84: while all consumers are busy, the next request has left the queue already and waits for one of them. */
  #readAhead(): void {
    this.#ahead = this.#next();
    if (this.#ahead !== undefined) this.#track(this.#write([]).catch((error: unknown) => { this.#say('debug', 'Failed updating read index', { error: errorMessage(error) }, 'internal/persistent_storage.go:405'); }));
  }

  async #dispatch(index: number): Promise<void> {
    const request = await this.#take(index);
    if (request === undefined) await this.#finish(index, { items: 0, bytes: 0 });
    else {
      const sizes = { items: itemCount(request.signal, request.data), bytes: sizeOf(request.signal, request.data, 'bytes') };
      if (this.#batcher === undefined) await this.#done(index, sizes, await this.#settings.send(request));
      else await this.#batcher.consume(request, (error) => { this.#doneLater(index, sizes, error); });
    }
    this.#running -= 1;
    this.#pump();
    if (this.#running === 0) this.#idle?.();
  }

  async #take(index: number): Promise<Request<S> | undefined> {
    try {
      const [, bytes] = await Promise.all([this.#write([]), this.#client.get(String(index))]);
      const request = bytes === undefined ? undefined : decodeRequest(this.#settings.signal, bytes);
      if (request !== undefined) return request;
      this.#say('debug', 'Failed to dispatch item', { error: bytes === undefined ? 'value not set' : 'invalid value' }, caller(399));
    } catch (error) {
      this.#say('debug', 'Failed to dispatch item', { error: errorMessage(error) }, caller(399));
    }
    return undefined;
  }

  #doneLater(index: number, sizes: Sizes, error: Error | undefined): void {
    this.#track(this.#done(index, sizes, error));
  }

  /** A shutdown waits for it. */
  #track(work: Promise<void>): void {
    const tracked = work.finally(() => { this.#writing.delete(tracked); });
    this.#writing.add(tracked);
  }

  /** What the shutdown interrupted stays, and is sent again after the next start. */
  async #done(index: number, sizes: Sizes, error: Error | undefined): Promise<void> {
    if (error instanceof ConsumeError && error.interrupted) return;
    await this.#finish(index, sizes);
    this.#room.signal();
  }

  async #finish(index: number, { bytes, items }: Sizes): Promise<void> {
    const metadata = this.#metadata;
    const at = metadata.dispatched.indexOf(index);
    if (at >= 0) metadata.dispatched.splice(at, 1);
    const drained = metadata.readIndex === metadata.writeIndex && metadata.dispatched.length === 0;
    metadata.itemsSize = drained ? 0 : Math.max(0, metadata.itemsSize - items);
    metadata.bytesSize = drained ? 0 : Math.max(0, metadata.bytesSize - bytes);
    try {
      await this.#write([{ key: String(index), value: null }]);
    } catch (error) {
      this.#say('error', 'Error deleting item from queue', { error: errorMessage(error) }, caller(434));
    }
  }

  async #open(): Promise<void> {
    try {
      const stored = await this.#client.get(metadataKey);
      if (stored === undefined) tellNew(this.#resuming);
      else {
        this.#metadata = decodeMetadata(stored);
        await resumeQueue(this.#metadata, this.#resuming);
      }
    } catch (error) {
      this.#say('error', 'Failed getting metadata, starting with new ones', { error: errorMessage(error) }, caller(162));
      this.#metadata = newMetadata();
    }
    this.#ready = true;
    this.#pump();
  }

  async #explainRest(): Promise<void> {
    for (let index = this.#metadata.readIndex; index < this.#metadata.writeIndex; index += 1) {
      const bytes = await this.#client.get(String(index));
      const request = bytes === undefined ? undefined : decodeRequest(this.#settings.signal, bytes);
      if (request !== undefined) this.#settings.reasons.putBy(request);
    }
  }

  #say(level: LogLevel, message: string, fields: LogFields, at: string): void {
    const { id, logger, rules, signal } = this.#settings;
    logger.log(level, message, rules.namesQueue ? { queueName: `${id}-${signal}`, ...fields } : fields, at);
  }
}

interface Sizes {
  readonly items: number;
  readonly bytes: number;
}
