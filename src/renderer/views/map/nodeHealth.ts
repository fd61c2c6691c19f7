import type { LabStats, ServiceView } from '#common/contract/lab.ts';

export type Health = 'ok' | 'idle' | 'slow' | 'failing' | 'starting' | 'restarting' | 'crashed' | 'stopped';

type ServiceStats = LabStats['services'][string];

/** How a service does. A hundredth of its recent requests failed: failing, until they are forgotten; `slowMillis` and more at p95: slow. */
export function nodeHealth(service: Pick<ServiceView, 'status'>, stats: ServiceStats | undefined, slowMillis: number): Health {
  if (service.status !== 'running') return service.status;
  if (stats === undefined || stats.requests === 0) return 'idle';
  if ((stats.recentErrorRatio ?? 0) >= 0.01) return 'failing';
  return stats.p95Millis !== null && stats.p95Millis >= slowMillis ? 'slow' : 'ok';
}

/** Slow services that call no slow service: the others may only be waiting for these. */
export function suspects(services: readonly Pick<ServiceView, 'name' | 'calls'>[], isSlow: (name: string) => boolean): string[] {
  return services.filter(({ name, calls }) => isSlow(name) && !calls.some(isSlow)).map(({ name }) => name);
}
