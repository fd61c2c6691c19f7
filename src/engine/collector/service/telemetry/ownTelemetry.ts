import { err, ok, type Result } from '#common/base/result.ts';
import type { BuildInfo } from '../../component/buildInfo.ts';
import type { Era } from '../../component/era.ts';
import type { Host } from '../../component/host.ts';
import type { Logger } from '../../component/logger.ts';
import type { Counters } from '../edge.ts';
import type { MetricViewConfig } from './declarativeConfig.ts';
import { metricsOf } from './definitions.ts';
import type { MetricRegistry } from './metricRegistry.ts';
import { defaultBoundaries } from './metricRegistry.ts';
import { boundariesByView, type MetricView } from './metricViews.ts';
import { OwnLog, type WriteLog } from './ownLog.ts';
import { processMeasures, processorMeasures } from './ownMeasures.ts';
import { defaultReaders, OwnMetrics } from './ownMetrics.ts';
import { ownResource } from './resource.ts';
import { legacyResourceKeys, type TelemetryConfig } from './telemetryConfig.ts';
import { telemetryRules } from './telemetryRules.ts';

export interface OwnTelemetrySettings {
  readonly telemetry: TelemetryConfig;
  readonly era: Era;
  readonly build: BuildInfo;
  /** service.instance.id */
  readonly instanceId: string;
  readonly registry: MetricRegistry;
  readonly counters: ReadonlyMap<string, Counters>;
  readonly host: Pick<Host, 'clock' | 'network' | 'compressor' | 'files' | 'memory' | 'cpuSeconds'>;
  /** When the collector first ran; now, where it does not run yet. */
  readonly startedUnixNano: () => bigint | undefined;
  readonly write: WriteLog;
}

/** What one running configuration tells of the collector itself: `service.telemetry` at work. */
export class OwnTelemetry {
  readonly logger: Logger;
  readonly #settings: OwnTelemetrySettings;
  readonly #log: OwnLog;
  readonly #openedUnixNano;
  #metrics: OwnMetrics | undefined;

  private constructor(settings: OwnTelemetrySettings, log: OwnLog) {
    this.#settings = settings;
    this.#log = log;
    this.#openedUnixNano = settings.host.clock.now();
    this.logger = log.logger;
  }

  /** The log alone. A failure carries upstream's text, as after `Error: `. */
  static async open(settings: OwnTelemetrySettings): Promise<Result<OwnTelemetry, string>> {
    const { build, instanceId, telemetry } = settings;
    const log = await OwnLog.open({ ...settings, resource: ownResource(telemetry, build, instanceId) });
    if (!log.ok) return log;
    const legacy = telemetryRules[settings.era].resourceInLog ? legacyResourceKeys(telemetry) : [];
    if (legacy.length > 0) log.value.logger.warn(legacyResource, { legacy_resource_attributes: legacy }, 'otelconftelemetry/logger.go:133');
    return ok(new OwnTelemetry(settings, log.value));
  }

  /** The readers of its metrics, on `network`, so that a page is handed on with its listener. A failure carries upstream's text. */
  async serve(network: Host['network']): Promise<Result<void, string>> {
    const { build, counters, era, host, instanceId, registry, telemetry } = this.#settings;
    const { level, readers, views } = telemetry.metrics;
    const started = await OwnMetrics.start({
      era, level, views: (views ?? []).map(viewOf), readers: level === 'none' ? [] : readers ?? defaultReaders, registry, build,
      resource: ownResource(telemetry, build, instanceId), host: { clock: host.clock, compressor: host.compressor, network }, startedUnixNano: this.#openedUnixNano,
      measured: () => [...processMeasures(host, this.#settings.startedUnixNano() ?? this.#openedUnixNano), ...processorMeasures(counters)],
      complain: (message) => this.#log.complain(message), print: (text) => this.#log.print(text),
    });
    if (!started.ok) return err(`failed to create meter provider: ${started.error}`);
    this.#metrics = started.value;
    telemetryRules[era].announce(telemetry, this.logger);
    for (const text of unavailable(views ?? [])) this.logger.warn(text);
    return ok(undefined);
  }

  /** Its configuration is the one that runs: from now on measures as it says. */
  takeOver(): void {
    const { era, registry, telemetry: { metrics: { level, views } } } = this.#settings;
    const own = (views ?? []).map(viewOf);
    const known = new Map(metricsOf[era].flatMap((definition) => [definition.name, ...definition.from ?? []].map((name) => [name, definition])));
    registry.configure({
      detailed: level === 'detailed',
      boundariesOf: (name) => {
        const definition = known.get(name);
        return definition === undefined ? defaultBoundaries : boundariesByView(definition, own) ?? definition.boundaries ?? defaultBoundaries;
      },
    });
  }

  /** Why the release ends the run once everything is ready: v0.84 notices only then that its page cannot be served. */
  get lateFailure(): string | undefined {
    return this.#metrics?.lateFailure;
  }

  /** Pushes what was measured last, then closes the log. */
  async shutdown(): Promise<void> {
    await this.#metrics?.shutdown();
    await this.#log.close();
  }
}

const legacyResource = 'Using legacy service.telemetry.resource inline map format; prefer service.telemetry.resource.attributes (array of maps with `name` and `value` keys)';

const viewOf = ({ selector, stream }: MetricViewConfig): MetricView => ({ selector: selector ?? {}, stream: stream ?? {} });

/** Aggregations that are decoded, not done. */
function unavailable(views: readonly MetricViewConfig[]): readonly string[] {
  return ['base2_exponential_bucket_histogram', 'last_value', 'sum'].filter((name) => views.some(({ stream }) => stream?.aggregation !== null && stream?.aggregation !== undefined && Object.hasOwn(stream.aggregation, name)))
    .map((name) => `views with aggregation ${name} are not available in Traceground: the metric is shown as it is`);
}
