import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtCli, type BuiltCli } from './builtCli.ts';
import { NodeChild } from './childProcess.ts';
import { freePort } from './freePort.ts';

/** A directory, three free ports, and a collector command that uses them. */
export class CollectorBench {
  readonly directory: string;
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Of its own metrics' page: 8888 belongs to whoever runs on this machine. */
  readonly metricsPort: number;
  readonly #cli: BuiltCli;

  constructor(cli: BuiltCli, given: { readonly directory: string; readonly grpcPort: number; readonly httpPort: number; readonly metricsPort: number }) {
    this.#cli = cli;
    this.directory = given.directory;
    this.grpcPort = given.grpcPort;
    this.httpPort = given.httpPort;
    this.metricsPort = given.metricsPort;
  }

  static async create(cli: BuiltCli): Promise<CollectorBench> {
    const directory = await mkdtemp(join(tmpdir(), 'traceground-collector-'));
    return new CollectorBench(cli, { directory, grpcPort: await freePort(), httpPort: await freePort(), metricsPort: await freePort() });
  }

  get httpUrl(): string {
    return `http://127.0.0.1:${String(this.httpPort)}`;
  }

  /** OTLP in, everything into `out.json`. `batchTimeout` is how long the collector may hold data back. */
  config(options: { readonly batchTimeout?: string; readonly mark?: string; readonly metricsLevel?: string } = {}): string {
    const { batchTimeout = '100ms', mark, metricsLevel = 'normal' } = options;
    const processors = mark === undefined ? '[batch]' : '[attributes, batch]';
    const pipeline = (signal: string): string => `    ${signal}: { receivers: [otlp], processors: ${processors}, exporters: [file] }\n`;
    return `receivers:
  otlp:
    protocols:
      grpc: { endpoint: "127.0.0.1:${String(this.grpcPort)}" }
      http: { endpoint: "127.0.0.1:${String(this.httpPort)}" }
processors:
  batch: { timeout: ${batchTimeout} }
  attributes: { actions: [{ key: mark, value: ${mark ?? 'none'}, action: insert }] }
exporters:
  file: { path: "${join(this.directory, 'out.json')}" }
service:
  telemetry: { metrics: { level: ${metricsLevel}, readers: [{ pull: { exporter: { prometheus: { host: 127.0.0.1, port: ${String(this.metricsPort)} } } } }] } }
  pipelines:
${pipeline('traces')}${pipeline('metrics')}${pipeline('logs')}`;
  }

  async write(name: string, text: string): Promise<string> {
    const path = join(this.directory, name);
    await writeFile(path, text);
    return path;
  }

  run(...args: readonly string[]): NodeChild {
    return new NodeChild([this.#cli.file, 'collector', ...args]);
  }

  /** Resolves when the collector is ready. */
  async start(...args: readonly string[]): Promise<NodeChild> {
    const child = this.run(...args);
    await child.said('Everything is ready. Begin running and processing data.');
    return child;
  }

  async received(): Promise<Received> {
    return readReceived(join(this.directory, 'out.json'));
  }

  remove(): Promise<void> {
    return rm(this.directory, { recursive: true, force: true });
  }
}

export async function collectorBenches(): Promise<{ readonly create: () => Promise<CollectorBench>; readonly remove: () => Promise<void> }> {
  const cli = await builtCli();
  return { create: () => CollectorBench.create(cli), remove: () => cli.remove() };
}

/** What arrived, by the sender's service name. */
export interface Received {
  readonly spans: ReadonlyMap<string, readonly OtlpSpan[]>;
  readonly logs: ReadonlyMap<string, readonly { readonly body?: { readonly stringValue?: string } }[]>;
  /** The last value of the counter `sent`. */
  readonly sent: ReadonlyMap<string, number>;
}
export interface OtlpSpan {
  readonly name: string;
  readonly spanId: string;
  readonly attributes?: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

interface Group {
  readonly resource?: { readonly attributes?: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[] };
  readonly scopeSpans?: readonly { readonly spans?: readonly OtlpSpan[] }[];
  readonly scopeLogs?: readonly { readonly logRecords?: readonly { readonly body?: { readonly stringValue?: string } }[] }[];
  readonly scopeMetrics?: readonly { readonly metrics?: readonly { readonly name: string; readonly sum?: { readonly dataPoints: readonly { readonly asInt?: string; readonly asDouble?: number }[] } }[] }[];
}

async function readReceived(path: string): Promise<Received> {
  const spans = new Map<string, OtlpSpan[]>();
  const logs = new Map<string, { readonly body?: { readonly stringValue?: string } }[]>();
  const sent = new Map<string, number>();
  for (const line of (await readFile(path, 'utf8')).split('\n').filter((one) => one !== '')) {
    const document = JSON.parse(line) as { readonly resourceSpans?: readonly Group[]; readonly resourceLogs?: readonly Group[]; readonly resourceMetrics?: readonly Group[] };
    for (const group of [...document.resourceSpans ?? [], ...document.resourceLogs ?? [], ...document.resourceMetrics ?? []]) {
      const service = group.resource?.attributes?.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      add(spans, service, group.scopeSpans?.flatMap((scope) => scope.spans ?? []) ?? []);
      add(logs, service, group.scopeLogs?.flatMap((scope) => scope.logRecords ?? []) ?? []);
      const points = group.scopeMetrics?.flatMap((scope) => scope.metrics ?? []).filter(({ name }) => name === 'sent').flatMap(({ sum }) => sum?.dataPoints ?? []) ?? [];
      for (const { asInt, asDouble } of points) sent.set(service, Number(asInt ?? asDouble));
    }
  }
  return { spans, logs, sent };
}

function add<T>(map: Map<string, T[]>, key: string, items: readonly T[]): void {
  map.set(key, [...map.get(key) ?? [], ...items]);
}
