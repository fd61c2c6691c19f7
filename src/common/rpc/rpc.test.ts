import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type AllHandlers, event, method } from '../contract/define.ts';
import type { Frame } from './channel.ts';
import { channelPair } from './channelPair.ts';
import { Connection, connectClient, createClient } from './client.ts';
import { decodeFrame } from './codec.ts';
import { Audience, createPublisher, resetFrame } from './publisher.ts';
import { RpcError } from './rpcError.ts';
import { serve } from './server.ts';

const contract = {
  sum: {
    add: method(z.object({ a: z.int(), b: z.int().default(1) }), z.int()),
    blob: method(z.object({ bytes: z.instanceof(Uint8Array) }), z.instanceof(Uint8Array)),
    wrong: method(z.object({}), z.string()),
    find: method(z.object({}), z.null()),
    crash: method(z.object({}), z.null()),
    never: method(z.object({}), z.null()),
    changed: event(z.object({ total: z.int() })),
  },
};
const handlers: AllHandlers<typeof contract> = {
  sum: {
    add: async ({ a, b }) => a + b,
    blob: async ({ bytes }) => bytes.map((byte) => byte + 1),
    wrong: async () => JSON.parse('5') as string,
    find: async () => {
      throw new RpcError('not_found', 'no such sum');
    },
    crash: async () => {
      throw new Error('a bug');
    },
    never: () => new Promise(() => undefined),
  },
};

function open() {
  const logged: string[] = [];
  const log = (message: string): void => void logged.push(message);
  const pair = channelPair();
  const audience = new Audience();
  audience.add(pair.left);
  const server = serve({ contract, handlers, channel: pair.left, log });
  const client = connectClient(contract, pair.right, { checkReplies: true, log });
  return { logged, pair, audience, server, client, publisher: createPublisher(contract, audience) };
}
/** One round trip: everything sent before it has arrived. */
const settled = (client: ReturnType<typeof open>['client']): Promise<unknown> => client.sum.add({ a: 0 });

describe('a call', () => {
  it('is answered, with defaults filled in', async () => {
    const { client } = open();

    expect(await Promise.all([client.sum.add({ a: 2, b: 3 }), client.sum.add({ a: 2 })])).toEqual([5, 3]);
  });

  it('carries bytes both ways', async () => {
    const { client } = open();

    expect(await client.sum.blob({ bytes: new Uint8Array([1, 2]) })).toEqual(new Uint8Array([2, 3]));
  });

  it('rejects with invalid_input when the input breaks its schema', async () => {
    const { client, logged } = open();

    await expect(client.sum.add({ a: 0.5 })).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('sum.add') as string });
    expect(logged).toEqual([]);
  });

  it('rejects with the code a handler chose', async () => {
    await expect(open().client.sum.find({})).rejects.toMatchObject({ code: 'not_found', message: 'no such sum' });
  });

  it('rejects with internal, and logs, when a handler throws', async () => {
    const { client, logged } = open();

    await expect(client.sum.crash({})).rejects.toMatchObject({ code: 'internal', message: 'a bug' });
    expect(logged).toEqual(['sum.crash failed']);
  });

  it('rejects an answer that breaks the contract', async () => {
    await expect(open().client.sum.wrong({})).rejects.toMatchObject({ code: 'internal' });
  });

  it('rejects with disconnected when the channel closes first', async () => {
    const { client, pair } = open();
    const answer = client.sum.never({});

    pair.close();

    await expect(answer).rejects.toMatchObject({ code: 'disconnected' });
  });
});

