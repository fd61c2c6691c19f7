import { stringify } from 'yaml';
import type * as z from 'zod';
import { formatDuration, parseDuration } from '../component/duration.ts';
import type { Factory } from '../component/factory.ts';
import { millis } from '#common/base/units.ts';
import { child, type ConfigValue, isNull, toPlain } from '../confmap/value.ts';
import type { CollectorConfig, Reference, Section } from './decode/config.ts';
import { type Shape, shapeOf } from './decode/shape.ts';
import { telemetrySchema } from './telemetry/telemetryConfig.ts';

/**
 * The whole configuration with its defaults, secrets redacted, keys sorted: `print-config` in mode redacted. Upstream leaves out fields that
 * are empty and marked so in Go. Here: fields without a default and not written are left out.
 */
export function printConfig(config: CollectorConfig): string {
  const ids = (references: readonly Reference[]): string[] => references.map(({ id }) => id);
  const pipelines = [...config.pipelines.values()].map((pipeline) => [pipeline.id, {
    receivers: ids(pipeline.receivers), processors: ids(pipeline.processors), exporters: ids(pipeline.exporters),
  }] as const);
  const text = stringify({
    connectors: {},
    exporters: section(config.exporters), extensions: section(config.extensions), processors: section(config.processors), receivers: section(config.receivers),
    service: {
      ...(config.serviceExtensions.length === 0 ? {} : { extensions: ids(config.serviceExtensions) }),
      pipelines: Object.fromEntries(pipelines),
      telemetry: printTelemetry(config),
    },
  }, { indent: 4, sortMapEntries: true, lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false });
  // go-yaml quotes an empty string twice, everything else once.
  return text.replaceAll(/: ''$/gm, ': ""');
}

/** The service's own telemetry, with the parts that upstream fills in when they are not written. */
function printTelemetry({ telemetry, telemetryWritten }: CollectorConfig): unknown {
  const { logs, metrics, traces, resource } = printed(telemetrySchema, telemetryWritten) as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  const capital = (level: string): string => `${level.charAt(0).toUpperCase()}${level.slice(1)}`;
  return {
    logs,
    metrics: { readers: [{ pull: { exporter: { prometheus: defaultReader } } }], ...metrics, level: capital(telemetry.metrics.level) },
    resource: { schema_url: 'https://opentelemetry.io/schemas/1.40.0', ...resource, ...toPlainResource(telemetryWritten) },
    ...(child(telemetryWritten, 'traces') === undefined ? {} : { traces: { ...traces, level: capital(telemetry.traces.level) } }),
  };
}
const defaultReader = { host: 'localhost', port: 8888, without_scope_info: true, without_type_suffix: true, without_units: true };

function toPlainResource(written: ConfigValue | undefined): object {
  const resource = child(written, 'resource');
  return resource?.kind === 'map' ? toPlain(resource) as object : {};
}

function section<F extends Factory>(components: Section<F>): unknown {
  return Object.fromEntries([...components.values()].map(({ id, factory, written }) => [id, printed(factory.config, written) ?? {}]));
}

function printed(schema: z.ZodType, value: ConfigValue | undefined): unknown {
  const shape = shapeOf(schema);
  const absent = value === undefined || isNull(value);
  if (shape.meta.opaque === true) return absent ? shape.meta.default : '[REDACTED]';
  switch (shape.kind) {
    case 'struct': return printStruct(shape, value);
    case 'list': return absent || value.kind !== 'list' ? printLeaf(shape, value) : value.items.map((item) => (shape.element === undefined ? toPlain(item) : printed(shape.element, item)));
    case 'map': return printMap(shape, value);
    case 'leaf': return printLeaf(shape, value);
  }
}

function printStruct(shape: Shape, value: ConfigValue | undefined): unknown {
  if (value === undefined && shape.meta.optional === true && shape.meta.default === undefined) return null;
  const map = value?.kind === 'map' ? value : undefined;
  const switched = map?.entries.get('enabled')?.value;
  if (shape.meta.optional === true && switched?.kind === 'scalar' && switched.value === false) return null;
  const fields: Record<string, unknown> = {};
  for (const [key, field] of shape.fields ?? []) {
    if (key === 'enabled' && shape.meta.optional === true) continue;
    const inner = printed(field, map?.entries.get(key)?.value);
    if (inner !== undefined && !isOmitted(key, inner, shape)) fields[key] = inner;
  }
  return fields;
}

/** Fields of upstream's shared config blocks (configgrpc, confighttp, configtls) that are not printed when they are empty. */
const omittedWhenEmpty = new Set([
  'auth', 'authority', 'ca_file', 'ca_pem', 'cert_file', 'cert_pem', 'cipher_suites', 'client_ca_file', 'client_ca_file_reload', 'compression_algorithms', 'compression_params',
  'cookies', 'curve_preferences', 'dialer', 'disable_keep_alives', 'http2_ping_timeout', 'http2_read_idle_timeout', 'include_insecure_cipher_suites', 'include_metadata',
  'include_system_ca_certs_pool', 'insecure', 'insecure_skip_verify', 'keepalive', 'key_file', 'key_pem', 'max_concurrent_streams', 'max_conns_per_host', 'max_idle_conns_per_host',
  'max_recv_msg_size_mib', 'max_request_body_size', 'max_version', 'middlewares', 'min_version', 'proxy_url', 'read_buffer_size', 'read_timeout', 'reload_interval',
  'request_params', 'response_headers', 'server_name_override', 'tpm', 'user_agent', 'wait_for_ready', 'write_buffer_size', 'development', 'disable_caller', 'disable_stacktrace', 'disable_zap_resource',
  'initial_fields', 'processors', 'propagators', 'views',
]);

function isOmitted(key: string, value: unknown, parent: Shape): boolean {
  if (key === 'tls') return isEmpty(value) && (value !== null || parent.fields?.has('max_recv_msg_size_mib') === true);
  return omittedWhenEmpty.has(key) && isEmpty(value);
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isEmpty);
  return value === null || value === undefined || value === '' || value === 0 || value === false || value === '0s';
}

function printMap(shape: Shape, value: ConfigValue | undefined): unknown {
  const { element, alternative } = shape;
  if (value === undefined || isNull(value) || element === undefined) return alternative === undefined ? shape.meta.default : undefined;
  if (value.kind === 'list') return value.items.map((item) => (alternative === undefined ? toPlain(item) : printed(alternative, item)));
  if (value.kind !== 'map') return toPlain(value);
  const pairs = [...value.entries].map(([key, entry]) => [key, printed(element, entry.value)] as const);
  // Upstream keeps headers as a list, whichever way they were written.
  return alternative === undefined ? Object.fromEntries(pairs) : pairs.map(([name, text]) => ({ name, value: text }));
}

function printLeaf(shape: Shape, value: ConfigValue | undefined): unknown {
  const written = value === undefined || isNull(value) ? shape.meta.default : toPlain(value);
  if (shape.meta.goType !== 'time.Duration') return written;
  if (typeof written === 'number') return formatDuration(millis(written / 1e6));
  const parsed = typeof written === 'string' ? parseDuration(written) : undefined;
  return parsed?.ok === true ? formatDuration(parsed.value) : written;
}
