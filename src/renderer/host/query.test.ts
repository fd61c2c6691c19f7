import { describe, expect, it } from 'vitest';
import { Emitter } from '#common/base/emitter.ts';
import { RpcError } from '#common/rpc/rpcError.ts';
import { Query } from './query.ts';

/** A question whose answers the test gives, in order. */
function ask<T>() {
  const calls: { resolve: (value: T) => void; reject: (error: unknown) => void }[] = [];
  const stale = new Emitter<unknown>();
  const query = new Query<T>(() => new Promise((resolve, reject) => calls.push({ resolve, reject })), [stale.event]);
  return { calls, stale, query };
}
const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i += 1) await Promise.resolve();
};

describe('query', () => {
  it('asks when somebody looks, not before', async () => {
    const { calls, query } = ask<string>();
    const before = calls.length;
    query.subscribe(() => undefined);

    calls[0]!.resolve('answer');
    await settle();

    expect([before, calls.length, query.get()]).toEqual([0, 1, { data: 'answer', error: null, loading: false }]);
  });

  it('asks again once for everything that happened while it was asking', async () => {
    const { calls, stale, query } = ask<string>();
    query.subscribe(() => undefined);
    stale.emit(1);
    stale.emit(2);

    calls[0]!.resolve('old');
    await settle();
    calls[1]!.resolve('new');
    await settle();

    expect([calls.length, query.get().data]).toEqual([2, 'new']);
  });

  it('keeps the last answer beside the error of a failed call', async () => {
    const { calls, stale, query } = ask<string>();
    query.subscribe(() => undefined);
    calls[0]!.resolve('good');
    await settle();
    stale.emit(1);

    const error = new RpcError('disconnected', 'gone');
    calls[1]!.reject(error);
    await settle();

    expect(query.get()).toEqual({ data: 'good', error, loading: false });
  });

  it('stops listening when nobody looks any more', async () => {
    const { calls, stale, query } = ask<string>();
    const leave = query.subscribe(() => undefined);
    calls[0]!.resolve('answer');
    await settle();

    leave();
    stale.emit(1);

    expect([calls.length, stale.hasListeners]).toEqual([1, false]);
  });
});
