import * as z from 'zod';
import { millis } from '#common/base/units.ts';
import { int, list, map, section, string } from '../../component/fields.ts';
import { metricsLevel } from './levels.ts';
import { lineFields, pathFields } from './logFields.ts';
import { defaultTelemetry, type TelemetryConfig } from './telemetryConfig.ts';

/** Upstream reads these only with the feature gate telemetry.useOtelWithSDKConfigurationForInternalTelemetry: any map is taken, and nothing done with it. */
const gated = () => list(z.record(z.string(), z.unknown()));

const logs = section({
  ...lineFields(),
  sampling: section({
    initial: int(100).describe('So many equal lines are written in each second.'),
    thereafter: int(100).describe('After these, only every so-manyth.'),
  }).describe('Thins out repeated lines.'),
  ...pathFields(),
  initial_fields: map(z.unknown()).describe('Fields on every line.'),
}).describe('The Collector\'s own log.');

const metrics = section({
  level: metricsLevel('basic').describe('How much the Collector measures of itself.'),
  address: string(':8888').describe('Where Prometheus finds the Collector\'s own metrics.'),
  readers: gated().describe('Behind a feature gate: nothing is done with them.'),
}).describe('The Collector\'s own metrics.');

const traces = section({
  propagators: list(string()).describe('How trace context is carried on.'),
  processors: gated().describe('Behind a feature gate: nothing is done with them.'),
}).describe('The Collector\'s own traces.');

const written = section({
  logs, metrics, traces,
  resource: map(z.string().nullish().meta({ goType: 'string' })).describe('Attributes of the Collector itself: name: value. Null removes one.'),
});

/** service.telemetry of v0.84 (service/telemetry/config.go), given in the terms of today's. zap counts repeated lines anew each second. */
export const telemetrySchema2023 = written.transform(({ logs: said, metrics: { level, address }, traces: { propagators }, resource }): TelemetryConfig => ({
  ...defaultTelemetry,
  logs: { ...said, initial_fields: said.initial_fields, sampling: { ...said.sampling, enabled: true, tick: millis(1000) }, processors: [], disable_zap_resource: false },
  metrics: { ...defaultTelemetry.metrics, level, readers: address === '' ? [] : [reader(address)] },
  traces: { ...defaultTelemetry.traces, propagators },
  resource: Object.fromEntries(Object.entries(resource).map(([name, value]) => [name, value ?? null])),
}));

function reader(address: string): NonNullable<TelemetryConfig['metrics']['readers']>[number] {
  const colon = address.lastIndexOf(':');
  const [host, port] = colon < 0 ? [address, ''] : [address.slice(0, colon), address.slice(colon + 1)];
  return { pull: { exporter: { prometheus: { host, port: Number(port) } } } };
}
