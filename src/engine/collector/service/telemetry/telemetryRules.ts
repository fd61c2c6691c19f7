import type { Era } from '../../component/era.ts';

/** How the releases differ in what they tell of themselves. */
export interface TelemetryRules {
  /** True: labels of every series and no `target_info`; false: `target_info`. */
  readonly resourceOnEverySeries: boolean;
  /** The Prometheus client library shows its own error counters. */
  readonly handlerErrors: boolean;
  readonly pageContentType: string;
  /** True: readers are what the release listens by; false: `metrics.address` is, and readers mean nothing (they are behind a gate). */
  readonly hasReaders: boolean;
  /** True: the resource is on every log line. */
  readonly resourceInLog: boolean;
  /** The time of a JSON line: text, or seconds since 1970. */
  readonly jsonTime: 'iso8601' | 'epoch';
  /** What goes before the reason when the log cannot be set up. */
  readonly logFailure: string;
  readonly schemaUrl: string;
}

/** Current: otelconftelemetry of v0.159. 2023: service/telemetry.go of v0.84. */
export const telemetryRules: Readonly<Record<Era, TelemetryRules>> = {
  current: {
    resourceOnEverySeries: false, handlerErrors: true, pageContentType: 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores', hasReaders: true,
    resourceInLog: true, jsonTime: 'iso8601', logFailure: 'failed to create logger', schemaUrl: 'https://opentelemetry.io/schemas/1.40.0',
  },
  '2023': {
    resourceOnEverySeries: true, handlerErrors: false, pageContentType: 'text/plain; version=0.0.4; charset=utf-8', hasReaders: false,
    resourceInLog: false, jsonTime: 'epoch', logFailure: 'failed to get logger', schemaUrl: '',
  },
};
