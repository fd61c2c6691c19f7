import { type AddressInfo, connect as connectSocket } from 'node:net';
import { once } from 'node:events';
import { type Channel, type ChannelModel, type ConfirmChannel, connect, type ConsumeMessage } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createQueueServer } from './queueServer.ts';

interface Published { readonly client: string; readonly queue: string; readonly taken: boolean }
let queue: ReturnType<typeof createQueueServer>;
let port: number;
let client: ChannelModel;
let published: Published[];

beforeEach(async () => {
  published = [];
  queue = createQueueServer({ published: (event) => published.push(event) });
  queue.server.listen(0, '127.0.0.1');
  await once(queue.server, 'listening');
  ({ port } = queue.server.address() as AddressInfo);
  client = await connect(`amqp://127.0.0.1:${String(port)}`, { clientProperties: { connection_name: 'visits' } });
});
afterEach(async () => {
  await client.close().catch(() => {}); // a test may have ended it
  await queue.stop();
});

/** The next messages of a consumer, as they come. */
async function consume(channel: Channel, name: string, options = {}): Promise<{ readonly tag: string; next(): Promise<ConsumeMessage> }> {
  const arrived: ConsumeMessage[] = [];
  const waiting: ((message: ConsumeMessage) => void)[] = [];
  const { consumerTag } = await channel.consume(name, (message) => {
    if (message === null) return;
    const next = waiting.shift();
    if (next === undefined) arrived.push(message);
    else next(message);
  }, options);
  return { tag: consumerTag, next: async () => arrived.shift() ?? new Promise((resolve) => { waiting.push(resolve); }) };
}

async function opened(): Promise<ConfirmChannel> {
  const channel = await client.createConfirmChannel();
  await channel.assertQueue('visits.booked');
  return channel;
}
const send = (channel: ConfirmChannel, text: string, headers = {}): boolean => channel.sendToQueue('visits.booked', Buffer.from(text), { headers, contentType: 'text/plain' });

describe('the queue', () => {
  it('carries bodies and headers unchanged, however long', async () => {
    const channel = await opened();
    const long = 'x'.repeat(400_000);
    const consumer = await consume(channel, 'visits.booked');

    send(channel, long, { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', attempt: 3, nested: { deep: [true, null, 1.5] } });
    await channel.waitForConfirms();
    const message = await consumer.next();

    expect(message.content.toString()).toBe(long);
    expect(message.properties).toMatchObject({ contentType: 'text/plain', headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', attempt: 3, nested: { deep: [true, null, 1.5] } } });
    expect(message.fields).toMatchObject({ routingKey: 'visits.booked', redelivered: false });
    expect(published).toEqual([{ client: 'visits', queue: 'visits.booked', taken: true }]);
  });

  it('gives no more than the prefetch until something is acknowledged', async () => {
    const channel = await opened();
    await channel.prefetch(2);
    for (const text of ['1', '2', '3']) send(channel, text);
    const consumer = await consume(channel, 'visits.booked');

    const first = await consumer.next();
    await consumer.next();
    const waiting = await channel.checkQueue('visits.booked');
    channel.ack(first);

    expect(waiting).toMatchObject({ messageCount: 1, consumerCount: 1 });
    expect((await consumer.next()).content.toString()).toBe('3');
  });

  it('delivers again what was given back, in order and marked', async () => {
    const channel = await opened();
    for (const text of ['1', '2']) send(channel, text);
    const consumer = await consume(channel, 'visits.booked');
    const [first, second] = [await consumer.next(), await consumer.next()];

    await channel.cancel(consumer.tag);
    channel.nackAll(true);
    void [first, second];
    const again = await consume(channel, 'visits.booked');

    const seen = [await again.next(), await again.next()].map(({ content, fields }) => [content.toString(), fields.redelivered]);
    expect(seen).toEqual([['1', true], ['2', true]]);
  });

  it('gives back what a consumer that went away had not acknowledged', async () => {
    const channel = await opened();
    send(channel, 'kept');
    const other = await connect(`amqp://127.0.0.1:${String(port)}`);
    const otherChannel = await other.createChannel();
    await (await consume(otherChannel, 'visits.booked')).next();

    await other.close();

    expect((await (await consume(channel, 'visits.booked')).next()).content.toString()).toBe('kept');
  });

  it('forgets what is rejected without requeue, and takes turns among consumers', async () => {
    const channel = await opened();
    const [a, b] = [await consume(channel, 'visits.booked'), await consume(channel, 'visits.booked')];
    for (const text of ['1', '2']) send(channel, text);

    const [one, two] = [await a.next(), await b.next()];
    channel.reject(one, false);
    channel.ack(two);

    expect([one.content.toString(), two.content.toString()]).toEqual(['1', '2']);
    expect(await channel.checkQueue('visits.booked')).toMatchObject({ messageCount: 0 });
  });

  it('hands out one message when asked for one', async () => {
    const channel = await opened();
    send(channel, 'one');
    await channel.waitForConfirms();

    const got = await channel.get('visits.booked', { noAck: true });

    expect(got === false ? 'nothing' : got.content.toString()).toBe('one');
    expect(await channel.get('visits.booked')).toBe(false);
  });

  it('closes the channel, not the connection, when a queue is not there', async () => {
    const channel = await client.createChannel();
    const failed = once(channel, 'error') as Promise<[Error]>;

    await expect(channel.checkQueue('nobody')).rejects.toThrow('404');
    expect((await failed)[0].message).toContain("NOT_FOUND - no queue 'nobody'");
    await expect(client.createChannel()).resolves.toBeDefined();
  });

  it('says goodbye when it stops', async () => {
    const closed = once(client, 'close') as Promise<[Error]>;
    client.on('error', () => {});

    await queue.stop();

    expect((await closed)[0].message).toContain('CONNECTION_FORCED');
  });

  it('answers what is no AMQP with its version, and lives', async () => {
    const socket = connectSocket(port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\n\r\n');

    const [answer] = (await once(socket, 'data')) as [Buffer];

    expect([...answer]).toEqual([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1]);
    await expect(opened()).resolves.toBeDefined();
  });

  it('ends a connection that sends garbage after the greeting, and lives', async () => {
    const socket = connectSocket(port, '127.0.0.1');
    socket.write(Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1, 1, 0, 0, 0xff, 0xff, 0xff, 0xff, 0]));

    const said: Buffer[] = [];
    socket.on('data', (bytes: Buffer) => said.push(bytes));
    await once(socket, 'close');

    expect(Buffer.concat(said).toString('latin1')).toContain('FRAME_ERROR');
    await expect(opened()).resolves.toBeDefined();
  });
});
