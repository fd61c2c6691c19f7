import { describe, expect, it } from 'vitest';
import { gauge, metrics } from '#engine/pdata/testing/metrics.ts';
import { logRecord, logs } from '#engine/pdata/testing/logs.ts';
import { resourceSpans, span } from '#engine/pdata/testing/traces.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeSettings } from '../../../testing/fakeHost.ts';
import { changeAttributes } from './attributes.ts';
import { AttributesProcessorConfig } from './config.ts';
import { attributeRules } from '../kit/attributeRules.ts';
import { matchRules } from '../kit/matchRules.ts';

const rules = { actions: attributeRules, match: matchRules };
const tag = [{ key: 'tagged', value: true, action: 'insert' }];
const config = (written: object) => AttributesProcessorConfig.parse({ actions: tag, ...written });

/** Names of the spans that were changed. */
function changedSpans(written: object): string[] {
  const data = { resourceSpans: [
    resourceSpans({ 'service.name': 'billing', 'zone': 1n }, span('GET /', { kind: 2, attributes: { code: 200n } }), span('pay', { kind: 3, attributes: { code: 500n } })),
    resourceSpans({}, span('idle')),
  ] };
  const changed = changeAttributes('traces', rules)(config(written), fakeSettings())(data, background);
  return changed.resourceSpans.flatMap((group) => group.scopeSpans.flatMap((scope) => scope.spans)).filter((each) => each.attributes.has('tagged')).map((each) => each.name);
}

describe('include and exclude', () => {
  it.each([
    ['nothing', {}, ['GET /', 'pay', 'idle']],
    ['services', { include: { match_type: 'strict', services: ['billing'] } }, ['GET /', 'pay']],
    ['services of a resource without a name', { include: { match_type: 'regexp', services: ['nil'] } }, ['idle']],
    ['span names by pattern, unanchored', { include: { match_type: 'regexp', span_names: ['a', 'x'] } }, ['pay']],
    ['span names by word', { include: { match_type: 'strict', span_names: ['pa', 'idle'] } }, ['idle']],
    ['span kinds', { include: { match_type: 'strict', span_kinds: ['SPAN_KIND_CLIENT'] } }, ['pay']],
    ['attributes by value and type', { include: { match_type: 'strict', attributes: [{ key: 'code', value: 200 }] } }, ['GET /']],
    ['attributes by key alone', { include: { match_type: 'strict', attributes: [{ key: 'code' }] } }, ['GET /', 'pay']],
    ['attributes by pattern, numbers too', { include: { match_type: 'regexp', attributes: [{ key: 'code', value: '^5' }] } }, ['pay']],
    ['resources', { include: { match_type: 'strict', resources: [{ key: 'zone', value: 1 }] } }, ['GET /', 'pay']],
    ['exclude after include', { include: { match_type: 'strict', services: ['billing'] }, exclude: { match_type: 'strict', span_names: ['pay'] } }, ['GET /']],
    ['libraries', { exclude: { match_type: 'strict', libraries: [{ name: '', version: '' }] } }, []],
  ])('%s', (_what, written, expected) => {
    expect(changedSpans(written)).toEqual(expected);
  });

  it.each([
    [{ match_type: 'strict' }, 'at least one of "attributes", "libraries",  or "resources" field must be specified'],
    [{ services: ['a'] }, "error creating service name filters: unrecognized match_type: '', valid types are: [regexp strict]"],
    [{ match_type: 'strict', log_bodies: ['a'] }, 'log_bodies should not be specified for trace spans'],
    [{ match_type: 'strict', span_kinds: ['CLIENT'] }, 'span_kinds string must match one of the standard span kinds when match_type=strict: [     SPAN_KIND_CLIENT SPAN_KIND_CONSUMER SPAN_KIND_INTERNAL SPAN_KIND_PRODUCER SPAN_KIND_SERVER]'],
    [{ match_type: 'regexp', attributes: [{ key: 'a', value: 1 }] }, 'error creating attribute filters: match_type=regexp for "a" only supports Str, but found Int'],
    [{ match_type: 'strict', attributes: [{ key: '' }] }, "error creating attribute filters: can't have empty key in the list of attributes"],
  ])('refuses %j', (include, message) => {
    expect(() => changeAttributes('traces', rules)(config({ include }), fakeSettings())).toThrow(new Error(message));
  });

  it('matches log records by body and severity', () => {
    const data = logs(logRecord('hello', { severityNumber: 9 }), logRecord('bye', { severityNumber: 17 }), logRecord('bye', { severityNumber: 0 }));
    const changed = changeAttributes('logs', rules)(config({ include: { match_type: 'strict', log_bodies: ['bye'], log_severity_number: { min: 13 } } }), fakeSettings())(data, background);

    expect(changed.resourceLogs[0]?.scopeLogs[0]?.logRecords.map((record) => record.attributes.has('tagged'))).toEqual([false, true, false]);
  });

  it('matches metrics by name, and changes their data points', () => {
    const data = metrics(gauge('a', 1n), gauge('b', 1n));
    const changed = changeAttributes('metrics', rules)(config({ exclude: { match_type: 'strict', metric_names: ['a'] } }), fakeSettings())(data, background);

    expect(changed.resourceMetrics[0]?.scopeMetrics[0]?.metrics.map((metric) => metric.data.dataPoints[0]?.attributes.has('tagged'))).toEqual([false, true]);
  });
});
