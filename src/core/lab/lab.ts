import { DisposableStore } from '#common/base/disposable.ts';
import { Emitter } from '#common/base/emitter.ts';
import type { Result } from '#common/base/result.ts';
import { startTempo } from '#core/telemetry/backends/tempo.ts';
import type { Backend } from '#core/telemetry/backends/backend.ts';
import { TraceStore } from '#core/telemetry/traceStore.ts';
import type { Platform } from '#core/platform/platform.ts';
import type { Fault } from '#core/protocol/serviceMessages.ts';
import type { Collector, CollectorSettings, Release } from '#engine/collector/collector.ts';
import { catalog, entry } from './catalog.ts';
import { DraftStore } from './draftStore.ts';
import { LabNetwork } from './labNetwork.ts';
import { Ledger } from './ledger.ts';
import { LogRing, type RingLine } from './logRing.ts';
import type { LabNotice } from './notice.ts';
import { seededRandom } from './random.ts';
import { ReceiverWatch } from './receiverWatch.ts';
import { RunningCollector } from './runningCollector.ts';
import type { Scene } from './scene.ts';
import { serviceEnvironment } from './serviceEnvironment.ts';
import { givenUpByExporter, sumOf } from './spanCounters.ts';
import { itemFates } from './spanLedger.ts';
import { ServiceSdk, type SdkView } from './sdkSettings/serviceSdk.ts';
import { Stats } from './stats.ts';
import { Traffic } from './traffic.ts';
import { NodeService } from './workloads/nodeService.ts';

export interface LabSettings {
  readonly platform: Platform;
  readonly scene: Scene;
  /** What collectors behave as until the learner chooses. */
  readonly release: Release;
  readonly createCollector: (settings: CollectorSettings) => Collector;
  /** True keeps the learner's configurations between runs. */
  readonly keepDrafts: boolean;
}
export type LabStatus = 'starting' | 'running' | 'stopped';

/** One world: services, collectors, backends, and the traffic that makes them work. Started once, stopped once. */
export class Lab {
  readonly scene: Scene;
  readonly store: TraceStore;
  readonly ledger = new Ledger();
  readonly traffic: Traffic;
  readonly stats: Stats;
  readonly collectors: ReadonlyMap<string, RunningCollector>;
  readonly services = new Map<string, NodeService>();
  /** SDK settings of the services that run one. */
  readonly sdks = new Map<string, ServiceSdk>();
  readonly network: LabNetwork;
  readonly #settings: LabSettings;
  readonly #backends: Backend[] = [];
  readonly #owned = new DisposableStore();
  readonly #changed = new Emitter<void>();
  readonly #noticed = new Emitter<LabNotice>();
  readonly #sdkChanged = new Emitter<SdkView>();
  readonly #logged = new Emitter<{ readonly source: string; readonly lines: readonly RingLine[] }>();
  #collectorRoutes: Readonly<Record<string, string>> = {};
  #status: LabStatus = 'stopped';

