import { useEffectEvent, useMemo, useSyncExternalStore } from 'react';
import type { Event } from '#common/base/emitter.ts';
import { coreReset } from './client.ts';
import { Query, type QueryState } from './query.ts';

export interface QueryOptions<P> {
  /** The contract event that makes the answer stale: `client.telemetry.on.changed`. */
  readonly refreshOn?: Event<P>;
  /** Which of these events do; every one when left out. */
  readonly refreshWhen?: (payload: P) => boolean;
}

const idle: QueryState<never> = { data: undefined, error: null, loading: false };

/**
 * Asks the core and keeps the answer fresh: `useQuery(client.telemetry.getTraceTable, { traceId }, { refreshOn: client.telemetry.on.changed })`.
 * Input `null` asks nothing. Another input (by value) is another question: `data` starts empty again.
 */
export function useQuery<I, T, P = never>(method: (input: I) => Promise<T>, input: NoInfer<I> | null, options: QueryOptions<P> = {}): QueryState<T> {
  const { refreshOn, refreshWhen } = options;
  const key = JSON.stringify(input);
  const matters = useEffectEvent((payload: P) => refreshWhen?.(payload) ?? true);
  const query = useMemo(() => {
    if (key === 'null') return null;
    // What was asked is JSON anyway: it crosses the bridge as such.
    const asked = JSON.parse(key) as I;
    const changed: Event<unknown> = (listener) => refreshOn?.((payload) => {
      if (matters(payload)) listener(payload);
    }) ?? { [Symbol.dispose]: () => undefined };
    return new Query(() => method(asked), [coreReset, changed]);
    // `key` stands for `input`; `matters` is always the latest.
  }, [method, key, refreshOn]);
  return useSyncExternalStore(query?.subscribe ?? never, query?.get ?? (() => idle));
}

const never = () => (): void => undefined;
