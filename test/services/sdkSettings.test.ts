import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { environmentOf } from '#core/lab/sdkSettings/environment.ts';
import { parseSettings } from '#core/lab/sdkSettings/parse.ts';
import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import { buildServices, servicesDirectory } from '../support/buildServices.ts';
import { startService } from '../support/clinic.ts';
import { type OtlpCollector, startOtlpCollector } from '../support/otlpCollector.ts';

let collector: OtlpCollector;
beforeEach(async () => {
  await buildServices();
  collector = await startOtlpCollector();
});
afterEach(() => collector.close());

/** What a running program's SDK answers when it was started with these settings. */
async function answers(yaml: string): Promise<Readonly<Record<string, string>>> {
  const environment = { ...environmentOf(parseSettings(yaml).value!), OTEL_NODE_RESOURCE_DETECTORS: 'env' };
  const vets = await startService(createNodePlatform({ servicesDirectory, storeDirectory: servicesDirectory }), 'vets', environment);
  await vets.terminate();
  const told = vets.messages.flatMap((message) => (message.type === 'effective' ? [message.settings] : []));
  expect(told.length).toBe(1);
  expect(vets.messages.findIndex(({ type }) => type === 'effective')).toBeLessThan(vets.messages.findIndex(({ type }) => type === 'listening'));
  return told[0]!;
}

describe('a service', () => {
  it('answers for every setting its SDK was given', async () => {
    const told = await answers(`
service_name: shop
resource_attributes: { team: a b }
propagators: [b3, baggage]
sampler: parentbased_traceidratio
sampler_arg: 0.25
metrics: none
logs: console
exporter: { endpoint: "${collector.httpUrl}", protocol: http/json, compression: gzip, timeout: 3000 }
batch: { schedule_delay: 100, max_queue_size: 64, max_export_batch_size: 32 }
span_limits: { attribute_count: 8, link_count: 3 }
instrumentations: { enabled: [http] }
`);

    expect(told).toMatchObject({
      OTEL_SDK_DISABLED: 'false', OTEL_SERVICE_NAME: 'shop', OTEL_PROPAGATORS: 'b3,baggage', OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25',
      OTEL_TRACES_EXPORTER: 'otlp', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'console',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.httpUrl, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.httpUrl}/v1/traces`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip', OTEL_EXPORTER_OTLP_TIMEOUT: '3000',
      OTEL_BSP_SCHEDULE_DELAY: '100', OTEL_BSP_EXPORT_TIMEOUT: '30000', OTEL_BSP_MAX_QUEUE_SIZE: '64', OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '32',
      OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '8', OTEL_SPAN_EVENT_COUNT_LIMIT: '128', OTEL_SPAN_LINK_COUNT_LIMIT: '3', OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http',
    });
    expect(told['OTEL_RESOURCE_ATTRIBUTES']).toContain('team=a b');
  });

  it('answers with the defaults of its SDK, over gRPC, and when it is switched off', async () => {
    expect(await answers('metrics: none\nlogs: none\n')).toMatchObject({
      OTEL_PROPAGATORS: 'tracecontext,baggage', OTEL_TRACES_SAMPLER: 'parentbased_always_on', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_BSP_SCHEDULE_DELAY: '5000', OTEL_EXPORTER_OTLP_COMPRESSION: 'none', OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,amqplib,undici,express',
    });
    expect(await answers('propagators: [b3multi]\nsampler: traceidratio\nsampler_arg: 0.5\nmetrics: otlp\nmetric_export_interval: 5000\nlogs: otlp\nexporter: { protocol: grpc, endpoint: "http://localhost:4317" }\n')).toMatchObject({
      OTEL_PROPAGATORS: 'b3multi', OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.5', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4317',
      OTEL_METRICS_EXPORTER: 'otlp', OTEL_METRIC_EXPORT_INTERVAL: '5000', OTEL_LOGS_EXPORTER: 'otlp',
    });
    expect(await answers('disabled: true\n')).toEqual({ OTEL_SDK_DISABLED: 'true', OTEL_PROPAGATORS: 'none' });
  });
});
