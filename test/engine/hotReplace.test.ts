import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import type { Collector } from '#engine/collector/collector.ts';
import { defaultRelease } from '#engine/collector/components/distributions.ts';
import { createCollector } from '#engine/collector/service/createCollector.ts';
import type { Listener, Network } from '#engine/network/network.ts';
import { forEachRecord } from '#engine/pdata/operations/mapRecords.ts';
import { decodeProtobuf, encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import { freePort } from '../cli/freePort.ts';

const platform = createNodePlatform({ servicesDirectory: tmpdir(), storeDirectory: tmpdir() });
const storeDirectory = mkdtempSync(join(tmpdir(), 'hotReplace-'));
afterAll(() => { rmSync(storeDirectory, { recursive: true, force: true }); });
const exportPath = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
const limits = { timeoutMillis: 10_000, maxResponseBytes: 100_000 };

/** A backend on real sockets, for both protocols: which spans came, and who said to have sent them. */
async function backend() {
  const names = { http: [] as string[], grpc: [] as string[] };
  const agents = new Set<string>();
  const take = (bytes: Uint8Array, into: string[], agent: readonly string[] = []): void => {
    forEachRecord('traces', decodeProtobuf('traces', bytes), ({ name }) => into.push(name));
    agents.add(agent.join().replace(/grpc-node-js.*/, 'grpc-node-js'));
  };
  const http = await platform.network.listenHttp({ address: '127.0.0.1:0', maxBodyBytes: 1e7 }, async ({ body, headers }) => {
    if (body !== 'tooLarge') take(body, names.http, headers['user-agent']);
    return { status: 200, headers: { 'content-type': ['application/x-protobuf'] }, body: new Uint8Array() };
  });
  const grpc = await platform.network.listenGrpc({ address: '127.0.0.1:0', maxReceiveBytes: 1e7 }, new Map([[exportPath, async (message, { metadata }) => {
    take(message, names.grpc, metadata['user-agent']);
    return new Uint8Array();
  }]]));
  return { agents, grpc, http, names, [Symbol.asyncDispose]: async () => { await Promise.all([http.close(0), grpc.close(0)]); } };
}

function startCollector() {
  const opened: string[] = [];
  const noting = async (listening: Promise<Listener>): Promise<Listener> => {
    const listener = await listening;
    opened.push(listener.address);
    return listener;
  };
  const network: Network = {
    fetch: (request, options) => platform.network.fetch(request, options), connectGrpc: (options) => platform.network.connectGrpc(options),
    listenHttp: (options, handler) => noting(platform.network.listenHttp(options, handler)), listenGrpc: (options, handler) => noting(platform.network.listenGrpc(options, handler)),
  };
  const { clock, compressor, environment, files, memory } = platform;
  const collector = createCollector({
    release: defaultRelease, environment, readFile: async () => '', log: () => {}, host: { clock, compressor, files, memory, network, random: Math.random },
    build: { description: 'cross test' },
  });
  return { collector, opened };
}

interface Ports {
  readonly grpc: number;
  readonly http: number;
}
const config = (ports: Ports, to: { readonly grpc: Listener; readonly http: Listener }, mark: number): string => `
receivers:
  otlp: { protocols: { grpc: { endpoint: "127.0.0.1:${String(ports.grpc)}" }, http: { endpoint: "127.0.0.1:${String(ports.http)}" } } }
processors:
  batch: { timeout: 50ms }
  resource: { attributes: [{ key: mark, value: ${String(mark)}, action: upsert }] }
exporters:
  otlp_http: { endpoint: "http://${to.http.address}", compression: none }
  otlp_grpc: { endpoint: "${to.grpc.address}", tls: { insecure: true }, sending_queue: { num_consumers: ${String(1 + (mark % 2))} } }
service:
  telemetry: { metrics: { level: none } }
  pipelines:
    traces: { receivers: [otlp], processors: [resource, batch], exporters: [otlp_http, otlp_grpc] }
`;
async function apply(collector: Collector, text: string): Promise<void> {
  const applied = await collector.apply([{ name: 'config.yaml', text }]);
  if (!applied.ok) throw new Error(applied.error.text);
}

const message = (name: string): Uint8Array => encodeProtobuf('traces', traces(span(name)));
async function post(port: number, name: string): Promise<string> {
  const request = { method: 'POST', url: `http://127.0.0.1:${String(port)}/v1/traces`, headers: { 'content-type': ['application/x-protobuf'] }, body: message(name) };
  return platform.network.fetch(request, limits).then(({ status }) => String(status), (error: Error) => error.message);
}

it('replaces its configuration under traffic: no request fails, nothing is lost, unchanged ports stay open, a changed one moves', async () => {
  await using to = await backend();
  const { collector, opened } = startCollector();
  const ports = { grpc: await freePort(), http: await freePort() };
  await apply(collector, config(ports, to, 0));
  const sent: string[] = [];
  const failures: string[] = [];
  let replacing = true;

  const sendOne = async (name: string): Promise<void> => {
    const answer = await post(ports.http, name);
    (answer === '200' ? sent : failures).push(answer === '200' ? name : answer);
  };
  const sendHttp = async (sender: number): Promise<void> => {
    for (let i = 0; replacing; i += 1) await sendOne(`http-${String(sender)}-${String(i)}`);
  };
  const sendGrpc = async (sender: number): Promise<void> => {
    const client = platform.network.connectGrpc({ address: `127.0.0.1:${String(ports.grpc)}`, tls: false, compression: 'none' });
    for (let i = 0; replacing; i += 1) {
      const name = `grpc-${String(sender)}-${String(i)}`;
      await client.unary(exportPath, message(name), { metadata: {}, timeoutMillis: 10_000 }).then(() => sent.push(name), (error: Error) => failures.push(error.message));
    }
    client.close();
  };
  const senders = [0, 1].flatMap((sender) => [sendHttp(sender), sendGrpc(sender)]);
  for (let mark = 1; mark <= 5; mark += 1) {
    const before = sent.length;
    await apply(collector, config(ports, to, mark));
    for (let i = 0; sent.length < before + 20 && failures.length === 0; i += 1) await sendOne(`between-${String(mark)}-${String(i)}`);
  }
  replacing = false;
  await Promise.all(senders);
  expect(failures).toEqual([]);
  expect(opened.sort()).toEqual([`127.0.0.1:${String(ports.grpc)}`, `127.0.0.1:${String(ports.http)}`].sort());

  const moved = { ...ports, http: await freePort() };
  await apply(collector, config(moved, to, 6));
  expect(await post(moved.http, 'moved')).toBe('200');
  expect(await post(ports.http, 'refused')).toContain('connection refused');
  await collector.shutdown();

  const wanted = [...sent, 'moved'].sort();
  expect(to.names.http.sort()).toEqual(wanted);
  expect(to.names.grpc.sort()).toEqual(wanted);
  expect(to.agents).toEqual(new Set(['cross test/0.159.0 (linux/amd64)', 'cross test/0.159.0 (linux/amd64) grpc-node-js']));
});

const branching = (port: number, healthPort: number, to: { readonly http: Listener; readonly grpc: Listener }, mark: number): string => `
receivers: { otlp: { protocols: { http: { endpoint: "127.0.0.1:${String(port)}" } } } }
processors:
  batch: { timeout: 20ms }
  batch/late: { timeout: ${String(10 + mark)}ms }
  resource: { attributes: [{ key: mark, value: ${String(mark)}, action: upsert }] }
exporters:
  otlp_http: { endpoint: "http://${to.http.address}", compression: none }
  otlp_grpc: { endpoint: "${to.grpc.address}", tls: { insecure: true }, sending_queue: { storage: file_storage, num_consumers: ${String(1 + (mark % 2))} } }
connectors: { forward: , forward/again: }
extensions:
  file_storage: { directory: ${JSON.stringify(storeDirectory)} }
  health_check: { endpoint: "127.0.0.1:${String(healthPort)}" }
service:
  extensions: [file_storage, health_check]
  telemetry: { metrics: { level: none } }
  pipelines:
    traces/in: { receivers: [otlp], exporters: [forward, forward/again] }
    traces/a: { receivers: [forward], processors: [resource, batch], exporters: [otlp_http] }
    traces/b: { receivers: [forward/again], processors: [batch/late], exporters: [otlp_grpc] }
`;

it('replaces pipelines behind connectors under traffic: extensions and their listeners go on, a stored queue changes hands, nothing is lost', async () => {
  await using to = await backend();
  const { collector, opened } = startCollector();
  const [port, healthPort] = [await freePort(), await freePort()];
  const health = async (): Promise<string> => platform.network.fetch({ method: 'GET', url: `http://127.0.0.1:${String(healthPort)}/`, headers: {}, body: new Uint8Array() }, limits)
    .then(({ body, status }) => `${String(status)} ${/"upSince":"([^"]*)"/.exec(new TextDecoder().decode(body))?.[1] ?? ''}`, (error: Error) => error.message);
  await apply(collector, branching(port, healthPort, to, 0));
  const sent: string[] = [];
  const answers = new Set([await health()]);
  const failures: string[] = [];
  let replacing = true;

  const send = async (sender: number): Promise<void> => {
    for (let i = 0; replacing; i += 1) {
      const answer = await post(port, `${String(sender)}-${String(i)}`);
      (answer === '200' ? sent : failures).push(answer === '200' ? `${String(sender)}-${String(i)}` : answer);
    }
  };
  const watch = async (): Promise<void> => {
    while (replacing) answers.add(await health());
  };
  const work = [send(1), send(2), watch()];
  for (let mark = 1; mark <= 4; mark += 1) {
    await apply(collector, branching(port, healthPort, to, mark));
    expect(await post(port, `between-${String(mark)}`)).toBe('200');
    sent.push(`between-${String(mark)}`);
  }
  const bad = await collector.apply([{ name: 'config.yaml', text: branching(port, healthPort, to, 5).replace('receivers: [forward/again]', 'receivers: [forward]') }]);
  replacing = false;
  await Promise.all(work);
  // A stored queue keeps what it has when it stops, for the next run: it must be seen to empty itself before.
  await vi.waitFor(() => { expect(new Set(to.names.grpc).size).toBe(sent.length); }, { timeout: 10_000 });
  await collector.shutdown();

  expect(bad.ok ? '' : bad.error.text).toBe('failed to build pipelines: connector "forward/again" used as exporter in [traces/in] pipeline but not used in any supported receiver pipeline');
  expect(failures).toEqual([]);
  expect([...answers]).toEqual([expect.stringMatching(/^200 \d{4}-/)]);
  expect(opened.sort()).toEqual([`127.0.0.1:${String(port)}`, `127.0.0.1:${String(healthPort)}`].sort());
  expect(to.names.http.sort()).toEqual([...sent].sort());
  expect([...new Set(to.names.grpc)].sort()).toEqual([...sent].sort()); // what was on its way when the queue changed hands may come twice, as upstream
  expect(await health()).toContain('connection refused');
});
