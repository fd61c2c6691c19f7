import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type * as z from 'zod';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import type { Factory } from '../component/factory.ts';
import { background } from '../consumer/consumer.ts';
import { shapeOf } from '../service/decode/shape.ts';
import { fakeHost, fakeSettings } from '../testing/fakeHost.ts';
import { Sink } from '../testing/sink.ts';
import { verifyLifecycle } from '../testing/verifyLifecycle.ts';
import { componentsOf } from './index.ts';

const { current, '2023': old } = componentsOf;
/** Of every release, each once. */
const all: readonly Factory[] = [...new Set([current, old].flatMap(({ receivers, processors, exporters, connectors, extensions }) => [...receivers, ...processors, ...exporters, ...connectors, ...extensions]))];

/** What upstream's own default config fails with; the others have a valid default. */
const defaultProblems: Readonly<Record<string, string>> = {
  'receiver/otlp': 'must specify at least one protocol when using the OTLP receiver',
  'processor/attributes': 'missing required field "actions"',
  'processor/resource': 'missing required field "attributes"',
  'processor/memory_limiter': "'check_interval' must be greater than zero",
  'exporter/otlp_grpc': 'requires a non-empty "endpoint"',
  'exporter/otlp_http': 'at least one endpoint must be specified',
  'exporter/otlphttp': 'at least one endpoint must be specified',
  'exporter/file': 'path must be non-empty',
  'extension/basicauth': 'no credential source provided',
  'extension/bearertokenauth': 'no bearer token provided',
  'extension/headers_setter': 'missing headers configuration',
};

/** Components that have another name today live under that. */
const renamed: Readonly<Record<string, string>> = { 'exporter/otlp': 'otlp_grpc', 'exporter/otlphttp': 'otlp_http' };
const folder = ({ kind, type }: Factory): string => renamed[`${kind}/${type}`] ?? type;
const readme = (factory: Factory): string => readFileSync(new URL(`./${factory.kind}s/${folder(factory)}/README.md`, import.meta.url), 'utf8');

/** The config of the one yaml example in a component's README. */
function example(factory: Factory): unknown {
  const blocks = [...readme(factory).matchAll(/^```yaml\n(.*?)^```/gms)].map((match) => match[1] ?? '');
  expect(blocks).toHaveLength(1);
  const document = parse(blocks[0] ?? '') as Record<string, Record<string, unknown>>;
  expect(Object.keys(document)).toEqual([`${factory.kind}s`]);
  expect(Object.keys(document[`${factory.kind}s`] ?? {})).toEqual([folder(factory)]);
  return document[`${factory.kind}s`]?.[folder(factory)];
}

/** The ways to fields that no `.describe()` explains in the editor, of sections and lists too. */
function undescribed(schema: z.ZodType, path: readonly string[] = []): readonly string[] {
  const { alternative, element, fields } = shapeOf(schema);
  const inner = [element, alternative].flatMap((each) => (each === undefined ? [] : undescribed(each, [...path, '*'])));
  return [...(fields ?? [])].flatMap(([name, field]) => [...(shapeOf(field).meta.description === undefined ? [[...path, name].join('.')] : []), ...undescribed(field, [...path, name])]).concat(inner);
}

describe.each(all.map((factory) => ({ name: `${factory.kind}/${factory.type}`, factory })))('$name', ({ factory, name }) => {
  it('has the default config of upstream', () => {
    const config = factory.config.parse(null);

    expect((factory.validate?.(config) ?? []).map((problem) => problem.message)).toEqual(defaultProblems[name] === undefined || factory.validate === undefined ? [] : [defaultProblems[name]]);
    expect(factory.config.parse({})).toEqual(config);
  });

  it('refuses keys that it does not know', () => {
    expect(factory.config.safeParse({ no_such_key: 1 }).success).toBe(false);
  });

  it('has a README whose example starts, stops twice, and leaves nothing behind', async () => {
    expect(await verifyLifecycle(factory, example(factory))).toEqual([]);
  });

  it('explains every field', () => {
    expect(undescribed(factory.config)).toEqual([]);
  });

  it('tells what it does, what goes wrong and what differs', () => {
    expect(factory.summary).toMatch(/^[A-Z].*\.$/);
    expect(readme(factory)).toContain('**What goes wrong.**');
    expect(readme(factory)).toContain('Different from upstream');
  });
});

describe('processors', () => {
  it.each(current.processors.map((factory) => ({ type: factory.type, factory })))('$type passes everything on before it stops', async ({ factory }) => {
    const next = new Sink<'traces'>();
    const clock = fakeHost();
    const processor = factory.create.traces!(fakeSettings(factory.type), factory.config.parse(example(factory)), next);
    await processor.start(clock);

    await processor.consume(traces(span('a'), span('b')), background);
    await processor.shutdown();

    expect(next.received.flatMap((data) => data.resourceSpans.flatMap((group) => group.scopeSpans.flatMap((scope) => scope.spans.map((each) => each.name))))).toEqual(['a', 'b']);
  });
});
