import type { HttpResponse, Listener } from '#engine/network/network.ts';
import type { Extension, Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import { Reflected } from '../../../component/reflected.ts';
import { notFound, page } from '../kit/page.ts';

export interface PprofConfig {
  readonly endpoint: string;
  readonly block_profile_fraction: number;
  readonly mutex_profile_fraction: number;
  readonly save_to_file: string;
}
interface Era {
  /** What the release logs of its address besides the endpoint. */
  readonly address: Readonly<Record<string, unknown>>;
  readonly caller: string;
}

/**
 * Upstream pprofextension serves Go's profiles. Here: this collector is no Go program, so the page says so, and every profile answers 501 rather
 * than an invented one.
 */
export class Pprof implements Extension {
  readonly #set: Settings;
  readonly #config: PprofConfig;
  readonly #era: Era;
  #listener: Listener | undefined;

  constructor(set: Settings, config: PprofConfig, era: Era) {
    if (config.endpoint === '') throw new Error('"endpoint" is required when using the "pprof" extension');
    this.#set = set;
    this.#config = config;
    this.#era = era;
  }

  async start(host: Host): Promise<void> {
    const { block_profile_fraction, endpoint, mutex_profile_fraction, save_to_file } = this.#config;
    const first = host.inspect().graph.extensions.find((id) => id.split('/')[0] === 'pprof');
    if (first !== undefined && first !== this.#set.id) throw new Error('only a single pprof extension instance can be running per process');
    this.#listener = await host.network.listenHttp({ address: endpoint, maxBodyBytes: 1 << 20 }, async ({ url }) => answer(url));
    this.#set.logger.info('Starting net/http/pprof server', {
      config: new Reflected({
        TCPAddr: { Endpoint: endpoint, ...this.#era.address }, BlockProfileFraction: block_profile_fraction, MutexProfileFraction: mutex_profile_fraction, SaveToFile: save_to_file,
      }),
    }, this.#era.caller);
    if (save_to_file !== '') this.#set.logger.warn('Traceground makes no profiles: save_to_file is not written', { save_to_file });
  }

  async shutdown(): Promise<void> {
    await this.#listener?.close(0);
    this.#listener = undefined;
  }
}

const root = '/debug/pprof/';
const text = 'No profiles here: this collector runs in Traceground, which is not a Go program. The real Collector serves this one.\n';

function answer(url: string): HttpResponse {
  const path = url.split('?')[0] ?? '';
  if (path === root || path === root.slice(0, -1)) return page('/debug/pprof/', explanation);
  return path.startsWith(root) ? { status: 501, headers: { 'content-type': ['text/plain; charset=utf-8'] }, body: new TextEncoder().encode(text) } : notFound;
}

const profiles = ['allocs', 'block', 'cmdline', 'goroutine', 'heap', 'mutex', 'profile', 'symbol', 'threadcreate', 'trace'];
const explanation = `<p>The real Collector lists its profiles on this page: where its Go program spends processor time and memory. This collector is Traceground's own, in JavaScript,
so it has none of them, and it invents none.</p>
<p>On a real one, <code>go tool pprof http://HOST:1777/debug/pprof/profile?seconds=30</code> reads the processor's time of half a minute. There you would find:</p>
<ul>
${profiles.map((name) => `<li><code>${root}${name}</code></li>`).join('\n')}
</ul>`;
