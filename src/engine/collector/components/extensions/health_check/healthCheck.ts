import { errorMessage } from '#common/base/errors.ts';
import type { HttpListenOptions, HttpResponse, Listener } from '#engine/network/network.ts';
import type { Extension, Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import { Reflected } from '../../../component/reflected.ts';
import { notFound } from '../kit/page.ts';
import { goDuration, rfc3339Nano } from './goTime.ts';

export interface HealthCheckSettings {
  readonly endpoint: string;
  readonly path: string;
  readonly response_body: { readonly healthy: string; readonly unhealthy: string } | undefined;
  /** v0.84's check_collector_pipeline: empty bodies, 500 for unhealthy. */
  readonly checksPipeline: boolean;
  /** Reads the files it needs; rejects in upstream's words. */
  readonly options: (host: Host) => Promise<HttpListenOptions>;
  /** As the release logs its configuration. */
  readonly logged: Readonly<Record<string, unknown>>;
  readonly callers: { readonly starting: string; readonly changed: string };
}

/** Answers whether the collector runs: 200 from when all pipelines have started until they stop, else 503 (contrib healthcheckextension v0.159 and v0.84). */
export class HealthCheck implements Extension {
  readonly #set: Settings;
  readonly #settings: HealthCheckSettings;
  #host: Host | undefined;
  #listener: Listener | undefined;
  #upSince: bigint | undefined;

  constructor(set: Settings, settings: HealthCheckSettings) {
    this.#set = set;
    this.#settings = settings;
  }

  async start(host: Host): Promise<void> {
    const { callers, endpoint, logged, options } = this.#settings;
    this.#host = host;
    this.#set.logger.info('Starting health_check extension', { config: new Reflected(logged) }, callers.starting);
    try {
      this.#listener = await host.network.listenHttp(await options(host), async ({ url }) => this.#answer(url));
    } catch (error) {
      throw new Error(`failed to bind to address ${endpoint}: ${errorMessage(error)}`, { cause: error });
    }
  }

  async shutdown(): Promise<void> {
    await this.#listener?.close(0);
    this.#listener = undefined;
  }

  ready(): void {
    this.#upSince ??= this.#host?.clock.now();
    this.#set.logger.info('Health Check state change', { status: 'ready' }, this.#settings.callers.changed);
  }

  notReady(): void {
    this.#upSince = undefined;
    this.#set.logger.info('Health Check state change', { status: 'unavailable' }, this.#settings.callers.changed);
  }

  /** Go's ServeMux: a path that ends in "/" takes everything below it. */
  #answer(url: string): HttpResponse {
    const { path } = this.#settings;
    const asked = url.split('?')[0] ?? '';
    return asked === path || (path.endsWith('/') && asked.startsWith(path)) ? this.#health() : notFound;
  }

  #health(): HttpResponse {
    const { checksPipeline, response_body } = this.#settings;
    const up = this.#upSince !== undefined;
    // Upstream counts a metric of failed requests that no exporter of v0.84 has: the check of the pipeline never finds anything.
    const status = up ? 200 : checksPipeline ? 500 : 503;
    const own = checksPipeline || response_body !== undefined;
    const text = own ? (up ? response_body?.healthy : response_body?.unhealthy) ?? '' : this.#json();
    const type = !own ? 'application/json' : text === '' ? undefined : 'text/plain; charset=utf-8';
    return { status, headers: type === undefined ? {} : { 'content-type': [type] }, body: new TextEncoder().encode(text) };
  }

  #json(): string {
    const now = this.#host?.clock.now() ?? 0n;
    return this.#upSince === undefined
      ? '{"status":"Server not available","upSince":"0001-01-01T00:00:00Z","uptime":""}'
      : `{"status":"Server available","upSince":"${rfc3339Nano(this.#upSince)}","uptime":"${goDuration(now - this.#upSince)}"}`;
  }
}
