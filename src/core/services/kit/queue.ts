import { type ChannelModel, type ConfirmChannel, connect, type ConsumeMessage } from 'amqplib';
import { clinicPorts } from '../../protocol/clinicPorts.ts';
import { activeContext } from './activeContext.ts';
import { toLab } from './labPort.ts';
import { whenStopping } from './lifecycle.ts';
import { print, serviceName } from './log.ts';
import { knownPeer, PeerError } from './peers.ts';
import { numberOf, requestHeader, requestNumber, withinRequest } from './request.ts';

/** How long the queue may take to answer a connection. Milliseconds. */
const connectLimitMillis = 2_000;
/** How long a consumer that stops still takes what is waiting. Milliseconds. */
const lastCallMillis = 2_000;
/** Between two attempts of a consumer to reach the queue. Milliseconds. */
const retryMillis = 500;

interface Link {
  readonly model: ChannelModel;
  readonly channel: ConfirmChannel;
}
let link: Promise<Link> | undefined;
let isLeaving = false;

/** One connection for the whole program; a lost one is made anew by whoever needs it next. */
function linked(): Promise<Link> {
  link ??= open().catch((error: unknown) => {
    link = undefined;
    throw error;
  });
  return link;
}

async function open(): Promise<Link> {
  const model = await connect(`amqp://queue:${String(clinicPorts.queue)}`, { clientProperties: { connection_name: serviceName() }, timeout: connectLimitMillis });
  const lost = (): void => { link = undefined; };
  model.on('error', (error: Error) => print('WARN', `the queue: ${error.message}`));
  model.once('close', lost);
  const channel = await model.createConfirmChannel();
  channel.on('error', (error: Error) => print('WARN', `the queue: ${error.message}`));
  channel.once('close', lost);
  return { model, channel };
}

whenStopping('disconnect', async () => {
  isLeaving = true;
  await (await link)?.model.close();
});

/** Puts one message into a queue; resolves when the queue has it. The trace context travels in the message's headers, unseen. */
export async function publish(queue: string, message: unknown): Promise<void> {
  try {
    const { channel } = await linked();
    await channel.assertQueue(queue);
    const number = requestNumber();
    const headers = number === null ? {} : { [requestHeader]: String(number) };
    await new Promise<void>((resolve, reject) => {
      channel.sendToQueue(queue, Buffer.from(JSON.stringify(message)), { contentType: 'application/json', headers }, (error: unknown) => {
        if (error === null || error === undefined) resolve();
        else reject(error instanceof Error ? error : new Error('there is no room'));
      });
    });
  } catch (error) {
    throw error instanceof PeerError ? error : new PeerError(`queue: ${error instanceof Error ? error.message : String(error)}`, 502);
  }
}

/**
 * Handles a queue's messages one by one for as long as the program lives. A message whose handler rejects goes back once, then is given up. T is
 * what the publisher is known to send.
 */
export function consume<T>(queue: string, handle: (message: T) => Promise<void>): void {
  const settled = (message: ConsumeMessage, channel: ConfirmChannel): Promise<void> => settle(message, () => handle(JSON.parse(message.content.toString()) as T), channel);
  let subscription = subscribe(queue, settled);
  const watch = async (): Promise<void> => {
    for (;;) {
      const current = await subscription;
      await current?.lost;
      if (isLeaving) return;
      await new Promise((resolve) => { setTimeout(resolve, retryMillis); });
      subscription = subscribe(queue, settled);
    }
  };
  void watch();
  whenStopping('drain', async () => (await subscription)?.finish());
}

interface Subscription {
  /** Resolves when its channel is gone. */
  readonly lost: Promise<void>;
  /** Takes what is waiting, for a while, then leaves. */
  finish(): Promise<void>;
}

/** Undefined when the queue cannot be reached. */
async function subscribe(queue: string, settled: (message: ConsumeMessage, channel: ConfirmChannel) => Promise<void>): Promise<Subscription | undefined> {
  await knownPeer('queue');
  try {
    const { channel } = await linked();
    await channel.prefetch(1);
    await channel.assertQueue(queue);
    let busy: Promise<void> = Promise.resolve();
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (message !== null) busy = settled(message, channel);
    });
    print('INFO', `consumes ${queue}`);
    return {
      lost: new Promise((resolve) => { channel.once('close', () => resolve()); }),
      async finish() {
        const last = performance.now() + lastCallMillis;
        while (performance.now() < last && (await channel.checkQueue(queue)).messageCount > 0) await busy;
        await channel.cancel(consumerTag);
        await busy;
      },
    };
  } catch {
    return undefined; // not there yet, or not any more
  }
}

async function settle(message: ConsumeMessage, work: () => Promise<void>, channel: ConfirmChannel): Promise<void> {
  const started = performance.now();
  const route = message.fields.routingKey;
  const header: unknown = message.properties.headers?.[requestHeader];
  const seen = { request: numberOf(header), context: activeContext(), remotePort: null };
  const report = (status: number): void => {
    const durationMillis = performance.now() - started;
    print(status < 500 ? 'INFO' : 'ERROR', `PROCESS ${route} ${String(status)} ${durationMillis.toFixed(0)}ms`);
    toLab({ type: 'served', method: 'PROCESS', route, status, durationMillis, caller: 'queue', ...seen });
  };
  try {
    await withinRequest(header, work);
    channel.ack(message);
    report(200);
  } catch (error) {
    print('ERROR', error instanceof Error ? error.message : String(error));
    channel.nack(message, false, !message.fields.redelivered);
    report(500);
  }
}
