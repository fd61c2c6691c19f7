import { describe, expect, it } from 'vitest';
import { eraRules } from '../component/era.ts';
import { fakeFactories } from '../testing/fakeFactories.ts';
import { configSchema } from './schema.ts';

type Json = Readonly<Record<string, unknown>>;
const schema = configSchema(fakeFactories());
const at = (...path: readonly string[]): Json => path.reduce((node: Json, key) => node[key] as Json, schema);
const exporter = at('properties', 'exporters', 'patternProperties', '^otlp_grpc(/.+)?$');
const field = (...path: readonly string[]): Json => path.reduce((node: Json, key) => (node['properties'] as Json)[key] as Json, exporter);

describe('configSchema', () => {
  it('knows every type with and without a name, and deprecated aliases', () => {
    expect(Object.keys(at('properties', 'exporters', 'patternProperties'))).toEqual(['^debug(/.+)?$', '^otlp_grpc(/.+)?$', '^otlp(/.+)?$']);
    expect(at('properties', 'exporters', 'patternProperties', '^otlp(/.+)?$')['deprecationMessage']).toBe('`otlp` is the old name of `otlp_grpc`.');
    expect(at('properties', 'exporters')['additionalProperties']).toBe(false);
  });

  it('says type, default, words and closedness of fields', () => {
    expect(field('timeout')).toMatchObject({ type: ['string', 'integer', 'null'], default: '5s' });
    expect(field('endpoint')).toMatchObject({ type: ['string', 'null'], default: '' });
    expect(field('wait_for_ready')).toMatchObject({ type: ['boolean', 'null', 'string'], pattern: '\\$\\{', default: false });
    expect(field('sending_queue', 'num_consumers')).toEqual({ type: ['integer', 'null', 'string'], pattern: '\\$\\{', default: 10 });
    expect(field('sending_queue', 'sizer')).toEqual({ anyOf: [{ enum: ['items', 'bytes', 'requests'] }, { type: 'null' }, { type: 'string', pattern: '\\$\\{' }], default: 'requests' });
    expect(field('tls')).toMatchObject({ type: ['object', 'string', 'null'], additionalProperties: false });
    expect(exporter['additionalProperties']).toBe(false);
  });

  it('offers snippets, and has no null unions, facts of Go or huge bounds left in it', () => {
    const text = JSON.stringify(schema);

    expect(exporter['defaultSnippets']).toEqual([{ label: 'otlp_grpc', description: 'Sends.', body: { endpoint: '$1' } }]);
    expect(text).not.toContain('goType');
    expect(text).not.toContain('9007199254740991');
  });
});

it('shows the service.telemetry of the release', () => {
  const keysOf = (rules: Parameters<typeof configSchema>[1]): readonly string[] => {
    const whole = configSchema(fakeFactories(), rules) as { readonly properties: { readonly service: { readonly properties: { readonly telemetry: { readonly properties: { readonly metrics: { readonly properties: Json } } } } } } };
    return Object.keys(whole.properties.service.properties.telemetry.properties.metrics.properties);
  };

  expect(keysOf(eraRules.current)).toEqual(['level', 'readers', 'views']);
  expect(keysOf(eraRules['2023'])).toEqual(['level', 'address', 'readers']);
});
