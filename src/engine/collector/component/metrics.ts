export type MetricAttributes = Readonly<Record<string, string | number | boolean>>;

/** One attribute set of a monotonic counter, looked up once: what is counted often adds to it. */
export interface Counter {
  add(value: number): void;
}
/** One attribute set of a histogram, looked up once. */
export interface Histogram {
  record(value: number): void;
}

/** The collector's own metrics, by their real names (`otelcol_receiver_accepted_spans`); the component's identity is added by the service. */
export interface ComponentMetrics {
  /** True at `service.telemetry.metrics.level: detailed`: what only that level shows (sizes in bytes, kinds of errors) is worth measuring. */
  readonly detailed?: boolean;
  /** Adds to a monotonic counter. */
  add(name: string, value: number, attributes?: MetricAttributes): void;
  /** Records into a histogram. */
  record(name: string, value: number, attributes?: MetricAttributes): void;
  /** The counter that `add` adds to. It shows only once something was added, be it 0. */
  counter(name: string, attributes?: MetricAttributes): Counter;
  /** The histogram that `record` records into. */
  histogram(name: string, attributes?: MetricAttributes): Histogram;
  /** Registers a gauge that is read when somebody asks; disposing removes it. */
  observe(name: string, read: () => number, attributes?: MetricAttributes): Disposable;
}