  constructor(settings: LabSettings) {
    const { platform, scene } = settings;
    this.#settings = settings;
    this.scene = scene;
    this.network = new LabNetwork(platform.network);
    this.store = this.#owned.add(new TraceStore({ clock: platform.clock }));
    this.traffic = this.#owned.add(new Traffic({
      clock: platform.clock, network: platform.network, ledger: this.ledger, entryUrl: () => this.#entryUrl(),
    }, { ...scene.traffic, spacing: 'random' }));
    this.collectors = new Map(scene.collectors.map(({ name, yaml }) => [name, this.#makeCollector(name, yaml)]));
    this.stats = this.#owned.add(new Stats({
      clock: platform.clock, services: scene.services,
      collectors: () => new Map([...this.collectors].map(([id, collector]) => [id, collector.counts()])),
      backends: () => new Map(this.#backends.map(({ name }) => [name, { traces: this.store.state.traces, spans: this.store.state.spans }])),
    }));
    this.#wire();
  }

  /** Services, ports, traffic or status are other. */
  readonly changed = this.#changed.event;
  readonly noticed = this.#noticed.event;
  /** Somebody's SDK settings, or the program that runs with them, are other. */
  readonly sdkChanged = this.#sdkChanged.event;
  /** Lines of collectors and services, in bundles. */
  readonly logged = this.#logged.event;

  get status(): LabStatus {
    return this.#status;
  }
  get backends(): readonly Backend[] {
    return this.#backends;
  }

  /** Everything at once; resolves when all of it runs. A service that does not come up is a notice, not a failure. */
  async start(): Promise<void> {
    this.#become('starting');
    await this.#startBackends();
    await Promise.all([...this.collectors.values()].map((collector) => collector.start()));
    await this.#startServices();
    this.#become('running');
    if (this.scene.traffic.running) this.traffic.set({ running: true });
  }

  /** In the order of the data, so that what is on its way arrives: traffic, services, collectors, backends. Stops all of them, then rejects if one failed. */
  async stop(): Promise<void> {
    this.traffic.set({ running: false });
    await this.traffic.settled();
    const ends = [];
    for (const group of stopOrder([...this.services.values()])) ends.push(...await Promise.allSettled(group.map((service) => service.stop())));
    ends.push(
      ...await Promise.allSettled([...this.collectors.values()].map((collector) => collector.stop())),
      ...await Promise.allSettled(this.#backends.map((backend) => backend.close())),
    );
    this.#owned[Symbol.dispose]();
    this.#become('stopped');
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  /** The fate of every span, as it stands. */
  items(): ReturnType<typeof itemFates> {
    const collectors = [...this.collectors.values()];
    const total = (prefix: string): number => collectors.reduce((sum, collector) => sum + sumOf(collector.counters(prefix).values()), 0);
    return itemFates({
      sdk: this.ledger.spans, accepted: total('otelcol_receiver_accepted_spans{'), delivered: this.store.takenSpans, isOver: this.#status === 'stopped',
      givenUp: collectors.flatMap(givenUpByExporter),
    });
  }

  /** Restarts one service with other variables (null removes one); no span is lost. Its settings file says them from then on. */
  async setEnvironment(service: string, changes: Readonly<Record<string, string | null>>): Promise<Result<void, string>> {
    return (this.sdks.get(service) ?? this.#service(service)).setEnvironment(changes);
  }

  /** Switches the SDKs' trace export of all services. */
  async setTracing(on: boolean): Promise<void> {
    const changes = { OTEL_TRACES_EXPORTER: on ? 'otlp' : 'none' };
    await Promise.all([...this.sdks.values()].map((sdk) => sdk.setEnvironment(changes)));
  }

  /** Replaces a service's faults; [] mends it. */
  setFaults(service: string, faults: readonly Fault[]): void {
    this.#service(service).setFaults(faults, this.traffic.plan.seed);
  }

  /** Lines of a collector or a service after `sequence`; none for a name nobody has. */
  logs(source: string, sequence: number): readonly RingLine[] {
    const ring = this.collectors.get(source)?.log ?? this.services.get(source)?.log;
    return ring?.after(sequence) ?? [];
  }

  #service(name: string): NodeService {
    const service = this.services.get(name);
    if (service === undefined) throw new Error(`no service ${JSON.stringify(name)} in this lab`);
    return service;
  }

  #makeCollector(name: string, yaml: string): RunningCollector {
    const { platform, release, createCollector, keepDrafts, scene } = this.#settings;
    const { clock, compressor, cpus, cpuSeconds, files, memory, environment } = platform;
    const host = { clock, compressor, cpuSeconds, files, memory, network: this.network.host(name), random: seededRandom(scene.traffic.seed) };
    const readFile = async (path: string): Promise<string> => new TextDecoder().decode(await files.read(path));
    return this.#owned.add(new RunningCollector({
      collectorId: name, clock, yaml, drafts: keepDrafts ? new DraftStore(platform.store, scene.sceneId, name) : null,
      release, createCollector: ({ log }) => createCollector({ release, host, environment, readFile, build: { cpus }, log }),
    }));
  }

  async #startBackends(): Promise<void> {
    const { compressor } = this.#settings.platform;
    for (const name of this.scene.backends) {
      this.#backends.push(await startTempo({ name, network: this.network.host(name), compressor, store: this.store }));
    }
  }

  async #startServices(): Promise<void> {
    const { platform, scene } = this.#settings;
    const collectorAddress = `${scene.collectors[0]?.name ?? 'collector'}:4318`;
    await this.#routeCollectors();
    for (const definition of catalog.filter(({ name }) => scene.services.includes(name))) {
      const environment = serviceEnvironment({
        service: definition.name, collectorAddress: definition.kind === 'service' ? collectorAddress : null, tracing: scene.tracing, seed: scene.traffic.seed,
        path: platform.environment.get('PATH'), extra: scene.environment?.[definition.name] ?? {},
      });
      const { clock } = platform;
      const log = new LogRing(clock);
      const service = new NodeService({ definition, clock, log, environment, launch: (program) => platform.launch(program) });
      this.services.set(definition.name, this.#adopt(service));
      if (service.isInstrumented) this.#adoptSdk(new ServiceSdk(service));
    }
    this.#sendRoutes();
    this.#changed.emit();
    await Promise.all([...this.services.values()].map(async (service) => {
      try {
        await service.start();
      } catch (error) {
        this.#noticed.emit({ kind: 'serviceCrashed', message: error instanceof Error ? error.message : String(error) });
      }
    }));
  }

  #adoptSdk(sdk: ServiceSdk): void {
    this.sdks.set(sdk.view.service, sdk);
    this.#owned.add(sdk.changed((view) => this.#sdkChanged.emit(view)));
  }

  #adopt(service: NodeService): NodeService {
    const { name } = service.definition;
    service.setFaults(this.scene.faults?.[name] ?? [], this.scene.traffic.seed);
    this.#owned.add(service);
    this.#owned.add(service.changed(() => {
      this.#sendRoutes();
      this.#changed.emit();
      this.sdks.get(name)?.touch();
    }));
    this.#owned.add(service.served((served) => {
      this.ledger.serve({ ...served, service: name, servedUnixNano: this.#settings.platform.clock.now() });
      this.stats.served(name, served);
    }));
    this.#owned.add(service.counted((change) => this.ledger.countSpans(name, change)));
    this.#owned.add(service.traced((spans) => this.ledger.traceSpans(name, spans)));
    this.#owned.add(service.crashed((reason) => this.#noticed.emit({ kind: 'serviceCrashed', message: `${name} ended: ${reason}` })));
    this.#owned.add(service.log.logged((lines) => this.#logged.emit({ source: name, lines })));
    return service;
  }

  #wire(): void {
    this.#owned.add(this.traffic.changed(() => this.#changed.emit()));
    this.#owned.add(this.traffic.answered(() => this.stats.touch()));
    for (const [id, collector] of this.collectors) {
      const watch = new ReceiverWatch((service, spans) => this.stats.received(id, service, spans));
      this.#owned.add(collector.tapped((tapped) => watch.see(tapped)));
      this.#owned.add(collector.changed(() => {
        watch.reset();
        if (this.#status !== 'stopped') this.#routeCollectors().catch(() => {}); // the next change asks again
      }));
      this.#owned.add(collector.noticed((notice) => this.#noticed.emit(notice)));
      this.#owned.add(collector.log.logged((lines) => this.#logged.emit({ source: id, lines })));
    }
    const [from, to] = [this.scene.collectors[0]?.name ?? 'collector', this.scene.backends[0] ?? 'tempo'];
    this.#owned.add(this.store.added((traces) => this.stats.stored(from, to, spanCount(traces))));
  }

  #entryUrl(): string | null {
    const port = this.services.get(entry)?.port ?? null;
    return port === null ? null : `http://127.0.0.1:${String(port)}`;
  }

  /** Where names lead for a service program: to the services that listen, and to the collectors. */
  #routes(): Readonly<Record<string, string>> {
    const routes: Record<string, string> = { ...this.#collectorRoutes };
    for (const { port, definition } of this.services.values()) if (port !== null) routes[`${definition.name}:${String(definition.port)}`] = `127.0.0.1:${String(port)}`;
    return routes;
  }

  #sendRoutes(): void {
    for (const service of this.services.values()) service.setRoutes(this.#routes());
  }

  /** A collector's OTLP ports keep their real address, unless another program of the machine takes it before the collector does. */
  async #routeCollectors(): Promise<void> {
    const addresses = [...this.collectors.keys()].flatMap((name) => otlpPorts.map((port) => `${name}:${String(port)}`));
    const routes = new Map<string, string>();
    for (const address of addresses) routes.set(address, await this.network.realAddress(address));
    if ([...routes].every(([address, real]) => this.#collectorRoutes[address] === real)) return;
    this.#collectorRoutes = Object.fromEntries(routes);
    this.#sendRoutes();
  }

  #become(status: LabStatus): void {
    this.#status = status;
    this.#changed.emit();
  }
}

/** Who puts messages into a queue first, then who takes them out, then the queue. */
function stopOrder(services: readonly NodeService[]): readonly (readonly NodeService[])[] {
  const isQueue = ({ definition }: NodeService): boolean => definition.kind === 'queue';
  const consumers = new Set(services.filter(isQueue).flatMap(({ definition }) => definition.calls));
  const consumes = ({ definition }: NodeService): boolean => consumers.has(definition.name);
  return [services.filter((service) => !isQueue(service) && !consumes(service)), services.filter(consumes), services.filter(isQueue)];
}

/** OTLP over gRPC and over HTTP. */
const otlpPorts = [4317, 4318];

function spanCount(traces: Parameters<TraceStore['add']>[0]): number {
  let count = 0;
  for (const { scopeSpans } of traces.resourceSpans) for (const { spans } of scopeSpans) count += spans.length;
  return count;
}

