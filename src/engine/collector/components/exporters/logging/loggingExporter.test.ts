import { describe, expect, it } from 'vitest';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { LoggingExporterConfig, validateLogging } from './config.ts';
import { loggingExporter } from './factory.ts';

async function lines(written: object, batches: number): Promise<string[]> {
  const set = fakeSettings('logging');
  const exporter = loggingExporter.create.traces!(set, LoggingExporterConfig.parse(written));
  await exporter.start(fakeHost());
  for (let i = 0; i < batches; i += 1) await exporter.consume(traces(span('a')), background);
  await exporter.shutdown();
  return set.lines.map((line) => line.split('\t').slice(1).join(' '));
}

describe('the logging exporter', () => {
  it('prints a line per batch, two of the same in a second', async () => {
    expect(await lines({}, 5)).toEqual(Array(2).fill('info TracesExporter {"resource spans": 1, "spans": 1}'));
  });

  it('prints every field when detailed', async () => {
    expect(await lines({ verbosity: 'detailed' }, 1)).toEqual([expect.stringContaining('TracesExporter'), expect.stringMatching(/^info ResourceSpans #0/)]);
  });

  it('takes a loglevel, and says that it should not', async () => {
    const [notice, line] = await lines({ loglevel: 'DEBUG' }, 1);

    expect(notice).toBe("warn loggingexporter@v0.84.0/factory.go:98 'loglevel' option is deprecated in favor of 'verbosity'. Set 'verbosity' to equivalent value to preserve behavior. {\"loglevel\": \"debug\", \"equivalent verbosity level\": \"Detailed\"}");
    expect(line).toContain('TracesExporter');
  });

  it.each([[{ loglevel: 'warn' }, 'basic'], [{ loglevel: null }, 'normal'], [{}, 'normal'], [{ verbosity: 'detailed' }, 'detailed']])('%j is %s', (written, level) => {
    expect(LoggingExporterConfig.parse(written).verbosity).toBe(level);
  });

  it('refuses both names at once, unknown words, and none', () => {
    expect(LoggingExporterConfig.safeParse({ loglevel: 'info', verbosity: 'normal' }).error?.issues.map(({ message }) => message)).toEqual(["'loglevel' and 'verbosity' are incompatible. Use only 'verbosity' instead"]);
    expect(LoggingExporterConfig.safeParse({ loglevel: 'foo' }).error?.issues.map(({ message }) => message)).toEqual(['unrecognized level: "foo"']);
    expect(validateLogging(LoggingExporterConfig.parse({ verbosity: 'none' })).map(({ message }) => message)).toEqual(['verbosity level "None" is not supported']);
  });
});
