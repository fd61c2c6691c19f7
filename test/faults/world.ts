import type { HttpResponse, IncomingHttpRequest, Listener } from '#engine/network/network.ts';
import { millis } from '#common/base/units.ts';
import { decodeProtobuf, encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import type { Pdata } from '#engine/pdata/signal.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import type { Collector, Explained } from '#engine/collector/collector.ts';
import type { Era } from '#engine/collector/component/era.ts';
import { fullRelease } from '#engine/collector/components/distributions.ts';
import { createCollector } from '#engine/collector/service/createCollector.ts';
import { fakeHost, type FakeHost } from '#engine/collector/testing/fakeHost.ts';
import type { MemoryFiles } from '#engine/collector/testing/memoryFiles.ts';

/** What became of an item, as the reasons tell it. */
export type Fate = 'sent' | 'refused' | 'dropped' | 'held';

const spanNames = (data: Traces): string[] => data.resourceSpans.flatMap((group) => group.scopeSpans.flatMap((scope) => scope.spans.map(({ name }) => name)));
const answer = (status: number, body = new Uint8Array(), headers: HttpResponse['headers'] = {}): HttpResponse =>
  ({ status, headers: { 'content-type': ['application/x-protobuf'], ...headers }, body });

/** What a backend does with a request: keeps it and answers, or only answers. */
export type Behaviour = (names: readonly string[]) => HttpResponse | Promise<HttpResponse>;
export const accepts: Behaviour = () => answer(200);
/** ExportTraceServiceResponse.partial_success.rejected_spans. */
export const acceptsAllBut = (rejected: number): Behaviour => () => answer(200, Uint8Array.from([0x0a, 2, 0x08, rejected]));
export const answers = (status: number, headers: HttpResponse['headers'] = {}): Behaviour => () => answer(status, new Uint8Array(), headers);

/** A backend on the collector's network that can be taken away, and changes its mind when told to. */
export class Backend {
  behaviour: Behaviour = accepts;
  /** Names of spans, in the order they came, of requests that were answered with 200. */
  readonly got: string[] = [];
  requests = 0;
  readonly #host: FakeHost;
  #listener: Listener | undefined;

  constructor(host: FakeHost) {
    this.#host = host;
  }

  async up(): Promise<void> {
    this.#listener = await this.#host.network.listenHttp({ address: 'backend:4318', maxBodyBytes: 1e9 }, (request) => this.#serve(request));
  }

  async down(): Promise<void> {
    await this.#listener?.close(0);
  }

  async #serve({ body }: IncomingHttpRequest): Promise<HttpResponse> {
    this.requests += 1;
    const names = body === 'tooLarge' ? [] : spanNames(decodeProtobuf('traces', body));
    const response = await this.behaviour(names);
    if (response.status === 200) this.got.push(...names);
    return response;
  }
}

export interface WorldSettings {
  readonly files?: MemoryFiles;
  readonly era?: Era;
  /** Bytes in use, read at each look of a memory limiter. */
  readonly memory?: { used: number };
  /** The backend is there before the collector starts. */
  readonly backendUp?: boolean;
}

/** One collector with real components over a network, files and a clock in memory, a sender in front and a backend behind. */
export class World {
  readonly host: FakeHost;
  readonly backend: Backend;
  readonly collector: Collector;
  readonly explained: Explained[] = [];
  readonly lines: string[] = [];
  /** Everything that was sent, with the status that its sender got; 0 while it waits. */
  readonly sent = new Map<string, number>();

  private constructor({ era = 'current', files, memory }: WorldSettings) {
    const host = fakeHost({ memory: { used: () => memory?.used ?? 2 ** 20, total: () => 2 ** 30, collect: () => {} } });
    this.host = files === undefined ? host : { ...host, files };
    this.backend = new Backend(this.host);
    this.collector = createCollector({
      release: fullRelease(era), host: this.host, environment: new Map(), readFile: async () => '', build: {},
      log: ({ level, message }) => { if (level !== 'debug') this.lines.push(`${level} ${message}`); },
    });
    this.collector.explained((reason) => { this.explained.push(reason); });
  }

  /** `rest`: the sections beside the receiver; every pipeline takes from `otlp`. */
  static async start(rest: string, settings: WorldSettings = {}): Promise<World> {
    const world = new World(settings);
    if (settings.backendUp === true) await world.backend.up();
    await world.apply(rest);
    return world;
  }

  async apply(rest: string): Promise<void> {
    const text = `receivers:\n  otlp:\n    protocols:\n      http:\n        endpoint: 127.0.0.1:4318\n${rest}`;
    const applied = await this.collector.apply([{ name: 'config.yaml', text }]);
    if (!applied.ok) throw new Error(applied.error.text);
  }

  /** Sends spans of these names in one request; resolves to the status. */
  async send(...names: readonly string[]): Promise<number> {
    for (const name of names) this.sent.set(name, 0);
    const body = encodeProtobuf('traces', traces(...names.map((name) => span(name))));
    const { status } = await this.host.network.fetch({ method: 'POST', url: 'http://127.0.0.1:4318/v1/traces', headers: { 'content-type': ['application/x-protobuf'] }, body });
    for (const name of names) this.sent.set(name, status);
    return status;
  }

  /** Moves time on, and lets everything that is under way come to rest. */
  async wait(delayMillis: number): Promise<void> {
    await this.host.clock.advance(millis(delayMillis));
    for (let round = 0; round < 20; round += 1) await this.host.clock.advance(millis(0));
  }

  /** The last word about every item that was sent: no reason means that it is still on its way. */
  fates(): Readonly<Record<Fate, number>> {
    const last = new Map<string, Fate>([...this.sent.keys()].map((name) => [name, 'held']));
    for (const { data, nodeId, verdict } of this.explained) {
      const fate: Fate = verdict === 'refused' ? 'refused' : verdict === 'dropped' || verdict === 'failed' ? 'dropped' : verdict === 'kept' && nodeId.startsWith('exporter/') ? 'sent' : 'held';
      for (const name of spanNames(data as Pdata<'traces'>)) last.set(name, fate);
    }
    const counts = { sent: 0, refused: 0, dropped: 0, held: 0 };
    for (const fate of last.values()) counts[fate] += 1;
    return counts;
  }

  /** One of the collector's own metrics, summed over its attributes. */
  metric(name: string): number {
    let sum = 0;
    for (const [key, value] of this.collector.metrics()) if (key === name || key.startsWith(`${name}{`)) sum += value;
    return sum;
  }

  /** What the own metrics say in the words of `fates`. Of a queue that counts items. */
  measured(): Readonly<Record<'accepted' | 'refused' | 'sent' | 'failed' | 'notQueued' | 'queued', number>> {
    return {
      accepted: this.metric('otelcol_receiver_accepted_spans'), refused: this.metric('otelcol_receiver_refused_spans'),
      sent: this.metric('otelcol_exporter_sent_spans'), failed: this.metric('otelcol_exporter_send_failed_spans'),
      notQueued: this.metric('otelcol_exporter_enqueue_failed_spans'), queued: this.metric('otelcol_exporter_queue_size'),
    };
  }

  /** The reasons in short: `verdict rule because`, equal neighbours once. */
  why(): readonly string[] {
    const lines = this.explained.map(({ because, componentId, rule, verdict }) => `${componentId} ${verdict} [${(rule ?? []).join('.')}] ${because}`);
    return lines.filter((line, index) => line !== lines[index - 1]);
  }
}
