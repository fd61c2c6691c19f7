import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CollectorBench, collectorBenches } from '../cli/collectorCommand.ts';

let benches: Awaited<ReturnType<typeof collectorBenches>>;
let [front, back]: [CollectorBench, CollectorBench] | [undefined, undefined] = [undefined, undefined];
beforeAll(async () => {
  benches = await collectorBenches();
  [front, back] = [await benches.create(), await benches.create()];
}, 180_000);
afterAll(async () => {
  await front?.remove();
  await back?.remove();
  await benches.remove();
});

const config = (from: CollectorBench, to: CollectorBench): string => `receivers:
  otlp: { protocols: { http: { endpoint: "127.0.0.1:${String(from.httpPort)}" } } }
extensions:
  file_storage: { directory: "${join(from.directory, 'queue')}" }
exporters:
  otlp_http:
    endpoint: ${to.httpUrl}
    retry_on_failure: { initial_interval: 200ms, max_interval: 200ms }
    sending_queue: { storage: file_storage, num_consumers: 2 }
service:
  extensions: [file_storage]
  telemetry: { metrics: { level: none } }
  pipelines: { traces: { receivers: [otlp], exporters: [otlp_http] } }
`;

const request = (name: string): string => JSON.stringify({
  resourceSpans: [{
    resource: { attributes: [{ key: 'service.name', value: { stringValue: 'sender' } }] },
    scopeSpans: [{ spans: [{ traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174', name, startTimeUnixNano: '1', endTimeUnixNano: '2' }] }],
  }],
});

it('delivers after kill -9 everything that its senders were told is safe', async () => {
  if (front === undefined || back === undefined) throw new Error('no benches');
  await mkdir(join(front.directory, 'queue'));
  const path = await front.write('front.yaml', config(front, back));
  const names = Array.from({ length: 20 }, (_, index) => `span-${String(index).padStart(2, '0')}`);
  {
    await using killed = await front.start('--config', path);
    for (const name of names) {
      const response = await fetch(`${front.httpUrl}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: request(name) });
      expect(response.status).toBe(200);
    }
    killed.signal('SIGKILL');
    await killed.exit;
  }

  await using backend = await back.start('--config', await back.write('back.yaml', back.config()));
  await using next = await front.start('--config', path);
  await next.said('Moved items for dispatching back to queue');
  next.signal('SIGTERM');
  await next.exit;
  // What the shutdown left is sent by the next one, which has nothing new to do.
  await using last = await front.start('--config', path);
  await expect.poll(async () => {
    const { spans } = await back?.received().catch(() => ({ spans: new Map<string, readonly { readonly name: string }[]>() })) ?? { spans: new Map<string, readonly { readonly name: string }[]>() };
    return [...new Set((spans.get('sender') ?? []).map(({ name }) => name))].sort();
  }, { timeout: 20_000, interval: 200 }).toEqual(names);
  last.signal('SIGTERM');
  backend.signal('SIGTERM');
  expect((await last.exit).code).toBe(0);
});
