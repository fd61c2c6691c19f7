import { Emitter } from '#common/base/emitter.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import type { BuildInfo, CheckedConfig, Collector, CollectorSettings, ConfigFailure, ConfigSource, Explained, ListeningAddress, NodeCounts, Release, Tapped } from '../collector.ts';
import type { MetricAttributes } from '../component/metrics.ts';
import type { StatusEvent } from '../component/status.ts';
import type { Place } from '../confmap/value.ts';
import { checked, failure, load, type Loaded } from './check.ts';
import { ComponentRegister } from './componentRegister.ts';
import type { Detail } from './decode/faults.ts';
import { dryRun } from './dryRun.ts';
import type { Counters } from './edge.ts';
import { NodeReasons } from './explain.ts';
import { FilePool } from './filePool.ts';
import { graphInfo } from './graphPlan.ts';
import { ListenerPool } from './listenerPool.ts';
import { LogRelay } from './logRelay.ts';
import { nodeCounts } from './nodeCounts.ts';
import { Service, type ServiceSettings } from './service.ts';
import { serviceWords } from './serviceWords.ts';
import { silentLogger } from './telemetry/logger.ts';
import { MetricRegistry } from './telemetry/metricRegistry.ts';
import { OwnTelemetry } from './telemetry/ownTelemetry.ts';
import type { TelemetryConfig } from './telemetry/telemetryConfig.ts';

export function createCollector(settings: CollectorSettings): Collector {
  return new RealCollector(settings);
}

class RealCollector implements Collector {
  readonly #settings: CollectorSettings;
  readonly #pool: ListenerPool;
  readonly #files: FilePool;
  readonly #components = new ComponentRegister<Service>();
  readonly #metrics = new MetricRegistry();
  readonly #counters = new Map<string, Counters>();
  readonly #tapped = new Emitter<Tapped>();
  readonly #explained = new Emitter<Explained>();
  readonly #instanceId: string;
  #generation = 0;
  #service: Service | undefined;
  #relay: LogRelay | undefined;
  #release: Release | undefined;
  #telemetry: OwnTelemetry | undefined;
  #startedAt: bigint | undefined;

  constructor(settings: CollectorSettings) {
    this.#settings = settings;
    this.#pool = new ListenerPool(settings.host.network, settings.host.clock);
    this.#files = new FilePool(settings.host.files);
    this.#instanceId = randomUuid(settings.host.random);
  }

  readonly tapped = this.#tapped.event;
  readonly explained = this.#explained.event;

  get listening(): readonly ListeningAddress[] {
    return this.#pool.listening;
  }

