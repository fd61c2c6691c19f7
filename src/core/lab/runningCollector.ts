import { Emitter } from '#common/base/emitter.ts';
import type { Diagnostic } from '#common/base/diagnostic.ts';
import { errorMessage } from '#common/base/errors.ts';
import type { Clock } from '#common/base/clock.ts';
import type { CheckedConfig, Collector, CollectorSettings, GraphInfo, ListeningAddress, NodeCounts, Release, Tapped, UnusedComponent } from '#engine/collector/collector.ts';
import { nameOf, type ReleaseName } from '#engine/collector/component/release.ts';
import { releaseOf } from '#engine/collector/components/distributions.ts';
import { candidates, type Draft, written } from './draft.ts';
import type { DraftStore } from './draftStore.ts';
import { LogRing } from './logRing.ts';
import type { LabNotice } from './notice.ts';
import { Serial } from './serial.ts';

export interface RunningCollectorSettings {
  readonly collectorId: string;
  readonly clock: Clock;
  readonly createCollector: (settings: Pick<CollectorSettings, 'log' | 'release'>) => Collector;
  /** What the scene's configuration is judged and run by. */
  readonly release: Release;
  /** What the scene begins with. */
  readonly yaml: string;
  /** Null keeps nothing between runs. */
  readonly drafts: DraftStore | null;
}
export interface CollectorView {
  readonly collectorId: string;
  readonly yaml: string;
  readonly runningYaml: string;
  /** What `yaml` is judged by. */
  readonly release: ReleaseName;
  readonly runningRelease: ReleaseName;
  readonly revision: number;
  readonly runningSince: number;
  readonly status: 'starting' | 'running' | 'restarting' | 'stopped';
  readonly graph: GraphInfo;
  readonly diagnostics: readonly Diagnostic[];
  readonly unused: readonly UnusedComponent[];
  readonly listening: readonly ListeningAddress[];
}

const noGraph: GraphInfo = { nodes: [], pipelines: [], extensions: [] };

/** One collector of a lab. Whatever a learner applies, the last good configuration keeps running. */
export class RunningCollector implements Disposable {
  readonly log: LogRing;
  readonly #settings: RunningCollectorSettings;
  readonly #changed = new Emitter<CollectorView>();
  readonly #tapped = new Emitter<Tapped>();
  readonly #noticed = new Emitter<LabNotice>();
  readonly #serial = new Serial();
  #collector: Collector | undefined;
  #tap: Disposable | undefined;
  /** Metrics of collectors that broke and were replaced. */
  readonly #earlier = new Map<string, number>();
  #view: Omit<CollectorView, 'listening'>;
  /** Of the configuration that runs. */
  #running: Draft;

