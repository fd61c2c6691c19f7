import type { TraceSummary } from '#common/contract/telemetry.ts';
import { useScreen } from '../../app/screen.ts';
import { client } from '../../host/client.ts';
import type { QueryState } from '../../host/query.ts';
import { useQuery } from '../../host/useQuery.ts';
import { useHold } from './holdStore.ts';

type Answer = Awaited<ReturnType<typeof client.telemetry.listTraces>>;

/** Everything the store keeps, newest first. */
export function useTraces(): QueryState<Answer> {
  return useQuery(client.telemetry.listTraces, { limit: 1000 }, { refreshOn: client.telemetry.on.changed });
}

/** What the list shows of `traces`: held back when asked for, and only through the service in focus. */
export function useListed(traces: readonly TraceSummary[]): readonly TraceSummary[] {
  const held = useHold((hold) => hold.held);
  const service = useScreen((screen) => screen.serviceFilter);
  const shown = held ?? traces;
  return service === null ? shown : shown.filter(({ services }) => services.includes(service));
}
