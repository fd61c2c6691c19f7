import { describe, expect, it } from 'vitest';
import type { Era } from '#engine/collector/component/era.ts';
import { componentsOf } from '#engine/collector/components/index.ts';
import { background } from '#engine/collector/consumer/consumer.ts';
import { fakeHost, fakeSettings } from '#engine/collector/testing/fakeHost.ts';
import { decodeJson } from '#engine/pdata/otlp/json.ts';
import { decodeProtobuf, encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { type Signal, signals } from '#engine/pdata/signal.ts';
import { expected, sampleJson } from './samples.ts';

interface Exporting {
  readonly era: Era;
  readonly type: string;
  readonly config: object;
}

/** Sends the sample of a signal through an exporter; data from protobuf, as it comes from an SDK. */
async function exportSample<S extends Signal>(signal: S, { era, type, config }: Exporting) {
  const host = fakeHost();
  const set = fakeSettings(type);
  const factory = componentsOf[era].exporters.find((each) => each.type === type);
  const exporter = factory!.create[signal]!(set, factory!.config.parse(config));
  await exporter.start(host);
  await exporter.consume(decodeProtobuf(signal, encodeProtobuf(signal, decodeJson(signal, sampleJson(signal)))), background);
  await exporter.shutdown();
  return { host, messages: set.entries.map(({ message }) => message) };
}

describe.each(signals)('%s', (signal) => {
  it.each<[string, Exporting]>([
    ['debug-detailed', { era: 'current', type: 'debug', config: { verbosity: 'detailed' } }],
    ['debug-normal', { era: 'current', type: 'debug', config: { verbosity: 'normal' } }],
    ['logging-detailed', { era: '2023', type: 'logging', config: { verbosity: 'detailed' } }],
  ])('%s prints what the real one prints', async (name, exporting) => {
    const { messages } = await exportSample(signal, exporting);

    expect(messages).toHaveLength(2);
    expect(messages[1]).toBe(expected(`${name}-${signal}.txt`));
  });

  it.each<Era>(['current', '2023'])('file of %s holds the bytes that the real one writes', async (era) => {
    const { host } = await exportSample(signal, { era, type: 'file', config: { path: '/out.json' } });

    expect(host.files.text('/out.json')).toBe(expected(`file-${era}-${signal}.json`));
  });
});
