import { errorMessage } from '#common/base/errors.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import { type Millis, millis, type UnixNano } from '#common/base/units.ts';
import type { HttpHandler, HttpResponse, Listener } from '#engine/network/network.ts';
import { Attributes } from '#engine/pdata/value.ts';
import { userAgent, type BuildInfo } from '../../component/buildInfo.ts';
import type { Host } from '../../component/host.ts';
import type { MetricReaderConfig, PrometheusConfig } from './declarativeConfig.ts';
import { familiesPdata, valueOf } from './familiesPdata.ts';
import { type FamilySettings, type MetricFamily, metricFamilies } from './metricFamilies.ts';
import type { AttributePairs, Measured, MetricRegistry } from './metricRegistry.ts';
import { otlpPush } from './otlpPush.ts';
import { prometheusText } from './prometheusText.ts';
import { telemetryRules } from './telemetryRules.ts';

export interface OwnMetricsSettings extends FamilySettings {
  readonly readers: readonly MetricReaderConfig[];
  readonly registry: MetricRegistry;
  /** What is measured only when somebody asks: the process, and what passed the processors. */
  readonly measured: () => readonly Measured[];
  readonly resource: AttributePairs;
  readonly build: BuildInfo;
  readonly host: Pick<Host, 'clock' | 'network' | 'compressor'>;
  readonly startedUnixNano: UnixNano;
  /** A push failed: upstream's text. */
  readonly complain: (message: string) => void;
  /** The console reader's document. */
  readonly print: (text: string) => void;
}

interface Reader {
  /** Why it does not work, where the release tells only later. */
  readonly lateFailure?: string;
  /** The last push included. */
  shutdown(): Promise<void>;
}

/** The readers of the collector's own metrics at work (upstream otelconftelemetry/metrics.go, v0.159). */
export class OwnMetrics {
  readonly #readers: readonly Reader[];

  private constructor(readers: readonly Reader[]) {
    this.#readers = readers;
  }

  /** Starts every reader; a failure of one stops all, with upstream's text. */
  static async start(settings: OwnMetricsSettings): Promise<Result<OwnMetrics, string>> {
    const started: Reader[] = [];
    const failures: string[] = [];
    for (const config of settings.readers) {
      const reader = await startReader(config, settings);
      if (reader.ok) started.push(reader.value);
      else failures.push(reader.error);
    }
    const metrics = new OwnMetrics(started);
    if (failures.length === 0) return ok(metrics);
    await metrics.shutdown();
    return err(failures.join('\n'));
  }

  get lateFailure(): string | undefined {
    return this.#readers.find(({ lateFailure }) => lateFailure !== undefined)?.lateFailure;
  }

  async shutdown(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.shutdown()));
  }
}

async function startReader({ periodic, pull }: MetricReaderConfig, settings: OwnMetricsSettings): Promise<Result<Reader, string>> {
  if (given(periodic) && given(pull)) return err('must not specify multiple metric reader type');
  if (given(periodic)) return startPush(periodic, settings);
  if (!given(pull)) return err('no valid metric reader');
  return given(pull.exporter.prometheus) ? startPage(pull.exporter.prometheus, settings) : err('no valid metric exporter');
}

const given = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

const familiesOf = (settings: OwnMetricsSettings): readonly MetricFamily[] =>
  metricFamilies([...settings.registry.snapshot(), ...settings.measured()], settings.registry.identities, settings);

async function startPage(config: PrometheusConfig, settings: OwnMetricsSettings): Promise<Result<Reader, string>> {
  if (!given(config.host)) return err('host must be specified');
  if (!given(config.port)) return err('port must be specified');
  const host = config.host.replace(/^\[(.+)\]$/, '$1');
  const address = `${host.includes(':') ? `[${host}]` : host}:${String(config.port)}`;
  try {
    const listener = await listenForPrometheus(address, config, settings);
    return ok({ shutdown: () => listener.close(pageGraceMillis) });
  } catch (error) {
    if (telemetryRules[settings.era].listensLate) return ok({ shutdown: async () => {}, lateFailure: errorMessage(error) });
    return err(`binding address ${address} for Prometheus exporter: ${errorMessage(error)}`);
  }
}

/** How long a scrape in flight may take when the page closes. */
const pageGraceMillis = 1000;