  async check(sources: readonly ConfigSource[], release = this.#settings.release): Promise<Result<CheckedConfig, ConfigFailure>> {
    const loaded = await load(sources, { ...this.#settings, release });
    if (!loaded.ok) return loaded;
    // Builds every component with a logger that says nothing, and throws them away. What the release's `validate` does not find so is a warning.
    const scratch = new MetricRegistry();
    const counters = new Map<string, Counters>();
    const dry = {
      ...this.#serviceSettings(new LogRelay(silentLogger), -1, release), metricsOf: (identity: MetricAttributes) => scratch.forComponent(identity), countersOf: (nodeId: string) => countersIn(counters, nodeId),
    };
    const { pipelines, extensions } = await dryRun(loaded.value.config, dry);
    if (!pipelines.ok && release.rules.validateBuilds) return err(failure('build', pipelines.error.message, [pipelines.error], sources));
    const good = checked(loaded.value, pipelines.ok ? pipelines.value : graphInfo(loaded.value.config, []), sources);
    const late = [pipelines, extensions].flatMap((part) => (part.ok ? [] : failure('build', part.error.message, [part.error], sources).diagnostics));
    return ok({ ...good, diagnostics: [...good.diagnostics, ...late.map((diagnostic) => ({ ...diagnostic, severity: 'warning' as const }))] });
  }

  async apply(sources: readonly ConfigSource[], release = this.#settings.release): Promise<Result<CheckedConfig, ConfigFailure>> {
    const loaded = await load(sources, { ...this.#settings, release });
    if (!loaded.ok) return err(loaded.error.stage === 'validate' ? { ...loaded.error, text: `invalid configuration: ${loaded.error.text}` } : loaded.error);
    const opened = await this.#openTelemetry(loaded.value.config.telemetry, release);
    const place = loaded.value.config.telemetryWritten?.place ?? loaded.value.config.root.place;
    if (!opened.ok) return err(failure('build', opened.error, [{ message: opened.error, place }], sources));
    const replaced = await this.#replace(loaded.value, opened.value, place);
    if (replaced.ok) return ok(checked(loaded.value, replaced.value.graph.info, sources));
    await opened.value.shutdown();
    return err(failure(replaced.error.stage, replaced.error.message, [replaced.error], sources));
  }

  /** On failure nothing that runs has changed, and what was opened of the new is closed, save its telemetry. */
  async #replace(loaded: Loaded, telemetry: OwnTelemetry, place: Place): Promise<Result<Service, Detail & Pick<ConfigFailure, 'stage'>>> {
    const before = { service: this.#service, telemetry: this.#telemetry };
    this.#generation += 1;
    const generation = this.#generation;
    const { logger } = telemetry;
    if (before.service !== undefined) logger.warn('Config updated, restart service', {}, serviceWords[loaded.release.rules.era].callers.reload);
    for (const { level, message, name } of loaded.notices) logger.log(level, message, { name }, `envprovider@v1.65.0/provider.go:${level === 'warn' ? '68' : '71'}`);
    const served = await telemetry.serve(this.#pool.networkFor(generation, 'service::telemetry::metrics'));
    if (!served.ok) {
      logger.error('error found during service initialization', { error: served.error }, 'service@v0.159.0/service.go:183');
      await this.#pool.rollback(generation);
      return err({ stage: 'build', message: served.error, place });
    }
    // The log of a component that goes on must be the one that is open.
    const relay = before.service?.hasSameSurroundings(loaded.config, loaded.release) === true && this.#relay !== undefined ? this.#relay : new LogRelay(logger);
    const built = await Service.build(loaded.config, this.#serviceSettings(relay, generation, loaded.release), before.service);
    if (!built.ok) {
      await this.#pool.rollback(generation);
      return err({ stage: 'build', ...built.error });
    }
    const started = await built.value.start();
    const late = started.ok ? telemetry.lateFailure : undefined;
    if (late !== undefined) logger.error('Asynchronous error received, terminating process', { error: late }, 'otelcol/collector.go:247');
    if (!started.ok || late !== undefined) {
      await this.#pool.rollback(generation);
      this.#files.rollback(generation);
      await built.value.shutdown();
      return err({ stage: 'start', ...(started.ok ? { message: late ?? '', place } : started.error) });
    }
    this.#service = built.value;
    this.#telemetry = telemetry;
    this.#relay = relay;
    relay.turnTo(logger);
    this.#release = loaded.release;
    this.#startedAt ??= this.#settings.host.clock.now();
    telemetry.takeOver();
    if (before.service !== undefined) await built.value.takeOver(before.service);
    await before.telemetry?.shutdown();
    return ok(built.value);
  }

  signalled(signal: string): void {
    this.#telemetry?.logger.info('Received signal from OS', { signal }, serviceWords[(this.#release ?? this.#settings.release).rules.era].callers.signal);
  }

  async shutdown(): Promise<void> {
    await this.#service?.shutdown();
    this.#service = undefined;
    const telemetry = this.#telemetry;
    this.#telemetry = undefined;
    await telemetry?.shutdown();
  }

  counts(): ReadonlyMap<string, NodeCounts> {
    return nodeCounts(this.#service?.graph.info.nodes ?? [], this.#counters, this.#metrics);
  }

  statuses(): ReadonlyMap<string, StatusEvent> {
    return this.#service?.statuses() ?? new Map();
  }

  metrics(): ReadonlyMap<string, number> {
    const values = this.#metrics.read();
    const { clock, memory } = this.#settings.host;
    values.set('otelcol_process_runtime_heap_alloc_bytes', memory.used());
    if (this.#startedAt !== undefined) values.set('otelcol_process_uptime', Number(clock.now() - this.#startedAt) / 1e9);
    return values;
  }

  #serviceSettings(logger: LogRelay, generation: number, release: Release): ServiceSettings {
    const { host } = this.#settings;
    const build = this.#build(release);
    return {
      host, build, logger, generation, release, words: serviceWords[release.rules.era], pool: this.#pool, files: this.#files, components: this.#components, clock: host.clock, tapped: this.#tapped,
      latestGeneration: () => this.#generation,
      metricsOf: (identity) => this.#metrics.forComponent(identity),
      countersOf: (nodeId) => countersIn(this.#counters, nodeId),
      reasonsOf: (nodeId, definition) => new NodeReasons(nodeId, definition, { explained: this.#explained, clock: host.clock }),
    };
  }

  #build({ distribution, rules }: Release): BuildInfo {
    return { ...this.#settings.build, command: distribution, version: rules.version };
  }

  #openTelemetry(telemetry: TelemetryConfig, release: Release): Promise<Result<OwnTelemetry, string>> {
    return OwnTelemetry.open({
      telemetry, era: release.rules.era, build: this.#build(release), instanceId: this.#instanceId, registry: this.#metrics, counters: this.#counters,
      host: this.#settings.host, startedUnixNano: () => this.#startedAt, write: this.#settings.log,
    });
  }
}

function countersIn(counters: Map<string, Counters>, nodeId: string): Counters {
  const found = counters.get(nodeId) ?? { inItems: 0, outItems: 0, failedItems: 0 };
  counters.set(nodeId, found);
  return found;
}

function randomUuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16));
  hex[12] = 4;
  hex[16] = ((hex[16] ?? 0) & 3) | 8;
  const digits = hex.map((value) => value.toString(16)).join('');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}

