import { describe, expect, it } from 'vitest';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import type { Span } from '#engine/pdata/traces.ts';
import { fakeSettings } from '../../../testing/fakeHost.ts';
import { matchRules } from '../kit/matchRules.ts';
import { SpanProcessorConfig, SpanProcessorConfig2023 } from './config.ts';
import { changeSpans } from './span.ts';

const settings = (wanted: boolean) => {
  const set = fakeSettings();
  return { ...set, given: set.given, reasons: { ...set.reasons, wanted } };
};
/** The span as it leaves, with and without somebody who asks why. */
function processed(written: object, before: Span): Span {
  const [plain, explained] = [false, true].map((wanted) => changeSpans(matchRules)(SpanProcessorConfig.parse(written), settings(wanted))(traces(before)).resourceSpans[0]?.scopeSpans[0]?.spans[0]);
  expect(explained).toEqual(plain);
  return plain!;
}

describe('the span processor', () => {
  it.each([
    ['joins values', { from_attributes: ['db.svc', 'n'], separator: '::' }, { 'db.svc': 'location', 'n': 7n }, 'location::7'],
    ['writes each type as Go does', { from_attributes: ['b', 'd', 'big', 'list'], separator: ' ' }, { b: true, d: 0.1, big: 1e21, list: ['a'] }, 'true 0.1 1000000000000000000000 <unknown-attribute-type>'],
    ['needs every attribute', { from_attributes: ['a', 'missing'] }, { a: 'x' }, 'before'],
  ])('%s', (_what, name, attributes, expected) => {
    expect(processed({ name }, span('before', { attributes })).name).toBe(expected);
  });

  it.each([
    ['takes a group out', { rules: ['^/api/(?P<version>v\\d)/'] }, '/api/v1/document/12/update', ['/api/{version}/document/12/update', { version: 'v1' }]],
    ['goes on with what is left', { rules: ['/document/(?P<id>[^/]+)', '^/api/(?P<version>v\\d)/'] }, '/api/v1/document/12/update', ['/api/{version}/document/{id}/update', { id: '12', version: 'v1' }]],
    ['stops when told to', { rules: ['/document/(?P<id>[^/]+)', '^/api/(?P<version>v\\d)/'], break_after_match: true }, '/api/v1/document/12', ['/api/v1/document/{id}', { id: '12' }]],
    ['keeps the name when told to', { rules: ['(?P<id>\\d+)'], keep_original_name: true }, 'é 17', ['é 17', { id: '17' }]],
    ['overwrites an attribute', { rules: ['(?P<id>\\d+)'] }, 'no 17', ['no {id}', { id: '17' }]],
    ['leaves a name that does not match', { rules: ['(?P<id>\\d+)'] }, 'none', ['none', {}]],
    ['survives a group that took no part', { rules: ['(?P<a>x)|(?P<b>y)'] }, '-y-', ['-{b}-', { a: '', b: 'y' }]],
  ])('%s', (_what, to_attributes, name, expected) => {
    const changed = processed({ name: { to_attributes } }, span(name));

    expect([changed.name, Object.fromEntries(changed.attributes.entries.map(({ key, value }) => [key, value]))]).toEqual(expected);
  });

  it('sets the status, and takes an old message away', () => {
    const failed = span('a', { status: { code: 2, message: 'boom' } });

    expect(processed({ status: { code: 'Ok' } }, failed).status).toEqual({ code: 1, message: '' });
    expect(processed({ status: { code: 'Error', description: 'late' } }, failed).status).toEqual({ code: 2, message: 'late' });
  });

  it('leaves alone what is not included, and what is excluded', () => {
    const status = { code: 'Ok' };

    expect(processed({ status, include: { match_type: 'strict', span_names: ['b'] } }, span('a')).status.code).toBe(0);
    expect(processed({ status, exclude: { match_type: 'regexp', span_names: ['a'] } }, span('a')).status.code).toBe(0);
  });

  it.each([
    [{}, 'error creating "span" processor: either "from_attributes" or "to_attributes" must be specified in "name:" or "setStatus" must be specified'],
    [{ name: { to_attributes: null } }, 'error creating "span" processor: either "from_attributes" or "to_attributes" must be specified in "name:" or "setStatus" must be specified'],
    [{ status: { code: 'error' } }, 'error creating "span" processor: "status" must have specified "code" as "Ok" or "Error" or "Unset"'],
    [{ status: { code: 'Ok', description: 'fine' } }, 'error creating "span" processor: "description" can be specified only for "code" "Error"'],
    [{ name: { to_attributes: { rules: ['('] } } }, 'invalid regexp pattern ('],
    [{ status: { code: 'Ok' }, include: { match_type: 'strict' } }, 'at least one of "attributes", "libraries",  or "resources" field must be specified'],
  ])('refuses %j', (written, message) => {
    expect(() => changeSpans(matchRules)(SpanProcessorConfig.parse(written), fakeSettings())).toThrow(new Error(message));
  });

  it('says which rule changed which span', () => {
    const set = fakeSettings();
    const data = traces(span('GET /1', { attributes: { a: 'x' } }), span('other'));
    changeSpans(matchRules)(SpanProcessorConfig.parse({ name: { from_attributes: ['a'], to_attributes: { rules: ['(?P<id>\\d+)'] } }, status: { code: 'Ok' } }), set)(data);

    expect(set.given.map(({ verdict, because, rule }) => [verdict, because, rule])).toEqual([
      ['changed', 'name made of "a"', ['name', 'from_attributes']],
      ['changed', 'status set to Ok', ['status']],
    ]);
    expect(set.given[0]?.data).toEqual(traces(data.resourceSpans[0]!.scopeSpans[0]!.spans[0]!));
    expect(set.given[0]?.after).toEqual(traces(span('x', { attributes: { a: 'x' } })));
  });

  it('of v0.84 does not know keep_original_name', () => {
    expect(SpanProcessorConfig2023.safeParse({ name: { to_attributes: { keep_original_name: true } } }).success).toBe(false);
  });
});