  constructor(settings: RunningCollectorSettings) {
    this.#settings = settings;
    this.log = new LogRing(settings.clock);
    this.#running = { yaml: '', release: settings.release };
    const release = nameOf(settings.release);
    this.#view = {
      collectorId: settings.collectorId, yaml: settings.yaml, runningYaml: '', release, runningRelease: release, revision: 0, runningSince: 0,
      status: 'stopped', graph: noGraph, diagnostics: [], unused: [],
    };
  }

  readonly changed = this.#changed.event;
  /** Every batch on every edge, across restarts. */
  readonly tapped = this.#tapped.event;
  /** Something went wrong that the learner did not do. */
  readonly noticed = this.#noticed.event;

  get view(): CollectorView {
    return { ...this.#view, listening: this.#collector?.listening ?? [] };
  }
  counts(): ReadonlyMap<string, NodeCounts> {
    return this.#collector?.counts() ?? new Map();
  }
  metrics(): ReadonlyMap<string, number> {
    return this.#collector?.metrics() ?? new Map();
  }
  /** Metrics whose names begin so, e.g. `otelcol_receiver_accepted_spans{`; added up over restarts, as counters are. */
  counters(prefix: string): ReadonlyMap<string, number> {
    const all = new Map([...this.#earlier].filter(([name]) => name.startsWith(prefix)));
    for (const [name, value] of this.metrics()) if (name.startsWith(prefix)) all.set(name, (all.get(name) ?? 0) + value);
    return all;
  }

  /** Starts with the learner's saved draft, else with what last ran, else with the scene's own. Rejects when even that cannot run. */
  start(): Promise<void> {
    return this.#serial.run(async () => {
      this.#update({ status: 'starting' });
      const saved = await this.#settings.drafts?.load() ?? null;
      for (const draft of candidates(saved, this.#settings)) {
        if (await this.#try(draft)) break;
      }
      if (this.#view.revision === 0) {
        this.#update({ status: 'stopped' });
        throw new Error(this.#view.diagnostics[0]?.message ?? 'the collector did not start');
      }
      // The learner's broken draft is theirs to mend: show it again, beside what runs.
      if (saved !== null && saved.yaml !== this.#view.runningYaml) await this.#explain(written(saved, this.#settings));
    });
  }

  /**
   * Runs `yaml` as the given release would (default: the one chosen last), or says in the view's diagnostics why not. The draft is kept either
   * way, unless told not to; when it cannot be, `noticed` says so.
   */
  apply(yaml: string, { keepDraft = true, release }: { readonly keepDraft?: boolean; readonly release?: Release } = {}): Promise<CollectorView> {
    return this.#serial.run(async () => {
      const draft = { yaml, release: release ?? this.#chosen() };
      await this.#try(draft);
      if (keepDraft) await this.#save(draft);
      return this.view;
    });
  }

  /** What is wrong with `yaml`, without running it. */
  check(yaml: string): Promise<readonly Diagnostic[]> {
    return this.#serial.run(async () => {
      const checked = await this.#alive().check([this.#source(yaml)], this.#chosen());
      return checked.ok ? checked.value.diagnostics : checked.error.diagnostics;
    });
  }

  /** Drains: resolves when everything accepted was delivered or reported lost. */
  stop(): Promise<void> {
    return this.#serial.run(async () => {
      await this.#collector?.shutdown();
      this.#update({ status: 'stopped' });
    });
  }

  [Symbol.dispose](): void {
    this.#tap?.[Symbol.dispose]();
    this.log[Symbol.dispose]();
  }

  async #try(draft: Draft): Promise<boolean> {
    const { yaml, release } = draft;
    try {
      const applied = await this.#alive().apply([this.#source(yaml)], release);
      if (applied.ok) this.#runs(draft, applied.value);
      else this.#update({ yaml, release: nameOf(release), diagnostics: applied.error.diagnostics, status: this.#view.revision > 0 ? 'running' : 'starting' });
      return applied.ok;
    } catch (error) {
      await this.#recover(draft, error);
      return false;
    }
  }

  async #save({ yaml, release }: Draft): Promise<void> {
    const { runningYaml, runningRelease } = this.#view;
    try {
      await this.#settings.drafts?.save({ yaml, release: nameOf(release), runningYaml, runningRelease });
    } catch (error) {
      this.#noticed.emit({ kind: 'saveFailed', message: `the configuration of ${this.#settings.collectorId} could not be saved: ${errorMessage(error)}` });
    }
  }

  /** A collector that throws is broken (our bug): it is replaced by a new one with the last good configuration. */
  async #recover({ yaml, release }: Draft, error: unknown): Promise<void> {
    const message = errorMessage(error);
    this.log.push('error', `the collector failed and starts again with its last good configuration: ${message}`);
    this.#update({ yaml, release: nameOf(release), status: 'restarting', diagnostics: [{ severity: 'error', message: `internal error: ${message}`, range: null }] });
    await this.#discard();
    const running = this.#running;
    if (running.yaml === '') return;
    const restarted = await this.#alive().apply([this.#source(running.yaml)], running.release);
    this.#update({ status: restarted.ok ? 'running' : 'stopped', runningSince: this.#nowMillis() });
    this.#noticed.emit({ kind: 'coreRestarted', message: `${this.#settings.collectorId} was started again after an internal error: ${message}` });
  }

  async #discard(): Promise<void> {
    const broken = this.#collector;
    for (const [name, value] of this.metrics()) this.#earlier.set(name, (this.#earlier.get(name) ?? 0) + value);
    this.#collector = undefined;
    this.#tap?.[Symbol.dispose]();
    try {
      await broken?.shutdown();
    } catch (error) {
      this.log.push('error', `the broken collector did not shut down: ${errorMessage(error)}`);
    }
  }

  async #explain({ yaml, release }: Draft): Promise<void> {
    const checked = await this.#alive().check([this.#source(yaml)], release);
    this.#update({ yaml, release: nameOf(release), diagnostics: checked.ok ? checked.value.diagnostics : checked.error.diagnostics });
  }

  #chosen(): Release {
    return releaseOf(this.#view.release) ?? this.#settings.release;
  }

  #runs(draft: Draft, config: CheckedConfig): void {
    this.#running = draft;
    const release = nameOf(draft.release);
    this.#update({
      yaml: draft.yaml, runningYaml: draft.yaml, release, runningRelease: release, revision: this.#view.revision + 1, runningSince: this.#nowMillis(), status: 'running',
      graph: config.graph, unused: config.unused, diagnostics: config.diagnostics,
    });
  }

  #alive(): Collector {
    if (this.#collector === undefined) {
      this.#collector = this.#settings.createCollector({ release: this.#settings.release, log: (entry, line) => this.log.push(entry.level, line) });
      this.#tap = this.#collector.tapped((tapped) => this.#tapped.emit(tapped));
    }
    return this.#collector;
  }

  #source(yaml: string): { readonly name: string; readonly text: string } {
    return { name: `${this.#settings.collectorId}.yaml`, text: yaml };
  }

  #nowMillis(): number {
    return Number(this.#settings.clock.now() / 1_000_000n);
  }

  #update(change: Partial<CollectorView>): void {
    this.#view = { ...this.#view, ...change };
    this.#changed.emit(this.view);
  }
}
