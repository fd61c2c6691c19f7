import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { credentials, Client, status } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CollectorBench, collectorBenches } from './collectorCommand.ts';

let benches: Awaited<ReturnType<typeof collectorBenches>>;
let bench: CollectorBench;
beforeAll(async () => {
  benches = await collectorBenches();
});
afterAll(() => benches.remove());
beforeEach(async () => {
  bench = await benches.create();
});
afterEach(() => bench.remove());

/** One span as OTLP/JSON. */
function span(name: string): string {
  const one = { traceId: '0102030405060708090a0b0c0d0e0f10', spanId: '0102030405060708', name, kind: 1, startTimeUnixNano: '1', endTimeUnixNano: '2' };
  return JSON.stringify({ resourceSpans: [{ resource: { attributes: [{ key: 'service.name', value: { stringValue: 'test' } }] }, scopeSpans: [{ spans: [one] }] }] });
}

async function post(body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const response = await fetch(`${bench.httpUrl}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  await response.arrayBuffer();
  return response.status;
}

/** Sends bytes as they are to the trace service; gives the name of the status. */
function unary(message: Uint8Array): Promise<string> {
  const client = new Client(`127.0.0.1:${String(bench.grpcPort)}`, credentials.createInsecure(), { 'grpc.max_send_message_length': -1 });
  const asIs = (bytes: Uint8Array): Buffer => Buffer.from(bytes);
  return new Promise((resolve) => {
    client.makeUnaryRequest('/opentelemetry.proto.collector.trace.v1.TraceService/Export', asIs, asIs, message, (error) => {
      client.close();
      resolve(error === null ? 'OK' : status[error.code] ?? String(error.code));
    });
  });
}

describe('traceground collector', () => {
  it.each([['SIGINT', 'interrupt'], ['SIGTERM', 'terminated']] as const)('ends with 0 on %s and logs what it heard as the real one does', async (signal, name) => {
    await using collector = await bench.start('--config', await bench.write('config.yaml', bench.config()));

    collector.signal(signal);
    const { code, err } = await collector.exit;

    expect(code).toBe(0);
    expect(err).toMatch(/\tinfo\tservice@v0\.159\.0\/service\.go:\d+\tStarting otelcol-contrib\.\.\.\t.*"NumCPU": \d+\}\n/);
    expect(err).toMatch(new RegExp(`\\tinfo\\totelcol@v0\\.159\\.0/collector\\.go:477\\tReceived signal from OS\\t\\{"resource": \\{.*\\}, "signal": "${name}"\\}\\n.*Starting shutdown`));
  });

  it('reads its configuration again on SIGHUP and loses nothing', async () => {
    const file = await bench.write('config.yaml', bench.config());
    await using collector = await bench.start('--config', file);

    const before = await post(span('before'));
    await bench.write('config.yaml', bench.config({ mark: 'second' }));
    collector.signal('SIGHUP');
    await collector.said('Everything is ready. Begin running and processing data.', 2);
    await collector.said('Shutdown complete.'); // of the graph before
    const after = await post(span('after'));
    collector.signal('SIGINT');
    const { code } = await collector.exit;

    expect([before, after, code]).toEqual([200, 200, 0]);
    expect((await bench.received()).spans.get('test')!.map(({ name, attributes }) => [name, attributes?.map(({ key, value }) => [key, value['stringValue']])]))
      .toEqual([['before', undefined], ['after', [['mark', 'second']]]]);
  });

  it('loses nothing that it accepted when it is ended amid traffic', async () => {
    await using collector = await bench.start('--config', await bench.write('config.yaml', bench.config({ batchTimeout: '1h' })));
    const accepted: string[] = [];
    let refused = false;

    const send = async (sender: number): Promise<void> => {
      for (let i = 0; !refused; i += 1) {
        const name = `${String(sender)}-${String(i)}`;
        try {
          if (await post(span(name)) === 200) accepted.push(name);
          if (accepted.length === 300) collector.signal('SIGTERM');
        } catch {
          refused = true; // the listener is closed: from here on nothing is accepted
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, sender) => send(sender)));
    const { code } = await collector.exit;

    const stored = new Set((await bench.received()).spans.get('test')!.map(({ name }) => name));
    expect(code).toBe(0);
    expect(accepted.length).toBeGreaterThanOrEqual(300);
    expect(accepted.filter((name) => !stored.has(name))).toEqual([]);
  });

  it('loses and tears nothing in a file without append when it reads its configuration again amid traffic', async () => {
    const file = await bench.write('config.yaml', bench.config({ batchTimeout: '5ms' }));
    await using collector = await bench.start('--config', file);
    const statuses = new Map<string, number>();
    let reloading = true;

    const send = async (sender: number): Promise<void> => {
      for (let i = 0; reloading; i += 1) statuses.set(`${String(sender)}-${String(i)}`, await post(span(`${String(sender)}-${String(i)}`)));
    };
    const senders = Array.from({ length: 4 }, (_, sender) => send(sender));
    for (let reload = 1; reload <= 5; reload += 1) {
      await bench.write('config.yaml', bench.config({ batchTimeout: '5ms', mark: `m${String(reload)}` }));
      collector.signal('SIGHUP');
      await collector.said('Shutdown complete.', reload);
    }
    reloading = false;
    await Promise.all(senders);
    collector.signal('SIGTERM');
    const { code } = await collector.exit;

    const stored = (await bench.received()).spans.get('test')!.map(({ name }) => name);
    expect([code, new Set(statuses.values())]).toEqual([0, new Set([200])]);
    expect(stored.sort()).toEqual([...statuses.keys()].sort());
    expect(stored.length).toBeGreaterThan(10);
  });

  it('keeps running when the new configuration is bad', async () => {
    const file = await bench.write('config.yaml', bench.config());
    await using collector = await bench.start('--config', file);

    await bench.write('config.yaml', bench.config().replaceAll('exporters: [file]', 'exporters: [nowhere]'));
    collector.signal('SIGHUP');
    await collector.said('references exporter "nowhere" which is not configured');
    await collector.said('The configuration before keeps running.');

    expect(await post(span('still here'))).toBe(200);
  });

  it('ends with 1 and the real text when the configuration is bad', async () => {
    const { code, out, err } = await bench.run('--config', await bench.write('bad.yaml', bench.config().replaceAll('exporters: [file]', 'exporters: [nowhere]'))).exit;

    expect({ code, out, err }).toEqual({ code: 1, out: '', err: 'Error: invalid configuration: service::pipelines::traces: references exporter "nowhere" which is not configured\n' });
  });

  it('shows its own metrics, over a reload too, and ends with 1 when their port is busy', async () => {
    const file = await bench.write('config.yaml', bench.config());
    const scrape = async (): Promise<string> => (await fetch(`http://127.0.0.1:${String(bench.metricsPort)}/metrics`)).text();
    await using collector = await bench.start('--config', file);

    await post(span('one'));
    const before = await scrape();
    await bench.write('config.yaml', bench.config({ mark: 'second' }));
    collector.signal('SIGHUP');
    await collector.said('Shutdown complete.');
    await post(span('two'));
    const after = await scrape();
    const second = await bench.run('--config', await bench.write('second.yaml', bench.config())).exit;

    expect(before).toContain('# TYPE otelcol_receiver_accepted_spans counter\notelcol_receiver_accepted_spans{receiver="otlp",transport="http"} 1\n');
    expect(after).toContain('otelcol_receiver_accepted_spans{receiver="otlp",transport="http"} 2\n');
    expect(second.code).toBe(1);
    expect(second.err).toContain(`Error: failed to create meter provider: binding address 127.0.0.1:${String(bench.metricsPort)} for Prometheus exporter: listen tcp 127.0.0.1:${String(bench.metricsPort)}: bind: address already in use\n`);
  });

  it('writes its log where it is told', async () => {
    const log = join(bench.directory, 'own.log');
    const file = await bench.write('config.yaml', bench.config());
    const child = bench.run('--config', file, '--set', `service.telemetry.logs={output_paths: [stdout, ${log}], encoding: json, disable_caller: true, disable_zap_resource: true, initial_fields: {of: test}}`);
    await expect.poll(() => readFile(log, 'utf8').catch(() => ''), { timeout: 20_000 }).toContain('Everything is ready');

    child.signal('SIGTERM');
    const { code, err, out } = await child.exit;

    expect([code, err]).toEqual([0, '']);
    expect(await readFile(log, 'utf8')).toBe(out);
    expect(out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown)).toContainEqual({
      level: 'info', ts: expect.any(String) as string, msg: 'Starting otelcol-contrib...', of: 'test', Version: '0.159.0', NumCPU: expect.any(Number) as number,
    });
  });

  it('ends with 1 and says which port is busy', async () => {
    const squatter = createServer().listen(bench.httpPort, '127.0.0.1');
    try {
      const { code, err } = await bench.run('--config', await bench.write('config.yaml', bench.config())).exit;

      expect(code).toBe(1);
      expect(err).toContain(`Error: cannot start pipelines: failed to start "otlp" receiver: listen tcp 127.0.0.1:${String(bench.httpPort)}: bind: address already in use\n`);
      expect(err).not.toMatch(/^\s+at /m);
    } finally {
      squatter.close();
    }
  });

  it('merges several --config and --set', async () => {
    const [one, two] = [await bench.write('one.yaml', bench.config()), await bench.write('two.yaml', 'processors: { attributes: { actions: [{ key: mark, value: two, action: insert }] } }\n')];
    await using collector = await bench.start('--config', one, '--config', two, '--set', 'service.pipelines.traces.processors=[attributes]');

    await post(span('merged'));
    collector.signal('SIGTERM');
    await collector.exit;

    expect((await bench.received()).spans.get('test')![0]!.attributes).toEqual([{ key: 'mark', value: { stringValue: 'two' } }]);
  });

  it('refuses hostile input and lives', async () => {
    await using collector = await bench.start('--config', await bench.write('config.yaml', bench.config()));
    const protobuf = { 'content-type': 'application/x-protobuf' };
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const nested = `{"resourceSpans":${'[{"scopeSpans":'.repeat(50_000)}`;
    const deepValue = (depth: number): Buffer => {
      let value = Buffer.from([0x0a, 0x01, 0x78]); // AnyValue{string "x"}
      for (let i = 0; i < depth; i += 1) value = field(5, field(1, value)); // AnyValue{array[value]}
      return field(1, field(1, field(1, Buffer.concat([field(1, Buffer.from('k')), field(2, value)])))); // ResourceSpans.resource.attributes
    };

    const answers = {
      malformedProtobuf: await post(new Uint8Array([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]), protobuf),
      randomBytes: await post(Uint8Array.from({ length: 5_000 }, (_, i) => (i * 131) % 251), protobuf),
      malformedJson: await post('{"resourceSpans": [{'),
      wrongTypes: await post('{"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": 5}]}]}]}'),
      nestedJson: await post(nested),
      nestedProtobuf: await post(new Uint8Array(deepValue(5_000)), protobuf),
      notGzip: await post('plain', { 'content-encoding': 'gzip' }),
      gzipBomb: await post(new Uint8Array(bomb), { ...protobuf, 'content-encoding': 'gzip' }),
      oversize: await post(new Uint8Array(21 * 1024 * 1024), protobuf),
      unknownEncoding: await post('x', { 'content-encoding': 'nonsense' }),
      unknownType: await post('x', { 'content-type': 'text/html' }),
    };
    const grpcAnswers = { malformed: await unary(new Uint8Array([0x0a, 0xff, 0xff])), oversize: await unary(new Uint8Array(5 * 1024 * 1024)), good: await unary(new Uint8Array()) };
    const good = await post(span('after all that'));
    collector.signal('SIGTERM');
    const { code } = await collector.exit;

    for (const [name, answer] of Object.entries(answers)) expect([name, answer >= 400 && answer < 500]).toEqual([name, true]);
    expect(grpcAnswers).toEqual({ malformed: expect.stringMatching(/^(INTERNAL|INVALID_ARGUMENT)$/) as string, oversize: 'RESOURCE_EXHAUSTED', good: 'OK' });
    expect([good, code]).toEqual([200, 0]);
    expect((await bench.received()).spans.get('test')!.map(({ name }) => name)).toEqual(['after all that']);
  });
});

/** A length-delimited protobuf field. */
function field(number: number, body: Uint8Array): Buffer<ArrayBuffer> {
  const length: number[] = [];
  for (let rest = body.length; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) {
      length.push(rest);
      break;
    }
    length.push((rest % 128) + 128);
  }
  return Buffer.concat([Buffer.from([number * 8 + 2, ...length]), body]);
}
