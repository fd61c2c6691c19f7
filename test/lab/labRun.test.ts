import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { builtCli, type BuiltCli } from '../cli/builtCli.ts';
import { NodeChild } from '../cli/childProcess.ts';

let cli: BuiltCli;
let directory: string;
beforeAll(async () => {
  cli = await builtCli();
  directory = await mkdtemp(join(tmpdir(), 'traceground-lab-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await cli.remove();
});

/** The promised shape of `lab run --json`. */
const Count = z.int().min(0);
const Report = z.strictObject({
  traces: z.array(z.strictObject({
    traceId: z.string().regex(/^[0-9a-f]{32}$/), root: z.string().nullable(), services: z.array(z.string()), spanCount: Count, orphans: Count, durationMillis: z.number().min(0), error: z.boolean(),
  })),
  ledger: z.strictObject({
    requests: Count,
    items: z.strictObject({ generated: Count, delivered: Count, dropped: Count, refused: Count, held: Count }),
    balanced: z.boolean(),
  }),
});

async function labRun(...args: readonly string[]) {
  const { code, out, err } = await new NodeChild([cli.file, 'lab', 'run', 'petclinic', '--json', ...args]).exit;
  return { code, err, report: code === 0 ? Report.parse(JSON.parse(out)) : null };
}

describe('traceground lab run --json', () => {
  it('reports a whole trace for every request: one root, no orphan, nothing lost', async () => {
    const { code, err, report } = await labRun('--for', '4s', '--rate', '5', '--seed', '1');

    expect([code, err]).toEqual([0, '']);
    const { traces, ledger } = report!;
    expect(ledger.requests).toBeGreaterThan(5);
    expect(traces).toHaveLength(ledger.requests);
    const spans = traces.reduce((sum, { spanCount }) => sum + spanCount, 0);
    expect([ledger.items, ledger.balanced]).toEqual([{ generated: spans, delivered: spans, dropped: 0, refused: 0, held: 0 }, true]);
    for (const trace of traces) expect(trace).toMatchObject({ orphans: 0, error: false, root: expect.stringMatching(/^(GET|POST)/) as string });
    const bookings = traces.filter(({ root }) => root?.startsWith('POST'));
    expect(bookings.length).toBeGreaterThan(0);
    for (const { services } of bookings) expect(services.toSorted()).toEqual(['billing', 'notifier', 'vets', 'visits', 'web']);
    expect(new Set(traces.flatMap(({ services }) => services)).size).toBe(5);
  });

  it('sends the same requests for the same seed', async () => {
    const [first, second] = await Promise.all([labRun('--for', '2s', '--rate', '10', '--seed', '7'), labRun('--for', '2s', '--rate', '10', '--seed', '7')]);
    const roots = (run: typeof first) => run.report!.traces.map(({ root }) => root);
    const common = Math.min(roots(first).length, roots(second).length) - 1;

    expect(common).toBeGreaterThan(5);
    // Two requests sent at almost the same time may enter the clinic in either order: the sequences agree up to such swaps of neighbours.
    const bookings = (run: typeof first, length: number): number => roots(run).slice(0, length).filter((root) => root?.startsWith('POST')).length;
    const apart = Array.from({ length: common }, (_, length) => Math.abs(bookings(first, length + 1) - bookings(second, length + 1)));
    expect(Math.max(...apart)).toBeLessThanOrEqual(1);
  });

  it('gives one service settings of its own', async () => {
    const { report } = await labRun('--for', '2s', '--rate', '5', '--env', 'web:OTEL_SERVICE_NAME=front', '--env', 'vets:OTEL_TRACES_EXPORTER=none');
    const services = new Set(report!.traces.flatMap((trace) => trace.services));

    expect([services.has('front'), services.has('web'), services.has('vets'), services.has('visits')]).toEqual([true, false, false, true]);
  });

  it('runs the collector it is given', async () => {
    const file = join(directory, 'other.yaml');
    await writeFile(file, `receivers: { otlp: { protocols: { http: { endpoint: "0.0.0.0:4318" } } } }
processors: { resource: { attributes: [{ key: service.name, value: renamed, action: upsert }] } }
exporters: { otlp_http: { endpoint: "http://tempo:4318" } }
service: { pipelines: { traces: { receivers: [otlp], processors: [resource], exporters: [otlp_http] } } }
`);

    const { code, report } = await labRun('--for', '2s', '--rate', '5', '--collector', file);

    expect(code).toBe(0);
    expect(report!.traces.length).toBeGreaterThan(0);
    expect(new Set(report!.traces.flatMap(({ services }) => services))).toEqual(new Set(['renamed']));
  });

  it('generates less where a sampler samples, and still balances', async () => {
    const [all, half] = await Promise.all([labRun('--for', '3s', '--rate', '20', '--seed', '3'), labRun('--for', '3s', '--rate', '20', '--seed', '3', '--env', 'web:OTEL_TRACES_SAMPLER=parentbased_traceidratio', '--env', 'web:OTEL_TRACES_SAMPLER_ARG=0.5')]);
    const items = half.report!.ledger.items;

    expect(all.report!.ledger).toMatchObject({ balanced: true, items: { dropped: 0, refused: 0, held: 0 } });
    expect(half.report!.ledger).toMatchObject({ balanced: true, items: { delivered: items.generated, dropped: 0, refused: 0, held: 0 } });
    expect(items.generated / all.report!.ledger.items.generated).toBeLessThan(0.8);
    expect(items.generated).toBeGreaterThan(0);
  });

  // Nothing listens on port 1.
  it.each([
    ['drops what an exporter cannot send', 'otlp_http: { endpoint: "http://127.0.0.1:1", retry_on_failure: { enabled: false } }, debug: {}', '[otlp_http, debug]'],
    ['drops what an exporter still tries to send when the lab stops', 'otlp_http: { endpoint: "http://127.0.0.1:1" }', '[otlp_http]'],
    ['drops what ends in the collector\'s own log', 'debug: {}', '[debug]'],
  ])('%s, and balances', async (_name, exporters, list) => {
    const file = join(directory, 'dead.yaml');
    await writeFile(file, `receivers: { otlp: { protocols: { http: { endpoint: "0.0.0.0:4318" } } } }
exporters: { ${exporters} }
service: { pipelines: { traces: { receivers: [otlp], exporters: ${list} } } }
`);

    const { code, report } = await labRun('--for', '2s', '--rate', '5', '--collector', file);

    const { items, balanced } = report!.ledger;
    expect([code, balanced, report!.traces]).toEqual([0, true, []]);
    expect(items.generated).toBeGreaterThan(0);
    expect(items).toEqual({ generated: items.generated, delivered: 0, dropped: items.generated, refused: 0, held: 0 });
  });

  it('counts as refused what the SDKs cannot hand over, and balances', async () => {
    const { code, report } = await labRun('--for', '2s', '--rate', '5', '--env', 'billing:OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1');
    const { items, balanced } = report!.ledger;

    expect([code, balanced, items.held]).toEqual([0, true, 0]);
    expect(items.delivered).toBeGreaterThan(0);
    expect(items.refused + items.dropped).toBeGreaterThan(0);
    expect(items.generated).toBe(items.delivered + items.refused + items.dropped);
  });

  it('ends with 1 and the real text when that collector is bad', async () => {
    const file = join(directory, 'bad.yaml');
    await writeFile(file, 'receivers: { otlp: { protocols: { http: {} } } }\nexporters: { debug: {} }\nservice: { pipelines: { traces: { receivers: [otlp], exporters: [nowhere] } } }\n');

    const { code, err } = await labRun('--for', '1s', '--collector', file);

    expect([code, err]).toEqual([1, 'Error: invalid configuration: service::pipelines::traces: references exporter "nowhere" which is not configured\n']);
  });
});
