import * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { int } from '../../../component/fields.ts';
import { unsupportedVerbosity, type Verbosity, verbosity } from '../kit/text/verbosity.ts';

const logLevels = ['debug', 'info', 'warn', 'error', 'dpanic', 'panic', 'fatal'] as const;
type LogLevel = (typeof logLevels)[number];

/** zapcore.Level: its words in lower or upper case; "" is info. */
const logLevel = () => z.string().transform((word, context): LogLevel => {
  if (word === '') return 'info';
  const level = word === word.toLowerCase() || word === word.toUpperCase() ? logLevels.find((each) => each === word.toLowerCase()) : undefined;
  if (level !== undefined) return level;
  context.addIssue({ code: 'custom', message: `unrecognized level: "${word}"` });
  return z.NEVER;
}).nullable().optional().meta({ goType: 'zapcore.Level', enum: [...logLevels] });

const fields = z.strictObject({
  loglevel: logLevel().describe('Deprecated, use verbosity: debug is detailed, info is normal, anything above is basic.'),
  verbosity: verbosity('normal').describe('basic and normal: one line per batch; detailed: and every field.'),
  sampling_initial: int(2).describe('Of equal messages, how many are printed in each second before sampling begins.'),
  sampling_thereafter: int(500).describe('From then on every how many-th is printed; 1 prints all, 0 none.'),
});

export interface LoggingExporterConfig {
  readonly verbosity: Verbosity;
  /** As the learner wrote it, for the notice; undefined when not written. */
  readonly loglevel: LogLevel | undefined;
  readonly sampling_initial: number;
  readonly sampling_thereafter: number;
}

const verbosityOf = (level: LogLevel): Verbosity => (level === 'debug' ? 'detailed' : level === 'info' ? 'normal' : 'basic');

/** Upstream loggingexporter v0.84: a loglevel that is written, be it null, counts instead of the verbosity, and both are too much. */
export const LoggingExporterConfig: z.ZodType<LoggingExporterConfig> = z.preprocess((written: unknown, context) => {
  const isSet = (key: string): boolean => typeof written === 'object' && written !== null && key in written;
  if (isSet('loglevel') && isSet('verbosity')) context.addIssue({ code: 'custom', message: "'loglevel' and 'verbosity' are incompatible. Use only 'verbosity' instead", path: [] });
  return written ?? {};
}, fields.transform(({ loglevel, ...rest }): LoggingExporterConfig => {
  const level = loglevel === null ? 'info' : loglevel;
  return { ...rest, loglevel: level, verbosity: level === undefined ? rest.verbosity : verbosityOf(level) };
})).meta({ goType: 'loggingexporter.Config' });

export function validateLogging(config: LoggingExporterConfig): Problem[] {
  const unsupported = unsupportedVerbosity(config.verbosity);
  return unsupported === undefined ? [] : [{ path: [], at: ['verbosity'], message: unsupported }];
}
