export type MetricAttributes = Readonly<Record<string, string | number | boolean>>;

/** The collector's own metrics, by their real names (`otelcol_receiver_accepted_spans`); the component's identity is added by the service. */
export interface ComponentMetrics {
  /** True at `service.telemetry.metrics.level: detailed`: what only that level shows (sizes in bytes, kinds of errors) is worth measuring. */
  readonly detailed?: boolean;
  /** Adds to a monotonic counter. */
  add(name: string, value: number, attributes?: MetricAttributes): void;
  /** Records into a histogram. */
  record(name: string, value: number, attributes?: MetricAttributes): void;
  /** Registers a gauge that is read when somebody asks; disposing removes it. */
  observe(name: string, read: () => number, attributes?: MetricAttributes): Disposable;
}
