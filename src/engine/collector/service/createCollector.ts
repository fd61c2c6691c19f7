import { Emitter } from '#common/base/emitter.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import type { BuildInfo, CheckedConfig, Collector, CollectorSettings, ConfigFailure, ConfigSource, Explained, ListeningAddress, NodeCounts, Release, Tapped } from '../collector.ts';
import type { Component } from '../component/component.ts';
import type { LogFields, Logger, LogLevel } from '../component/logger.ts';
import type { StatusEvent } from '../component/status.ts';
import { checked, failure, load, type Loaded } from './check.ts';
import type { Counters } from './edge.ts';
import { NodeReasons } from './explain.ts';
import { FilePool } from './filePool.ts';
import { ListenerPool } from './listenerPool.ts';
import { nodeCounts } from './nodeCounts.ts';
import { Service, type ServiceSettings } from './service.ts';
import { createLogger, silentLogger } from './telemetry/logger.ts';
import { MetricRegistry } from './telemetry/metricRegistry.ts';
import { legacyResourceKeys, type TelemetryConfig } from './telemetry/telemetryConfig.ts';

export function createCollector(settings: CollectorSettings): Collector {
  return new RealCollector(settings);
}

class RealCollector implements Collector {
  readonly #settings: CollectorSettings;
  readonly #pool: ListenerPool;
  readonly #files: FilePool;
  readonly #bound = new WeakSet<Component>();
  readonly #metrics = new MetricRegistry();
  readonly #counters = new Map<string, Counters>();
  readonly #tapped = new Emitter<Tapped>();
  readonly #explained = new Emitter<Explained>();
  readonly #instanceId: string;
  #generation = 0;
  #service: Service | undefined;
  #logger: Logger | undefined;
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
    // As upstream's `validate`: builds every component, with a logger that says nothing, and throws them away.
    const scratch = new MetricRegistry();
    const counters = new Map<string, Counters>();
    const built = await Service.build(loaded.value.config, {
      ...this.#serviceSettings(silentLogger, -1, release), metricsOf: (identity) => scratch.forComponent(identity), countersOf: (nodeId) => countersIn(counters, nodeId),
    });
    if (!built.ok) return err(failure('build', built.error.message, [built.error], sources));
    await built.value.discard();
    return ok(checked(loaded.value, built.value.graph.info, sources));
  }

  async apply(sources: readonly ConfigSource[], release = this.#settings.release): Promise<Result<CheckedConfig, ConfigFailure>> {
    const loaded = await load(sources, { ...this.#settings, release });
    if (!loaded.ok) return err(loaded.error.stage === 'validate' ? { ...loaded.error, text: `invalid configuration: ${loaded.error.text}` } : loaded.error);
    const { config } = loaded.value;
    const encoding = config.telemetry.logs.encoding;
    if (encoding !== 'console' && encoding !== 'json') {
      const message = `failed to create logger: no encoder registered for name ${JSON.stringify(encoding)}`;
      return err(failure('build', message, [{ message, place: config.telemetryWritten?.place ?? config.root.place }], sources));
    }
    return this.#replace(loaded.value, this.#loggerFor(config.telemetry, encoding, release), sources);
  }

  async #replace(loaded: Loaded, logger: Logger, sources: readonly ConfigSource[]): Promise<Result<CheckedConfig, ConfigFailure>> {
    const before = this.#service;
    this.#generation += 1;
    const generation = this.#generation;
    if (before !== undefined) logger.warn('Config updated, restart service', {}, 'otelcol@v0.159.0/collector.go:311');
    this.#announce(loaded, logger);
    const built = await Service.build(loaded.config, this.#serviceSettings(logger, generation, loaded.release), before);
    if (!built.ok) return err(failure('build', built.error.message, [built.error], sources));
    const started = await built.value.start();
    if (!started.ok) {
      await this.#pool.rollback(generation);
      this.#files.rollback(generation);
      await built.value.shutdown();
      return err(failure('start', started.error.message, [started.error], sources));
    }
    this.#service = built.value;
    this.#logger = logger;
    this.#startedAt ??= this.#settings.host.clock.now();
    if (before !== undefined) await built.value.takeOver(before);
    return ok(checked(loaded, built.value.graph.info, sources));
  }

  signalled(signal: string): void {
    this.#logger?.info('Received signal from OS', { signal }, 'otelcol@v0.159.0/collector.go:477');
  }

  async shutdown(): Promise<void> {
    const service = this.#service;
    this.#service = undefined;
    await service?.shutdown();
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

  #announce({ config, notices }: Loaded, logger: Logger): void {
    for (const { level, message, name } of notices) logger.log(level, message, { name }, `envprovider@v1.65.0/provider.go:${level === 'warn' ? '68' : '71'}`);
    const legacy = legacyResourceKeys(config.telemetry);
    if (legacy.length > 0) logger.warn(legacyResource, { legacy_resource_attributes: legacy }, 'otelconftelemetry/logger.go:133');
    if (config.telemetry.metrics.level === 'none') logger.info('Internal metrics telemetry disabled', {}, 'otelconftelemetry/metrics.go:29');
    // Upstream: unless there are processors for its spans. Here: always, because it makes none.
    logger.info('Internal trace telemetry disabled', {}, 'otelconftelemetry/tracer.go:47');
  }

  #serviceSettings(logger: Logger, generation: number, release: Release): ServiceSettings {
    const { host } = this.#settings;
    const build = this.#build(release);
    return {
      host, build, logger, generation, pool: this.#pool, files: this.#files, bound: this.#bound, clock: host.clock, tapped: this.#tapped,
      metricsOf: (identity) => this.#metrics.forComponent(identity),
      countersOf: (nodeId) => countersIn(this.#counters, nodeId),
      reasonsOf: (nodeId, definition) => new NodeReasons(nodeId, definition, { explained: this.#explained, clock: host.clock }),
    };
  }

  #build({ distribution, rules }: Release): BuildInfo {
    return { ...this.#settings.build, command: distribution, version: rules.version };
  }

  #loggerFor(telemetry: TelemetryConfig, encoding: 'console' | 'json', release: Release): Logger {
    const { logs } = telemetry;
    const level: LogLevel = logs.level === 'dpanic' || logs.level === 'panic' ? 'fatal' : logs.level;
    const { enabled, tick, initial, thereafter } = logs.sampling;
    return createLogger({
      clock: this.#settings.host.clock, level, encoding, disableCaller: logs.disable_caller,
      sampling: enabled ? { tick, initial, thereafter } : undefined,
      fields: { ...logs.initial_fields, ...(logs.disable_zap_resource ? {} : { resource: this.#resource(telemetry, this.#build(release)) }) },
      write: this.#settings.log,
    });
  }

  /** The collector's own resource: defaults, then what the configuration sets; null removes. */
  #resource(telemetry: TelemetryConfig, build: BuildInfo): LogFields {
    const attributes: Record<string, unknown> = { 'service.instance.id': this.#instanceId, 'service.name': build.command, 'service.version': build.version };
    const { attributes: listed, ...inline } = telemetry.resource;
    const given: [string, unknown][] = Object.entries(inline).filter(([key]) => key !== 'schema_url' && key !== 'detectors');
    if (Array.isArray(listed)) for (const item of listed as readonly { readonly name?: unknown; readonly value?: unknown }[]) given.push([String(item.name), item.value]);
    for (const [key, value] of given) {
      if (value === null) delete attributes[key];
      else attributes[key] = typeof value === 'string' ? value : JSON.stringify(value);
    }
    return Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

const legacyResource = 'Using legacy service.telemetry.resource inline map format; prefer service.telemetry.resource.attributes (array of maps with `name` and `value` keys)';

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

