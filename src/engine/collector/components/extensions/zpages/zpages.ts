import type { HttpHandler, HttpListenOptions, HttpResponse, Listener } from '#engine/network/network.ts';
import type { Extension, Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import { Reflected } from '../../../component/reflected.ts';
import { notFound } from '../kit/page.ts';
import type { FeatureGate } from './featureGates.ts';
import { expvarz, extensionz, featurez, pipelinez, servicez, tracez } from './pages.ts';

export interface ZpagesSettings {
  /** Reads the files it needs; rejects in upstream's words. */
  readonly options: (host: Host) => Promise<HttpListenOptions>;
  readonly expvar: boolean;
  readonly gates: readonly FeatureGate[];
  /** As the release logs its configuration. */
  readonly logged: Readonly<Record<string, unknown>>;
  readonly callers: { readonly spans: string; readonly expvar: string; readonly registered: string; readonly starting: string; readonly stopping: string };
  /** Shutting down says something even when it never listened. */
  readonly alwaysSaysGoodbye: boolean;
  /** What the release puts around every page. */
  readonly wrap: (pages: HttpHandler, host: Host) => HttpHandler;
}

const noSpans = 'zPages span processor registration is not available';

/** Pages about the running collector (upstream zpagesextension v0.159 and v0.84). */
export class Zpages implements Extension {
  readonly #set: Settings;
  readonly #settings: ZpagesSettings;
  #listener: Listener | undefined;
  #stopped = false;

  constructor(set: Settings, settings: ZpagesSettings) {
    this.#set = set;
    this.#settings = settings;
  }

  async start(host: Host): Promise<void> {
    const { logger } = this.#set;
    const { callers, expvar, logged, options, wrap } = this.#settings;
    logger.warn(noSpans, {}, callers.spans);
    if (expvar) logger.info('Registered zPages expvar handler', {}, callers.expvar);
    logger.info('Registered Host\'s zPages', {}, callers.registered);
    this.#listener = await host.network.listenHttp(await options(host), wrap(async ({ url }) => this.#page(url, host), host));
    logger.info('Starting zPages extension', { config: new Reflected(logged) }, callers.starting);
  }

  async shutdown(): Promise<void> {
    const { alwaysSaysGoodbye, callers } = this.#settings;
    if (this.#stopped || (this.#listener === undefined && !alwaysSaysGoodbye)) return;
    this.#stopped = true;
    await this.#listener?.close(0);
    this.#set.logger.warn(noSpans, {}, callers.stopping);
  }

  #page(url: string, host: Host): HttpResponse {
    const { pathname, searchParams } = new URL(url, 'http://zpages');
    switch (pathname) {
      case '/debug/servicez': return servicez(host.inspect());
      case '/debug/pipelinez': return pipelinez(host.inspect(), searchParams);
      case '/debug/extensionz': return extensionz(host.inspect(), searchParams);
      case '/debug/featurez': return featurez(this.#settings.gates);
      // Upstream: not there when the collector makes no spans of itself. Here: says why there is nothing.
      case '/debug/tracez': return tracez();
      case '/debug/expvarz': return this.#settings.expvar ? expvarz(host) : notFound;
      default: return notFound;
    }
  }
}
