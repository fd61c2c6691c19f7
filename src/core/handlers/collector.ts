import type { collector, CollectorState } from '#common/contract/collector.ts';
import type { Handlers, Publish } from '#common/contract/define.ts';
import { DisposableStore } from '#common/base/disposable.ts';
import { RpcError } from '#common/rpc/rpcError.ts';
import type { Lab } from '#core/lab/lab.ts';
import type { CollectorView } from '#core/lab/runningCollector.ts';
import { eraRules, eras } from '#engine/collector/component/era.ts';
import { distributions, type Release, type ReleaseName } from '#engine/collector/component/release.ts';
import { releaseOf } from '#engine/collector/components/distributions.ts';
import { configSchema } from '#engine/collector/service/schema.ts';

export function collectorHandlers(lab: Lab): Handlers<typeof collector> {
  return {
    list: async () => [...lab.collectors.values()].map((running) => collectorState(running.view)),
    apply: async ({ collectorId, yaml, release }) => {
      const running = lab.collectors.get(collectorId);
      if (running === undefined) throw new RpcError('not_found', `no collector ${JSON.stringify(collectorId)}`);
      return collectorState(await running.apply(yaml, release === undefined ? {} : { release: known(release) }));
    },
    schema: async (name) => {
      const { factories, rules } = known(name);
      return configSchema(factories, rules);
    },
    releases: async () => eras.map((era) => ({
      era, version: eraRules[era].version, distributions: distributions.filter((distribution) => releaseOf({ era, distribution }) !== undefined),
    })),
  };
}

function known(name: ReleaseName): Release {
  const release = releaseOf(name);
  if (release === undefined) throw new RpcError('invalid_input', `there was no ${name.distribution} in ${name.era}`);
  return release;
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