/** Serves `/metrics`. Upstream compresses when asked. Here: never, since loopback is fast. Rejects with ListenError. */
function listenForPrometheus(address: string, config: Omit<PrometheusConfig, 'host' | 'port'>, settings: OwnMetricsSettings): Promise<Listener> {
  const page: HttpHandler = async ({ url }) => {
    if (new URL(url, 'http://localhost').pathname !== '/metrics') return notFound;
    return answer(200, { 'content-type': [telemetryRules[settings.era].pageContentType] }, pageText(config, settings));
  };
  return settings.host.network.listenHttp({ address, maxBodyBytes: 1 << 20 }, page);
}

function pageText(config: Omit<PrometheusConfig, 'host' | 'port'>, settings: OwnMetricsSettings): string {
  const rules = telemetryRules[settings.era];
  const labels = config.with_resource_constant_labels;
  const isLabel = (key: string): boolean => labels?.excluded?.includes(key) !== true && ((labels?.included ?? []).length === 0 || labels?.included?.includes(key) === true);
  const chosen = given(labels) ? settings.resource.filter(([key]) => isLabel(key)) : [];
  return prometheusText(familiesOf(settings), {
    withoutScope: config.without_scope_info !== false, withSuffixes: config.without_type_suffix === false || config.without_units === false,
    constantLabels: rules.resourceOnEverySeries ? settings.resource : chosen, targetInfo: rules.resourceOnEverySeries ? undefined : settings.resource,
    handlerErrors: rules.handlerErrors,
  });
}

const answer = (status: number, headers: HttpResponse['headers'], text: string): HttpResponse => ({ status, headers, body: new TextEncoder().encode(text) });
const notFound = answer(404, { 'content-type': ['text/plain; charset=utf-8'], 'x-content-type-options': ['nosniff'] }, '404 page not found\n');

function startPush(config: NonNullable<MetricReaderConfig['periodic']>, settings: OwnMetricsSettings): Result<Reader, string> {
  const { console, otlp } = config.exporter;
  if (given(console) && given(otlp)) return err('must not specify multiple exporters');
  const every = millis(config.interval ?? 60_000);
  if (given(console)) return ok(new PeriodicReader({ settings, every, push: async () => { settings.print(consoleDocument(settings)); }, close: () => {} }));
  if (!given(otlp) || !given(otlp.protocol)) return err('no valid metric exporter');
  const push = otlpPush({ signal: 'metrics', config: otlp, host: settings.host, userAgent: userAgent(settings.build) });
  return push.ok ? ok(new PeriodicReader({ settings, every, push: () => push.value.push(pdataOf(settings)), close: () => push.value.close() })) : push;
}

const pdataOf = (settings: OwnMetricsSettings) => familiesPdata(familiesOf(settings), {
  resource: new Attributes(settings.resource.map(([key, value]) => ({ key, value: valueOf(value) }))), schemaUrl: telemetryRules[settings.era].schemaUrl,
  startTimeUnixNano: settings.startedUnixNano, timeUnixNano: settings.host.clock.now(),
});

/** Upstream prints its SDK's structs. Here: names, units and points only, in the same indented JSON. */
function consoleDocument(settings: OwnMetricsSettings): string {
  const metrics = familiesOf(settings).map(({ description, name, points, unit }) => ({
    Name: name, Description: description, Unit: unit, Data: { DataPoints: points.map(({ attributes, value }) => ({ Attributes: Object.fromEntries(attributes), Value: value })) },
  }));
  return `${JSON.stringify({ Resource: Object.fromEntries(settings.resource), Metrics: metrics }, null, 2)}\n`;
}

interface Pushing {
  readonly settings: OwnMetricsSettings;
  readonly every: Millis;
  readonly push: () => Promise<void>;
  readonly close: () => void;
}

/** Pushes at intervals and once more at the end. One push at a time: a slow one puts off the next. */
class PeriodicReader implements Reader {
  readonly #pushing: Pushing;
  #timer: Disposable;
  #running: Promise<void> = Promise.resolve();

  constructor(pushing: Pushing) {
    this.#pushing = pushing;
    this.#timer = this.#wait();
  }

  #wait(): Disposable {
    const { every, settings } = this.#pushing;
    return settings.host.clock.setTimeout(() => {
      this.#timer = this.#wait();
      this.#push();
    }, every);
  }

  #push(): void {
    const { push, settings } = this.#pushing;
    this.#running = this.#running.then(push).catch((error: unknown) => settings.complain(`failed to upload metrics: ${errorMessage(error)}`));
  }

  async shutdown(): Promise<void> {
    this.#timer[Symbol.dispose]();
    this.#push();
    await this.#running;
    this.#pushing.close();
  }
}

/** The default reader of v0.159. */
export const defaultReaders: readonly MetricReaderConfig[] = [{ pull: { exporter: { prometheus: { host: 'localhost', port: 8888 } } } }];
