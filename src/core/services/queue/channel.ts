import type { Broker, Consumer, Message, Queue } from './broker.ts';
import { type Frame, frameMax } from './amqp/frames.ts';
import { type Arguments, dispatch, type Method, type MethodHandlers, type MethodName, writeMethod } from './amqp/methods.ts';
import { AmqpError, frameError, Reader } from './amqp/wire.ts';

/** Longest body of one message. Bytes. */
const maxBody = 1_000_000;

interface Delivery {
  readonly queue: Queue;
  readonly message: Message;
  readonly consumer: Consuming | undefined;
}
interface Consuming extends Consumer {
  readonly tag: string;
  readonly queue: Queue;
  unacknowledged: number;
}
interface Publishing {
  readonly exchange: string;
  readonly routingKey: string;
  readonly mandatory: boolean;
  header?: { readonly bytes: Buffer; readonly size: number };
  readonly body: Buffer[];
  received: number;
}

export interface ChannelSettings {
  readonly number: number;
  readonly broker: Broker;
  readonly send: (frames: readonly Frame[]) => void;
  /** Hears of every message that was published on it. */
  readonly published: (queue: string, taken: boolean) => void;
}

/** One channel: what it publishes, consumes, and has not acknowledged yet. */
export class Channel {
  readonly #number: number;
  readonly #broker: Broker;
  readonly #settings: ChannelSettings;
  readonly #consumers = new Map<string, Consuming>();
  readonly #deliveries = new Map<bigint, Delivery>();
  #deliveryTag = 0n;
  #prefetch = 0;
  #confirming = false;
  #published = 0n;
  #publishing: Publishing | undefined;
  readonly #handlers: MethodHandlers = {
    'queue.declare': (args) => this.#declare(args),
    'queue.purge': ({ queue, noWait }) => this.#reply('queue.purge-ok', { messageCount: this.#queue(queue).purge() }, noWait),
    'basic.qos': ({ prefetchCount }) => {
      this.#prefetch = prefetchCount;
      this.#reply('basic.qos-ok', {});
    },
    'basic.consume': (args) => this.#consume(args),
    'basic.cancel': (args) => this.#cancel(args),
    'basic.publish': (args) => this.#publish(args),
    'basic.get': (args) => this.#get(args),
    'basic.ack': (args) => this.#settle(args, false),
    'basic.nack': (args) => this.#settle(args, args.requeue),
    'basic.reject': (args) => this.#settle({ ...args, multiple: false }, args.requeue),
    'confirm.select': ({ noWait }) => {
      this.#confirming = true;
      this.#reply('confirm.select-ok', {}, noWait);
    },
  };

  constructor(settings: ChannelSettings) {
    this.#number = settings.number;
    this.#broker = settings.broker;
    this.#settings = settings;
  }

  /** Everything not acknowledged goes back to its queue; its consumers are gone. */
  close(): void {
    for (const consumer of this.#consumers.values()) consumer.queue.remove(consumer);
    this.#consumers.clear();
    this.#giveBack([...this.#deliveries.keys()]);
  }

  /** A frame of content: the header, then the body, of what is being published. */
  content({ type, payload }: Frame): void {
    const publishing = this.#publishing;
    if (publishing === undefined || (publishing.header === undefined) !== (type === 'header')) throw frameError('content without a publish');
    if (type === 'header') {
      const reader = new Reader(payload);
      const [, , size] = [reader.short(), reader.short(), Number(reader.longlong())];
      if (size > maxBody) throw new AmqpError(311, `CONTENT_TOO_LARGE - a message may have ${String(maxBody)} bytes`);
      publishing.header = { bytes: payload, size };
    } else {
      publishing.body.push(payload);
      publishing.received += payload.length;
    }
    const { header, received } = publishing;
    if (header !== undefined && received >= header.size) this.#complete(publishing, header.bytes);
  }

  handle(method: Method): void {
    dispatch(this.#handlers, method);
  }

  #declare({ queue: name, passive, noWait }: Arguments<'queue.declare'>): void {
    const queue = passive ? this.#queue(name) : this.#broker.declare(name);
    this.#reply('queue.declare-ok', { queue: queue.name, messageCount: queue.messageCount, consumerCount: queue.consumerCount }, noWait);
  }

  #consume({ queue: name, consumerTag, noAck, noWait }: Arguments<'basic.consume'>): void {
    const queue = this.#queue(name);
    const tag = consumerTag === '' ? `amq.ctag-${String(this.#number)}-${String(this.#consumers.size + 1)}` : consumerTag;
    if (this.#consumers.has(tag)) throw new AmqpError(530, `NOT_ALLOWED - attempt to reuse consumer tag '${tag}'`);
    const limit = this.#prefetch;
    const consumer: Consuming = {
      tag, queue, unacknowledged: 0,
      ready: () => noAck || limit === 0 || consumer.unacknowledged < limit,
      deliver: (message) => {
        const { deliveryTag, exchange, routingKey, redelivered } = this.#handOut({ queue, message, consumer }, noAck);
        this.#sendContent(writeMethod('basic.deliver', { consumerTag: tag, deliveryTag, redelivered, exchange, routingKey }), message);
      },
    };
    this.#consumers.set(tag, consumer);
    this.#reply('basic.consume-ok', { consumerTag: tag }, noWait);
    queue.add(consumer);
  }

  #cancel({ consumerTag, noWait }: Arguments<'basic.cancel'>): void {
    const consumer = this.#consumers.get(consumerTag);
    if (consumer !== undefined) consumer.queue.remove(consumer);
    this.#consumers.delete(consumerTag);
    this.#reply('basic.cancel-ok', { consumerTag }, noWait);
  }

  /** Only the default exchange: the routing key is the queue's name. */
  #publish({ exchange, routingKey, mandatory }: Arguments<'basic.publish'>): void {
    if (exchange !== '') throw new AmqpError(404, `NOT_FOUND - no exchange '${exchange}' in vhost '/'`);
    this.#publishing = { exchange, routingKey, mandatory, body: [], received: 0 };
  }

  #complete(publishing: Publishing, header: Buffer): void {
    this.#publishing = undefined;
    const { exchange, routingKey, mandatory, body } = publishing;
    const message = { exchange, routingKey, header, body: Buffer.concat(body), redelivered: false };
    const queue = this.#broker.find(routingKey);
    if (queue === undefined && mandatory) this.#sendContent(writeMethod('basic.return', { replyCode: 312, replyText: 'NO_ROUTE', exchange, routingKey }), message);
    // Without a queue of that name a message is gone, as upstream's default exchange has it.
    const taken = queue?.put(message) ?? true;
    this.#settings.published(routingKey, taken);
    if (!this.#confirming) return;
    this.#published += 1n;
    if (taken) this.#reply('basic.ack', { deliveryTag: this.#published, multiple: false });
    else this.#reply('basic.nack', { deliveryTag: this.#published, multiple: false, requeue: false });
  }

  #get({ queue: name, noAck }: Arguments<'basic.get'>): void {
    const queue = this.#queue(name);
    const message = queue.take();
    if (message === undefined) return this.#reply('basic.get-empty', { reserved1: '' });
    const { deliveryTag, exchange, routingKey, redelivered } = this.#handOut({ queue, message, consumer: undefined }, noAck);
    this.#sendContent(writeMethod('basic.get-ok', { deliveryTag, redelivered, exchange, routingKey, messageCount: queue.messageCount }), message);
  }

  #handOut(delivery: Delivery, noAck: boolean): Message & { readonly deliveryTag: bigint } {
    this.#deliveryTag += 1n;
    if (!noAck) {
      this.#deliveries.set(this.#deliveryTag, delivery);
      if (delivery.consumer !== undefined) delivery.consumer.unacknowledged += 1;
    }
    return { ...delivery.message, deliveryTag: this.#deliveryTag };
  }

  #settle({ deliveryTag, multiple }: { readonly deliveryTag: bigint; readonly multiple: boolean }, requeue: boolean): void {
    const tags = multiple ? [...this.#deliveries.keys()].filter((tag) => deliveryTag === 0n || tag <= deliveryTag) : [deliveryTag];
    if (!multiple && !this.#deliveries.has(deliveryTag)) throw new AmqpError(406, `PRECONDITION_FAILED - unknown delivery tag ${String(deliveryTag)}`);
    if (requeue) return this.#giveBack(tags);
    const queues = new Set(tags.flatMap((tag) => this.#forget(tag)?.queue ?? []));
    for (const queue of queues) queue.pump();
    return undefined;
  }

  #giveBack(tags: readonly bigint[]): void {
    const byQueue = new Map<Queue, Message[]>();
    for (const tag of tags) {
      const delivery = this.#forget(tag);
      if (delivery !== undefined) byQueue.set(delivery.queue, [...(byQueue.get(delivery.queue) ?? []), delivery.message]);
    }
    for (const [queue, messages] of byQueue) queue.putBack(messages);
  }

  #forget(tag: bigint): Delivery | undefined {
    const delivery = this.#deliveries.get(tag);
    this.#deliveries.delete(tag);
    if (delivery?.consumer !== undefined) delivery.consumer.unacknowledged -= 1;
    return delivery;
  }

  #queue(name: string): Queue {
    const queue = this.#broker.find(name);
    if (queue === undefined) throw new AmqpError(404, `NOT_FOUND - no queue '${name}' in vhost '/'`);
    return queue;
  }

  #reply<N extends MethodName>(name: N, args: Arguments<N>, noWait = false): void {
    if (!noWait) this.#settings.send([{ type: 'method', channel: this.#number, payload: writeMethod(name, args) }]);
  }

  #sendContent(method: Buffer, { header, body }: Message): void {
    const channel = this.#number;
    const frames: Frame[] = [{ type: 'method', channel, payload: method }, { type: 'header', channel, payload: header }];
    const longest = frameMax - 8;
    for (let at = 0; at < body.length; at += longest) frames.push({ type: 'body', channel, payload: body.subarray(at, at + longest) });
    this.#settings.send(frames);
  }
}

