import { type Clock, wait } from '#common/base/clock.ts';
import { DisposableStore } from '#common/base/disposable.ts';
import { type Millis, millis } from '#common/base/units.ts';
import type { ServiceProcess, ServiceProgram } from '#core/platform/platform.ts';
import type { ToService } from '#core/protocol/serviceMessages.ts';
import { lineLevel, type LogRing } from '../logRing.ts';
import { deferred } from '../deferred.ts';
import { noSpans, type SdkSpans } from '../spanLedger.ts';
import { FromServiceMessage, type Served } from './serviceMessage.ts';

export interface ServiceRunSettings {
  readonly clock: Clock;
  readonly launch: (program: ServiceProgram) => ServiceProcess;
  readonly log: LogRing;
  readonly served: (served: Served) => void;
  /** What has changed in its span counts. */
  readonly counted: (change: SdkSpans) => void;
  /** Sampled spans that ended, by trace id. */
  readonly traced: (spans: Readonly<Record<string, number>>) => void;
}

const startLimit = millis(30_000);

/** One life of a service program, from launch to exit. */
export class ServiceRun {
  /** The port, when it listens; rejects when it exits first, or does not listen in 30 s. */
  readonly listening: Promise<number>;
  /** Null, or why it ended unasked. Never rejects. */
  readonly exited: Promise<string | null>;
  readonly #settings: ServiceRunSettings;
  readonly #process: ServiceProcess;
  readonly #subscriptions = new DisposableStore();
  #stopping = false;
  #spans = noSpans;
  #effective: Readonly<Record<string, string>> = {};

  constructor(program: ServiceProgram, settings: ServiceRunSettings) {
    this.#settings = settings;
    this.#process = settings.launch(program);
    const heard = deferred<number>();
    const gone = deferred<string | null>();
    this.exited = gone.promise;
    this.listening = heard.promise;
    this.listening.catch(() => {}); // whoever starts the run awaits it; a run that is stopped first has nobody to tell
    const tooLate = settings.clock.setTimeout(() => heard.reject(new Error('it did not listen within 30s')), startLimit);
    void this.listening.then(() => tooLate[Symbol.dispose](), () => tooLate[Symbol.dispose]());
    this.#subscriptions.add(this.#process.printed((line) => settings.log.push(lineLevel(line), line)));
    this.#subscriptions.add(this.#process.messaged((message) => this.#hear(message, heard.resolve)));
    this.#subscriptions.add(this.#process.exited(({ code, error }) => {
      this.#subscriptions[Symbol.dispose]();
      const { ended, exported, failed } = this.#spans;
      this.#count({ ...this.#spans, lost: ended - exported - failed });
      const reason = error ?? `exited with code ${String(code)}`;
      heard.reject(new Error(reason));
      gone.resolve(this.#stopping ? null : reason);
    }));
  }

  /** What its SDK answers about itself, by environment variable; said before it listens. */
  get effective(): Readonly<Record<string, string>> {
    return this.#effective;
  }

  post(message: ToService): void {
    this.#process.post(message);
  }

  /** Finishes requests in flight, flushes the SDK, ends; by force when that takes longer than `limit`. */
  async stop(limit: Millis): Promise<void> {
    this.#stopping = true;
    this.post({ type: 'stop' });
    const giveUp = new AbortController();
    const overdue = wait(this.#settings.clock, limit, giveUp.signal).then(() => this.kill(), () => {});
    await Promise.race([this.exited, overdue]);
    giveUp.abort();
  }

  async kill(): Promise<void> {
    this.#stopping = true;
    await this.#process.terminate();
  }

  #hear(message: unknown, listening: (port: number) => void): void {
    const parsed = FromServiceMessage.safeParse(message);
    if (!parsed.success) {
      this.#settings.log.push('warn', 'the lab ignored a message it does not understand');
      return;
    }
    if (parsed.data.type === 'listening') listening(parsed.data.port);
    else if (parsed.data.type === 'served') this.#settings.served(parsed.data);
    else if (parsed.data.type === 'effective') this.#effective = parsed.data.settings;
    else if (parsed.data.type === 'traced') this.#settings.traced(parsed.data.spans);
    else if (parsed.data.type === 'counted') this.#count({ ...parsed.data, lost: 0 });
  }

  #count({ ended, exported, failed, lost }: SdkSpans): void {
    const before = this.#spans;
    this.#spans = { ended, exported, failed, lost };
    this.#settings.counted({ ended: ended - before.ended, exported: exported - before.exported, failed: failed - before.failed, lost: lost - before.lost });
  }
}
