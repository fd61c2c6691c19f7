import { describe, expect, it } from 'vitest';
import type { Era } from '#engine/collector/component/era.ts';
import { defaultRelease, fullRelease } from '#engine/collector/components/distributions.ts';
import { createCollector } from '#engine/collector/service/createCollector.ts';
import { fakeHost } from '#engine/collector/testing/fakeHost.ts';
import { expected } from './samples.ts';

/** A component's YAML and what the real Collector of each release answered: an error's text, or null where it began to run. */
interface Verdict {
  readonly section: 'processors' | 'exporters';
  readonly type: string;
  readonly config: string;
  readonly current?: string | null;
  readonly 2023?: string | null;
}
const verdicts = JSON.parse(expected('verdicts.json')) as readonly Verdict[];

function yamlOf({ config, section, type }: Verdict): string {
  const isProcessor = section === 'processors';
  return [
    'receivers:', "  otlp: {protocols: {http: {endpoint: '127.0.0.1:4318'}}}",
    `${section}:`, `  ${type}: ${config}`,
    ...(isProcessor ? ['exporters:', "  otlphttp: {endpoint: 'http://127.0.0.1:1'}"] : []),
    'service:', '  telemetry: {metrics: {level: none}}', '  pipelines:',
    `    traces: {receivers: [otlp], processors: [${isProcessor ? type : ''}], exporters: [${isProcessor ? 'otlphttp' : type}]}`, '',
  ].join('\n');
}

async function verdictOf(text: string, era: Era): Promise<string | null> {
  const collector = createCollector({ release: defaultRelease, host: fakeHost(), environment: new Map(), readFile: async () => '', build: {}, log: () => {} });
  const result = await collector.apply([{ name: 'config.yaml', text }], fullRelease(era));
  await collector.shutdown();
  return result.ok ? null : result.error.text;
}

describe.each<Era>(['current', '2023'])('in %s', (era) => {
  it.each(verdicts.filter((verdict) => verdict[era] !== undefined))('$type: $config', async (verdict) => {
    expect(await verdictOf(yamlOf(verdict), era)).toBe(verdict[era]);
  });
});
