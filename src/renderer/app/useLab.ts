import type { CollectorState } from '#common/contract/collector.ts';
import type { LabState, LabStats } from '#common/contract/lab.ts';
import { client } from '../host/client.ts';
import { useQuery } from '../host/useQuery.ts';

/** The clinic as it stands: services, collectors, backends, traffic. Undefined until first heard of. */
export function useLabState(): LabState | undefined {
  return useQuery(client.lab.state, {}, { refreshOn: client.lab.on.changed }).data;
}

/** Counters and rates, about twice a second while anything changes. */
export function useLabStats(): LabStats | undefined {
  return useQuery(client.lab.stats, {}, { refreshOn: client.lab.on.statsChanged }).data;
}

export function useCollectors(): readonly CollectorState[] {
  return useQuery(client.collector.list, {}, { refreshOn: client.collector.on.changed }).data ?? none;
}
const none: readonly CollectorState[] = [];
