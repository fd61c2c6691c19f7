import type { collector, CollectorState } from '#common/contract/collector.ts';
import type { Handlers, Publish } from '#common/contract/define.ts';
import { DisposableStore } from '#common/base/disposable.ts';
import { RpcError } from '#common/rpc/rpcError.ts';
import type { Lab } from '#core/lab/lab.ts';
import type { CollectorView } from '#core/lab/runningCollector.ts';

export function collectorHandlers(lab: Lab, schema: () => Record<string, unknown>): Handlers<typeof collector> {
  return {
    list: async () => [...lab.collectors.values()].map((running) => collectorState(running.view)),
    apply: async ({ collectorId, yaml }) => {
      const running = lab.collectors.get(collectorId);
      if (running === undefined) throw new RpcError('not_found', `no collector ${JSON.stringify(collectorId)}`);
      return collectorState(await running.apply(yaml));
    },
    schema: async () => schema(),
  };
}

export function publishCollector(lab: Lab, publish: Publish<typeof collector>): Disposable {
  const store = new DisposableStore();
  for (const running of lab.collectors.values()) store.add(running.changed((view) => publish.changed(collectorState(view))));
  return store;
}

function collectorState(view: CollectorView): CollectorState {
  const { nodes, pipelines, extensions } = view.graph;
  return {
    ...view,
    graph: {
      nodes: nodes.map((node) => ({ ...node, pipelines: [...node.pipelines] })),
      pipelines: pipelines.map((pipeline) => ({
        ...pipeline, receivers: [...pipeline.receivers], processors: [...pipeline.processors], exporters: [...pipeline.exporters],
      })),
      extensions: [...extensions],
    },
    diagnostics: view.diagnostics.map((diagnostic) => ({ ...diagnostic })),
    unused: view.unused.map((one) => ({ ...one })),
    listening: view.listening.map((one) => ({ ...one })),
  };
}