describe('the answering side', () => {
  it.each(['nothing', 'sum', 'sum.changed', 'sum.add.more', 'constructor.call', '__proto__.toString', 'sum.constructor'])('finds no method %j', async (call) => {
    const { pair } = open();
    const answered = new Promise<Frame>((resolve) => pair.right.received(resolve));

    pair.right.send(JSON.stringify({ id: 7, call, input: {} }));

    expect(decodeFrame(await answered)).toMatchObject({ id: 7, error: { code: 'not_found' } });
  });

  it.each(['', '{}', '[1', '{"id":"x","call":"sum.add"}', new Uint8Array([255, 255, 255, 255])])('drops %j and lives on', async (frame) => {
    const { client, pair, logged } = open();

    pair.right.send(frame);

    expect(await client.sum.add({ a: 1 })).toBe(2);
    expect(logged).toEqual(['dropped a frame that is no call']);
  });

  it('answers nothing after it was disposed of', async () => {
    const { client, server, pair } = open();
    server[Symbol.dispose]();
    const answer = client.sum.add({ a: 1 });

    pair.close();

    await expect(answer).rejects.toMatchObject({ code: 'disconnected' });
  });
});

describe('an event', () => {
  it('reaches who listens, until they stop', async () => {
    const { client, publisher } = open();
    const heard: number[] = [];
    const listening = client.sum.on.changed(({ total }) => heard.push(total));

    publisher.sum.changed({ total: 1 });
    await settled(client);
    listening[Symbol.dispose]();
    publisher.sum.changed({ total: 2 });
    await settled(client);

    expect(heard).toEqual([1]);
  });

  it('is logged and not delivered when it breaks the contract', async () => {
    const { client, publisher, logged } = open();
    const heard: unknown[] = [];
    client.sum.on.changed((payload) => heard.push(payload));

    publisher.sum.changed({ total: 0.5 });
    await settled(client);

    expect([heard, logged]).toEqual([[], ['event sum.changed breaks the contract']]);
  });

  it('is not even encoded when nobody listens', () => {
    const publisher = createPublisher(contract, new Audience());

    // A bigint cannot be encoded: it would throw.
    expect(() => publisher.sum.changed({ total: 1n as unknown as number })).not.toThrow();
  });

  it('no longer goes to a channel that closed', async () => {
    const { pair, publisher } = open();
    pair.close();

    expect(() => publisher.sum.changed({ total: 1n as unknown as number })).not.toThrow();
  });
});

describe('a connection', () => {
  const options = { checkReplies: true, log: (message: string) => expect.unreachable(message) };

  it('keeps calls until it has a channel, and listeners over a change of channels', async () => {
    const connection = new Connection(options);
    const client = createClient(contract, connection);
    const heard: number[] = [];
    client.sum.on.changed(({ total }) => heard.push(total));
    let resets = 0;
    connection.reset(() => (resets += 1));
    const early = client.sum.add({ a: 1 });

    const first = channelPair();
    serve({ contract, handlers, channel: first.left, log: options.log });
    connection.attach(first.right);
    await early;
    first.close();
    const second = channelPair();
    const audience = new Audience();
    audience.add(second.left);
    serve({ contract, handlers, channel: second.left, log: options.log });
    connection.attach(second.right);
    createPublisher(contract, audience).sum.changed({ total: 3 });

    expect(await client.sum.add({ a: 4 })).toBe(5);
    expect({ heard, resets }).toEqual({ heard: [3], resets: 1 });
  });

  it('rejects open calls and says so when the other side has started anew', async () => {
    const { left, right } = channelPair();
    const connection = new Connection(options);
    connection.attach(right);
    const open = createClient(contract, connection).sum.never({});
    let resets = 0;
    connection.reset(() => (resets += 1));

    left.send(resetFrame());

    await expect(open).rejects.toMatchObject({ code: 'disconnected' });
    expect(resets).toBe(1);
  });

  it('rejects waiting calls when told that no channel will come', async () => {
    const connection = new Connection(options);
    const waiting = createClient(contract, connection).sum.add({ a: 1 });

    connection.giveUp('the server has gone');

    await expect(waiting).rejects.toMatchObject({ code: 'disconnected', message: 'the server has gone' });
  });
});
