import type { lab as labArea, LabState, LabStats, TrafficState } from '#common/contract/lab.ts';
import type { app } from '#common/contract/app.ts';
import type { Handlers, Publish } from '#common/contract/define.ts';
import { DisposableStore } from '#common/base/disposable.ts';
import type { Lab } from '#core/lab/lab.ts';
import type { StatsView } from '#core/lab/stats.ts';

export function labHandlers(lab: Lab): Handlers<typeof labArea> {
  return {
    state: async () => labState(lab),
    stats: async () => labStats(lab.stats.view()),
    sendOne: ({ operation }) => lab.traffic.sendOne(operation),
    setTraffic: async ({ running, requestsPerSecond, seed }) => {
      lab.traffic.set({
        ...(running === undefined ? {} : { running }), ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }), ...(seed === undefined ? {} : { seed }),
      });
      return trafficState(lab);
    },
    logs: async ({ source, afterSequence }) => [...lab.logs(source, afterSequence)],
  };
}

export function publishLab(lab: Lab, publish: Publish<typeof labArea>, publishApp: Publish<typeof app>): Disposable {
  const store = new DisposableStore();
  store.add(lab.changed(() => publish.changed(labState(lab))));
  store.add(lab.stats.changed((view) => publish.statsChanged(labStats(view))));
  store.add(lab.logged(({ source, lines }) => publish.logged({ source, lines: [...lines] })));
  store.add(lab.noticed((notice) => publishApp.noticed({ ...notice })));
  return store;
}

function labState(lab: Lab): LabState {
  return {
    sceneId: lab.scene.sceneId,
    status: lab.status,
    services: [...lab.services.values()].map(({ definition, status, port, tracing }) => ({
      name: definition.name, kind: definition.kind, calls: [...definition.calls], status, port, tracing,
    })),
    collectors: [...lab.collectors.keys()],
    backends: lab.backends.map(({ name, grpcPort }) => ({ name, port: grpcPort })),
    traffic: trafficState(lab),
  };
}

function trafficState(lab: Lab): TrafficState {
  const { running, requestsPerSecond, seed } = lab.traffic.plan;
  return { running, requestsPerSecond, seed };
}

function labStats(view: StatsView): LabStats {
  return { ...view };
}
