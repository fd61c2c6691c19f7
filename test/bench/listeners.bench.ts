import { defaultRelease } from '#engine/collector/components/distributions.ts';
import type { Collector } from '#engine/collector/collector.ts';
import { createCollector } from '#engine/collector/service/createCollector.ts';
import { fakeHost } from '#engine/collector/testing/fakeHost.ts';
import { mapAttributes } from '#engine/pdata/testing/mapAttributes.ts';
import { decodeProtobuf, encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { sampleRequest } from './collector/sampleSpans.ts';

const requestSpans = 8192;
const requestsOfRound = 20;
const rounds = 8;

const yaml = `
receivers:
  otlp: { protocols: { http: { endpoint: localhost:4318 } } }
processors:
  memory_limiter: { check_interval: 1s, limit_mib: 4000 }
  attributes: { actions: [{ key: deployment.environment.name, value: lab, action: insert }] }
  batch:
exporters:
  otlp_http: { endpoint: http://localhost:9, compression: none }
service:
  telemetry: { metrics: { level: none } }
  pipelines:
    traces: { receivers: [otlp], processors: [memory_limiter, attributes, batch], exporters: [otlp_http] }
`;

/** What it costs that a pipeline can be watched: while nobody does, and while somebody taps its edges or asks for reasons. All in this process. */
export async function listenersBench(): Promise<{ name: string; ratio: number; detail: string }[]> {
  const body = sampleRequest(requestSpans);
  const { collector, post } = await startInProcess();
  let seen = 0;
  const listeners = {
    nobody: () => [],
    tap: () => [collector.tapped(() => { seen += 1; })],
    reasons: () => [collector.explained(() => { seen += 1; })],
  };
  const cost = { bare: 0, nobody: 0, tap: 0, reasons: 0 };
  for (let round = -2; round < rounds; round += 1) {
    const bare = await cpuMillis(async () => { bareWork(body); });
    if (round >= 0) cost.bare += bare;
    for (const who of ['nobody', 'tap', 'reasons'] as const) {
      const listening = listeners[who]();
      const millis = await cpuMillis(() => post(body));
      for (const one of listening) one[Symbol.dispose]();
      if (round >= 0) cost[who] += millis;
    }
  }
  await collector.shutdown();
  if (seen === 0) throw new Error('the listeners heard nothing');
  const perRequest = (millis: number): string => `${(millis / rounds / requestsOfRound).toFixed(2)} ms`;
  const row = (name: string, base: number, measured: number) => ({ name, ratio: base / measured, detail: `${perRequest(measured)} of processor time per request of ${String(requestSpans)} spans, against ${perRequest(base)}` });
  return [
    row('pipeline nobody watches, against the bare work', cost.bare, cost.nobody),
    row('pipeline with a tap, against nobody', cost.nobody, cost.tap),
    row('pipeline with reasons asked for, against nobody', cost.nobody, cost.reasons),
  ];
}

/** What the pipeline does to the data, without a pipeline. */
function bareWork(body: Uint8Array): Uint8Array {
  return encodeProtobuf('traces', mapAttributes('traces', decodeProtobuf('traces', body), (attributes) => (attributes.has('deployment.environment.name') ? attributes : attributes.with('deployment.environment.name', 'lab'))));
}

async function startInProcess(): Promise<{ readonly collector: Collector; post(body: Uint8Array): Promise<void> }> {
  const host = fakeHost();
  await host.network.listenHttp({ address: 'localhost:9', maxBodyBytes: 2 ** 30 }, async () => ({ status: 200, headers: {}, body: new Uint8Array() }));
  const collector = createCollector({ release: defaultRelease, host, environment: new Map(), readFile: () => Promise.reject(new Error('no files here')), build: {}, log: () => {} });
  const applied = await collector.apply([{ name: 'bench.yaml', text: yaml }]);
  if (!applied.ok) throw new Error(applied.error.text);
  return {
    collector,
    async post(body) {
      const { status } = await host.network.fetch({ method: 'POST', url: 'http://localhost:4318/v1/traces', headers: { 'content-type': ['application/x-protobuf'] }, body });
      if (status !== 200) throw new Error(`answered ${String(status)}`);
      // The queue sends behind the answer.
      await new Promise((resolve) => { setImmediate(resolve); });
    },
  };
}

async function cpuMillis(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let request = 0; request < requestsOfRound; request += 1) await work();
  const { system, user } = process.cpuUsage(before);
  return (system + user) / 1000;
}
