import { err, ok, type Result } from '#common/base/result.ts';
import type { BuildInfo } from '../../component/buildInfo.ts';
import type { Era } from '../../component/era.ts';
import type { Host } from '../../component/host.ts';
import type { LogEntry, LogFields, Logger, LogLevel } from '../../component/logger.ts';
import { Reflected } from '../../component/reflected.ts';
import { goLogLine } from './encode.ts';
import { createLogger } from './logger.ts';
import { type LogProcessor, logProcessorOf } from './logProcessors.ts';
import { type LogSinks, type LogStream, openSinks } from './logSinks.ts';
import type { AttributePairs } from './metricRegistry.ts';
import type { TelemetryConfig } from './telemetryConfig.ts';
import { telemetryRules } from './telemetryRules.ts';

/** Receives every line with where the process should print it: nowhere, when only files take it. */
export type WriteLog = (entry: LogEntry, line: string, streams: readonly LogStream[]) => void;

export interface OwnLogSettings {
  readonly telemetry: Pick<TelemetryConfig, 'logs'>;
  readonly era: Era;
  readonly build: BuildInfo;
  readonly resource: AttributePairs;
  readonly host: Pick<Host, 'clock' | 'files' | 'network' | 'compressor'>;
  readonly write: WriteLog;
}

/** The log of one running configuration (upstream otelconftelemetry/logger.go, v0.159; service/telemetry of v0.84). */
export class OwnLog {
  readonly logger: Logger;
  readonly #sinks: LogSinks;
  readonly #processors: readonly LogProcessor[];
  readonly #complain: (message: string) => void;
  readonly #print: (text: string) => void;

  private constructor(settings: OwnLogSettings, sinks: LogSinks, processors: readonly LogProcessor[]) {
    this.#sinks = sinks;
    this.#processors = processors;
    this.#complain = complaint(settings);
    this.#print = printer(settings);
    this.logger = loggerOf(settings, (entry, line) => {
      sinks.write(line);
      settings.write(entry, line, sinks.streams);
      for (const processor of processors) processor.add(entry);
    });
  }

  /** A failure carries upstream's text, as after `Error: `. */
  static async open(settings: OwnLogSettings): Promise<Result<OwnLog, string>> {
    const { era, host, telemetry: { logs } } = settings;
    const failed = (reason: string) => err(`${telemetryRules[era].logFailure}: ${reason}`);
    if (logs.encoding !== 'console' && logs.encoding !== 'json') return failed(`no encoder registered for name ${JSON.stringify(logs.encoding)}`);
    const sinks = await openSinks(logs.output_paths, host.files);
    if (!sinks.ok) return failed(sinks.error);
    // Where zap itself would complain: opened as upstream does, so that a bad path is told; nothing is ever written there.
    const complaints = await openSinks(logs.error_output_paths, host.files);
    if (!complaints.ok) {
      await sinks.value.close();
      return failed(complaints.error);
    }
    await complaints.value.close();
    const processors = logs.processors.map((processor) => logProcessorOf(processor, {
      host, build: settings.build, resource: settings.resource, schemaUrl: telemetryRules[era].schemaUrl, complain: complaint(settings), print: printer(settings),
    }));
    const failures = processors.flatMap((processor) => (processor.ok ? [] : [processor.error]));
    if (failures.length > 0) {
      await sinks.value.close();
      return failed(failures.join('\n'));
    }
    return ok(new OwnLog(settings, sinks.value, processors.flatMap((processor) => (processor.ok ? [processor.value] : []))));
  }

  /** A line that no logger writes: what Go's own log package prints on stderr. */
  complain(message: string): void {
    this.#complain(message);
  }

  /** On stdout. */
  print(text: string): void {
    this.#print(text);
  }

  async close(): Promise<void> {
    await Promise.all(this.#processors.map((processor) => processor.shutdown()));
    await this.#sinks.close();
  }
}

const complaint = ({ host, write }: OwnLogSettings) => (message: string): void => {
  const timeUnixNano = host.clock.now();
  write({ timeUnixNano, level: 'error', message, fields: {} }, goLogLine(timeUnixNano, message), ['stderr']);
};

const printer = ({ host, write }: OwnLogSettings) => (text: string): void => {
  const line = text.endsWith('\n') ? text.slice(0, -1) : text;
  write({ timeUnixNano: host.clock.now(), level: 'info', message: line, fields: {} }, line, ['stdout']);
};

function loggerOf({ era, host, resource, telemetry: { logs } }: OwnLogSettings, write: (entry: LogEntry, line: string) => void): Logger {
  const rules = telemetryRules[era];
  const level: LogLevel = logs.level === 'dpanic' || logs.level === 'panic' ? 'fatal' : logs.level;
  const { enabled, initial, thereafter, tick } = logs.sampling;
  const initialFields = Object.entries(logs.initial_fields).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, typeof value === 'object' && value !== null ? Reflected.ofMap(value) : value]);
  const fields: LogFields = {
    ...Object.fromEntries(initialFields) as LogFields,
    ...(rules.resourceInLog && !logs.disable_zap_resource && resource.length > 0 ? { resource: Object.fromEntries(resource.map(([key, value]) => [key, String(value)])) } : {}),
  };
  return createLogger({
    clock: host.clock, level, encoding: logs.encoding === 'json' ? 'json' : 'console', epoch: rules.jsonTime === 'epoch', disableCaller: logs.disable_caller,
    sampling: enabled ? { tick, initial, thereafter } : undefined, fields, write,
  });
}
