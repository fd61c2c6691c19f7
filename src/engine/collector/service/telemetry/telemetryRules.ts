import type { Era } from '../../component/era.ts';
import type { Logger } from '../../component/logger.ts';
import type { TelemetryConfig } from './telemetryConfig.ts';

/** How the releases differ in what they tell of themselves. */
export interface TelemetryRules {
  /** True: labels of every series and no `target_info`; false: `target_info`. */
  readonly resourceOnEverySeries: boolean;
  /** The Prometheus client library shows its own error counters. */
  readonly handlerErrors: boolean;
  readonly pageContentType: string;
  /** True: a page that cannot be served is noticed only when everything runs, and ends the run then. */
  readonly listensLate: boolean;
  /** What is logged once the metrics' readers run (or there are none). */
  announce(telemetry: TelemetryConfig, logger: Logger): void;
  /** True: the resource is on every log line. */
  readonly resourceInLog: boolean;
  /** The time of a JSON line: text, or seconds since 1970. */
  readonly jsonTime: 'iso8601' | 'epoch';
  /** What goes before the reason when the log cannot be set up. */
  readonly logFailure: string;
  readonly schemaUrl: string;
}

/** otelconftelemetry of v0.159. */
const current: TelemetryRules = {
  resourceOnEverySeries: false, handlerErrors: true, pageContentType: 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores', listensLate: false,
  resourceInLog: true, jsonTime: 'iso8601', logFailure: 'failed to create logger', schemaUrl: 'https://opentelemetry.io/schemas/1.40.0',
  announce({ metrics, traces }, logger) {
    if (metrics.level === 'none') logger.info('Internal metrics telemetry disabled', {}, 'otelconftelemetry/metrics.go:29');
    if (traces.level === 'none' || traces.processors.length === 0) logger.info('Internal trace telemetry disabled', {}, 'otelconftelemetry/tracer.go:47');
    else logger.warn('Traceground makes no spans of the Collector itself: service::telemetry::traces::processors get nothing');
  },
};

/** service/telemetry.go of v0.84. */
const of2023: TelemetryRules = {
  resourceOnEverySeries: true, handlerErrors: false, pageContentType: 'text/plain; version=0.0.4; charset=utf-8', listensLate: true,
  resourceInLog: false, jsonTime: 'epoch', logFailure: 'failed to get logger', schemaUrl: '',
  announce({ metrics: { level, readers } }, logger) {
    const page = readers?.[0]?.pull?.exporter.prometheus;
    const address = page === null || page === undefined ? '' : `${page.host ?? ''}:${String(page.port ?? '')}`;
    const fields = { address, level: `${level.charAt(0).toUpperCase()}${level.slice(1)}` };
    if (level === 'none' || address === '') return logger.info('Skipping telemetry setup.', fields, 'service/telemetry.go:76');
    logger.info('Setting up own telemetry...', {}, 'service/telemetry.go:84');
    logger.info('Serving Prometheus metrics', fields, 'service/telemetry.go:201');
  },
};

export const telemetryRules: Readonly<Record<Era, TelemetryRules>> = { current, '2023': of2023 };
