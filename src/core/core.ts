import { DisposableStore } from '#common/base/disposable.ts';
import type { AppInfo } from '#common/contract/app.ts';
import { contract } from '#common/contract/index.ts';
import type { Channel } from '#common/rpc/channel.ts';
import { Audience, createPublisher } from '#common/rpc/publisher.ts';
import { serve } from '#common/rpc/server.ts';
import { defaultRelease } from '#engine/collector/components/distributions.ts';
import type { Collector, CollectorSettings, Release } from '#engine/collector/collector.ts';
import { createCollector as createRealCollector } from '#engine/collector/service/createCollector.ts';
import { appHandlers } from './handlers/app.ts';
import { collectorHandlers, publishCollector } from './handlers/collector.ts';
import { labHandlers, publishLab } from './handlers/lab.ts';
import { lessonsHandlers, publishLessons } from './handlers/lessons.ts';
import { publishSdk, sdkHandlers } from './handlers/sdk.ts';
import { publishReality, realityHandlers } from './handlers/reality.ts';
import { publishTelemetry, telemetryHandlers } from './handlers/telemetry.ts';
import { Lab } from './lab/lab.ts';
import { petclinic, type Scene } from './lab/scene.ts';
import { readCatalog } from './lessons/catalog.ts';
import { lessonContent } from './lessons/content.ts';
import { LabWorld } from './lessons/labWorld.ts';
import { LessonSession } from './lessons/session.ts';
import type { Platform } from './platform/platform.ts';

export interface CoreOptions {
  readonly appInfo: AppInfo;
  /** Hears of our bugs. */
  readonly log: (message: string, error: unknown) => void;
  /** Default: the clinic. */
  readonly scene?: Scene;
  /** What collectors behave as until the learner chooses. Default: today's otelcol-contrib. */
  readonly release?: Release;
  readonly createCollector?: (settings: CollectorSettings) => Collector;
  /** True keeps the learner's configurations in the platform's store. Default true. */
  readonly keepDrafts?: boolean;
}

/** What every shell runs: one lab, and the calls that screens make on it. */
export interface Core {
  readonly lab: Lab;
  /** Rejects when the lab's collector or backend cannot start. Screens may connect before, and watch it start. */
  start(): Promise<void>;
  /** Resolves when everything has drained and stopped. */
  shutdown(): Promise<void>;
  /** Serves one screen until its channel closes or the result is disposed. */
  connect(channel: Channel): Disposable;
}

export function createCore(platform: Platform, options: CoreOptions): Core {
  const { appInfo, log, release = defaultRelease } = options;
  const lab = new Lab({
    platform, release, scene: options.scene ?? petclinic, createCollector: options.createCollector ?? createRealCollector,
    keepDrafts: options.keepDrafts ?? true,
  });
  const owned = new DisposableStore();
  const world = owned.add(new LabWorld(lab));
  const session = owned.add(new LessonSession({
    catalog: readCatalog(lessonContent), world, store: platform.store, clock: platform.clock, saveFailed: (error) => log('progress was not saved', error),
  }));
  const audience = new Audience();
  const publisher = createPublisher(contract, audience);
  const handlers = {
    app: appHandlers(appInfo),
    collector: collectorHandlers(lab),
    lab: labHandlers(lab),
    lessons: lessonsHandlers(session),
    reality: realityHandlers(lab, platform.clock),
    sdk: sdkHandlers(lab),
    telemetry: telemetryHandlers(lab.store),
  };
  owned.add(publishCollector(lab, publisher.collector));
  owned.add(publishLab(lab, publisher.lab, publisher.app));
  owned.add(publishLessons(session, publisher.lessons));
  owned.add(publishSdk(lab, publisher.sdk));
  owned.add(publishReality(lab, platform.clock, publisher.reality));
  owned.add(publishTelemetry(lab.store, publisher.telemetry));
  return {
    lab,
    start: () => lab.start(),
    async shutdown() {
      await lab.stop();
      owned[Symbol.dispose]();
    },
    connect(channel) {
      const store = new DisposableStore();
      store.add(audience.add(channel));
      store.add(serve({ contract, handlers, channel, log }));
      return store;
    },
  };
}
