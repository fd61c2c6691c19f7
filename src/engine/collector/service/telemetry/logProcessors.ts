import { errorMessage } from '#common/base/errors.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import { type Millis, millis } from '#common/base/units.ts';
import { Attributes } from '#engine/pdata/value.ts';
import { type BuildInfo, userAgent } from '../../component/buildInfo.ts';
import type { Host } from '../../component/host.ts';
import type { LogEntry } from '../../component/logger.ts';
import type { LogProcessorConfig } from './declarativeConfig.ts';
import { valueOf } from './familiesPdata.ts';
import { logsPdata } from './logRecords.ts';
import type { AttributePairs } from './metricRegistry.ts';
import { otlpPush } from './otlpPush.ts';

export interface LogProcessorSettings {
  readonly host: Pick<Host, 'clock' | 'network' | 'compressor'>;
  readonly build: BuildInfo;
  readonly resource: AttributePairs;
  readonly schemaUrl: string;
  /** A push failed: its text. */
  readonly complain: (message: string) => void;
  readonly print: (text: string) => void;
}

/** Sends the collector's own log lines on. */
export interface LogProcessor {
  add(entry: LogEntry): void;
  /** Sends what waits. */
  shutdown(): Promise<void>;
}

/** The SDK's log processors (otelconf v0.3). A failure carries upstream's text. */
export function logProcessorOf({ batch, simple }: LogProcessorConfig, settings: LogProcessorSettings): Result<LogProcessor, string> {
  const chosen = batch ?? simple;
  if (batch && simple) return err('must not specify multiple log processor type');
  if (chosen === null || chosen === undefined) return err('unsupported log processor type, must be one of simple or batch');
  const send = senderOf(chosen.exporter, settings);
  if (!send.ok) return send;
  const limits = batch ? { delay: millis(batch.schedule_delay ?? 1000), queue: batch.max_queue_size ?? 2048, size: batch.max_export_batch_size ?? 512 } : { delay: millis(0), queue: 2048, size: 1 };
  return ok(new Gatherer({ ...limits, send: send.value, clock: settings.host.clock, complain: settings.complain }));
}

type Send = (entries: readonly LogEntry[]) => Promise<void>;

function senderOf({ console, otlp }: NonNullable<LogProcessorConfig['batch']>['exporter'], settings: LogProcessorSettings): Result<Send, string> {
  if (console && otlp) return err('must not specify multiple exporters');
  // Upstream prints its SDK's structs. Here: one JSON object for each line.
  if (console) return ok(async (entries) => { for (const { fields, level, message } of entries) settings.print(`${JSON.stringify({ SeverityText: level, Body: message, Attributes: fields }, null, 2)}\n`); });
  if (!otlp?.protocol) return err('no valid log exporter');
  const push = otlpPush({ signal: 'logs', config: otlp, host: settings.host, userAgent: userAgent(settings.build) });
  if (!push.ok) return push;
  const as = { resource: new Attributes(settings.resource.map(([key, value]) => ({ key, value: valueOf(value) }))), schemaUrl: settings.schemaUrl };
  return ok((entries) => push.value.push(logsPdata(entries, as)));
}

interface GathererSettings {
  /** Longest time a line waits; 0 sends at once. */
  readonly delay: Millis;
  /** Of lines that wait; when more come the oldest are lost, as upstream's are. */
  readonly queue: number;
  readonly size: number;
  readonly send: Send;
  readonly clock: Host['clock'];
  readonly complain: (message: string) => void;
}

class Gatherer implements LogProcessor {
  readonly #settings: GathererSettings;
  #waiting: LogEntry[] = [];
  #timer: Disposable | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(settings: GathererSettings) {
    this.#settings = settings;
  }

  add(entry: LogEntry): void {
    const { clock, delay, queue, size } = this.#settings;
    this.#waiting.push(entry);
    if (this.#waiting.length > queue) this.#waiting.shift();
    if (this.#waiting.length >= size) this.#flush();
    else this.#timer ??= clock.setTimeout(() => this.#flush(), delay);
  }

  async shutdown(): Promise<void> {
    this.#flush();
    await this.#sending;
  }

  #flush(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    const entries = this.#waiting;
    this.#waiting = [];
    if (entries.length === 0) return;
    const { complain, send } = this.#settings;
    this.#sending = this.#sending.then(() => send(entries)).catch((error: unknown) => complain(errorMessage(error)));
  }
}
