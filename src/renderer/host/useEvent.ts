import { useEffect, useEffectEvent } from 'react';
import type { Event } from '#common/base/emitter.ts';

/** Calls the latest `listener` for each event while the component is mounted: `useEvent(client.app.on.noticed, show)`. */
export function useEvent<P>(event: Event<P>, listener: (payload: P) => void): void {
  const latest = useEffectEvent(listener);
  useEffect(() => {
    const listening = event((payload) => latest(payload));
    return () => listening[Symbol.dispose]();
  }, [event]);
}
