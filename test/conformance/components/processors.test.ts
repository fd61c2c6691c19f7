import { describe, expect, it } from 'vitest';
import type { Era } from '#engine/collector/component/era.ts';
import { componentsOf } from '#engine/collector/components/index.ts';
import type { Context } from '#engine/collector/consumer/consumer.ts';
import { fakeSettings } from '#engine/collector/testing/fakeHost.ts';
import { decodeJson, encodeJson } from '#engine/pdata/otlp/json.ts';
import { jsonStyle, jsonStyle2023 } from '#engine/pdata/otlp/jsonWriter.ts';
import { decodeProtobuf, encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import { expected, sampleJson } from './samples.ts';

/** A processor's config and what the real file exporter behind it wrote for the sample; "" when nothing came. */
interface Processed {
  readonly era: Era;
  readonly signal: Signal;
  readonly type: string;
  readonly config: object;
  readonly output: string;
}
const cases = JSON.parse(expected('processed.json')) as readonly Processed[];
const context: Context = { metadata: new Map([['x-tenant', ['acme']]]), clientAddress: '127.0.0.1:5' };
const styles = { current: jsonStyle, 2023: jsonStyle2023 };

async function process<S extends Signal>(signal: S, { config, era, type }: Processed, explained: boolean): Promise<string> {
  const out: string[] = [];
  const set = fakeSettings(type);
  const factory = componentsOf[era].processors.find((each) => each.type === type)!;
  const next = { consume: async (data: Parameters<typeof encodeJson<S>>[1]) => { out.push(encodeJson(signal, data, styles[era])); } };
  const processor = factory.create[signal]!({ ...set, reasons: { ...set.reasons, wanted: explained } }, factory.config.parse(config), next);
  await processor.consume(decodeProtobuf(signal, encodeProtobuf(signal, decodeJson(signal, sampleJson(signal)))), context);
  return out.join('\n');
}

describe.each([false, true])('processors, asked why: %s', (explained) => {
  it.each(cases)('$era $signal $type $config', async (each) => {
    expect(await process(each.signal, each, explained)).toBe(each.output);
  });
});
