import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectorState } from '#common/contract/collector.ts';
import type { LabState, LabStats } from '#common/contract/lab.ts';
import { slowMillis } from '../../app/slow.ts';
import { useCollectors, useLabState, useLabStats } from '../../app/useLab.ts';
import { formatMillis, formatRate } from '../../ui/formatDuration.ts';
import { collectorParts, findCollector } from './collectorParts.ts';
import type { MapInput } from './mapLayout.ts';
import { type Health, nodeHealth, suspects } from './nodeHealth.ts';

export interface NodeFacts {
  readonly health: Health;
  /** The state in words. */
  readonly state: string;
  /** One line of numbers. */
  readonly metric: string;
  /** The slow one that waits for nobody slow. */
  readonly suspect: boolean;
}
export interface MapFacts {
  readonly lab: LabState;
  readonly stats: LabStats | undefined;
  readonly input: MapInput;
  readonly collectors: readonly CollectorState[];
  readonly node: (name: string) => NodeFacts;
  readonly part: (collector: string, nodeId: string) => string;
}

/** All the map and its table say, from one place, so that they cannot differ. Null until the clinic has been heard of. */
export function useMapFacts(): MapFacts | null {
  const { t } = useTranslation('map');
  const lab = useLabState();
  const stats = useLabStats();
  const collectors = useCollectors();
  const input = useMapInput(lab, collectors);
  if (lab === undefined || input === null) return null;
  const service = (name: string) => lab.services.find((candidate) => candidate.name === name);
  const health = (name: string): Health => {
    const found = service(name);
    if (found !== undefined) return nodeHealth(found, stats?.services[name], slowMillis);
    const collector = findCollector(collectors, name);
    if (collector !== undefined) return collector.status === 'running' ? 'ok' : collector.status;
    return lab.status === 'running' ? 'ok' : 'starting';
  };
  const suspected = suspects(lab.services, (name) => health(name) === 'slow');
  return {
    lab, stats, input, collectors,
    node: (name) => {
      const own = health(name);
      const counts = stats?.services[name];
      const percent = Math.round(100 * (counts?.recentErrorRatio ?? 0));
      const words = { ok: t('healthy'), idle: t('noRequests'), slow: t('slow'), failing: t('failing', { percent }), starting: t('starting'), restarting: t('restarting'), crashed: t('crashed'), stopped: t('stopped') };
      const isBusy = own === 'ok' || own === 'slow' || own === 'failing';
      const p95 = counts?.p95Millis ?? null;
      // A queue only takes and gives: how long that takes says nothing.
      const usual = service(name)?.kind === 'queue' ? t('passed', { count: counts?.requests ?? 0 }) : p95 === null ? words[own] : t('p95', { duration: formatMillis(p95) });
      const metric = !isBusy ? words[own] : own === 'failing' ? words.failing : usual;
      return { health: own, state: words[own], metric, suspect: suspected.includes(name) };
    },
    part: (collector, nodeId) => {
      const counts = stats?.collectors[collector]?.[nodeId];
      if (counts === undefined) return t('passed', { count: 0 });
      if (counts.note !== undefined) return counts.note;
      if (counts.droppedItems > 0) return t('dropped', { count: counts.droppedItems });
      if (nodeId.startsWith('receiver/')) return t('inRate', { rate: formatRate(counts.itemsPerSecond) });
      if (nodeId.startsWith('exporter/')) return t('outRate', { rate: formatRate(counts.itemsPerSecond) });
      // Out counts once per branch: what came in and went on is what passed.
      return t('passed', { count: Math.min(counts.inItems, counts.outItems) });
    },
  };
}

/** What decides where things stand; the same object while only numbers change, so that the layout is kept. */
function useMapInput(lab: LabState | undefined, collectors: readonly CollectorState[]): MapInput | null {
  const key = lab === undefined ? null : JSON.stringify({
    services: lab.services.map(({ name, kind, calls, tracing }) => ({ name, kind, calls, tracing })),
    collectors: lab.collectors.map((name) => {
      const state = findCollector(collectors, name);
      return { name, parts: state === undefined ? [] : collectorParts(state.graph) };
    }),
    backends: lab.backends.map(({ name }) => name),
  } satisfies MapInput);
  return useMemo(() => (key === null ? null : (JSON.parse(key) as MapInput)), [key]);
}
