import { Emitter } from '#common/base/emitter.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import type { CheckedConfig, Collector, CollectorSettings, ConfigFailure, ConfigSource, Explained, ListeningAddress, NodeCounts, Release, Tapped } from '#engine/collector/collector.ts';
import { defaultRelease } from '#engine/collector/components/distributions.ts';
import type { StatusEvent } from '#engine/collector/component/status.ts';

/** A collector for tests. `bad…` is refused, `throw…` is our bug, everything else runs. */
export class FakeCollector implements Collector {
  readonly log: CollectorSettings['log'];
  readonly applied: string[] = [];
  /** What each `apply` was judged by. */
  readonly releases: Release[] = [];
  readonly taps = new Emitter<Tapped>();
  readonly tapped = this.taps.event;
  readonly explained = new Emitter<Explained>().event;
  listening: readonly ListeningAddress[] = [];
  stopped = false;

  constructor(settings: Pick<CollectorSettings, 'log'>) {
    this.log = settings.log;
  }

  async check([source]: readonly ConfigSource[]): Promise<Result<CheckedConfig, ConfigFailure>> {
    const text = source?.text ?? '';
    if (text.startsWith('throw')) throw new Error('broken inside');
    const diagnostics = [{ severity: 'error', message: `${text} is bad`, range: null }] as const;
    if (text.startsWith('bad')) return err({ stage: 'validate', text: `invalid configuration: ${text}`, diagnostics });
    return ok({ graph: { nodes: [], pipelines: [], extensions: [] }, unused: [], diagnostics: [] });
  }
  async apply(sources: readonly ConfigSource[], release = defaultRelease): Promise<Result<CheckedConfig, ConfigFailure>> {
    this.releases.push(release);
    const checked = await this.check(sources);
    if (checked.ok) {
      this.applied.push(sources[0]?.text ?? '');
      this.listening = [{ componentId: 'otlp', protocol: 'http', address: '127.0.0.1:40001' }];
    }
    return checked;
  }
  signalled(): void {}
  async shutdown(): Promise<void> {
    this.stopped = true;
    this.listening = [];
  }
  counts(): ReadonlyMap<string, NodeCounts> {
    return new Map();
  }
  metrics(): ReadonlyMap<string, number> {
    return new Map();
  }
  statuses(): ReadonlyMap<string, StatusEvent> {
    return new Map();
  }
}

/** Documents in memory. */
export class FakeStore {
  readonly documents = new Map<string, string>();
  async read(name: string): Promise<string | null> {
    return this.documents.get(name) ?? null;
  }
  async write(name: string, text: string): Promise<void> {
    this.documents.set(name, text);
  }
}
