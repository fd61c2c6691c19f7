import { describe, expect, it } from 'vitest';
import { logRecord, logs } from '#engine/pdata/testing/logs.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import type { LogRecord } from '#engine/pdata/logs.ts';
import type { Span } from '#engine/pdata/traces.ts';
import type { AnyValue } from '#engine/pdata/value.ts';
import { fakeSettings } from '../../../testing/fakeHost.ts';
import { highest, thresholdOf, thresholdText } from './bits56.ts';
import { ProbabilisticSamplerConfig, ProbabilisticSamplerConfig2023, validateSampler, validateSampler2023 } from './config.ts';
import { decideLogRecords, decideSpans } from './decide.ts';
import { decideLogRecords2023, decideSpans2023 } from './decide2023.ts';
import { sample } from './sample.ts';
import { TraceState } from './traceState.ts';

const config = (written: object) => ProbabilisticSamplerConfig.parse(written);
const keptSpan = (written: object, fields: Parameters<typeof span>[1] = {}): Span | null => decideSpans(config(written), fakeSettings())(span('a', fields)).kept;
const keptRecord = (written: object, attributes: Record<string, AnyValue>, traceId = ''): LogRecord | null =>
  decideLogRecords(config(written), fakeSettings())(logRecord('a', { attributes, traceId })).kept;

/** Trace ids that look random: a linear congruential sequence. */
function traceIds(count: number): string[] {
  let state = 12_345n;
  const next = (): string => {
    state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n);
    return state.toString(16).padStart(16, '0');
  };
  return Array.from({ length: count }, () => next() + next());
}

describe('hash_seed mode', () => {
  // What the real collector (v0.159) wrote.
  it.each([
    ['2d46346f0e18ae064960af132cf4de3c', 0.01, 'ot=rv:fffc30651a4000;th:fffc'],
    ['670f4abf6f07c95608ef746b45608cf0', 0.5, 'ot=rv:feec2196678044;th:febc'],
    ['2f2f71e075e8d47010c4b8f8d42d4973', 0.5, 'ot=rv:ffec2649900004;th:febc'],
    ['670f4abf6f07c95608ef746b45608cf0', 0.1, undefined],
  ])('of %s at %d %% makes the tracestate %s', (traceId, sampling_percentage, traceState) => {
    expect(keptSpan({ sampling_percentage }, { traceId })?.traceState).toBe(traceState);
  });

  it.each([[1, 0], [10, 22], [50, 4_294_967_295], [99, 7]])('passes about %d %% with seed %d', (sampling_percentage, hash_seed) => {
    const ids = traceIds(20_000);
    const decide = decideSpans(config({ sampling_percentage, hash_seed }), fakeSettings());
    const kept = ids.filter((traceId) => decide(span('a', { traceId })).kept !== null).length;

    const share = sampling_percentage / 100;
    // Five standard deviations of a binomial distribution.
    expect(Math.abs(kept - ids.length * share)).toBeLessThan(5 * Math.sqrt(ids.length * share * (1 - share)));
  });

  it('decides in v0.84 as it does today', () => {
    const written = { sampling_percentage: 33.3, hash_seed: 5 };
    const today = decideSpans(config(written), fakeSettings());
    const before = decideSpans2023(ProbabilisticSamplerConfig2023.parse(written));

    for (const traceId of traceIds(2000)) expect(before(span('a', { traceId })).kept === null).toBe(today(span('a', { traceId })).kept === null);
  });

  it.each<[string, AnyValue, boolean]>([['0', 0n, false], ['1', 1n, true], ['-1', -1n, false], ['"0.5"', '0.5', true], ['"x"', 'x', false], ['0.0', 0, false], ['true', true, false]])('minds a sampling.priority of %s', (_text, priority, isKept) => {
    expect(keptSpan({ sampling_percentage: 0 }, { attributes: { 'sampling.priority': priority } }) !== null).toBe(isKept);
  });

  it.each([['ot=th:8', true], ['ot=rv:00000000000001', true], ['ot=', true], ['vendor=1', false]])('drops spans with the tracestate %s unless told otherwise', (traceState, isDropped) => {
    expect(keptSpan({ sampling_percentage: 100 }, { traceState }) === null).toBe(isDropped);
    expect(keptSpan({ sampling_percentage: 100, fail_closed: false }, { traceState })?.traceState).toMatch(isDropped ? new RegExp(`^${traceState}$`) : /^ot=rv:[0-9a-f]{14};th:0,vendor=1$/);
  });

  it('drops what has no trace id', () => {
    expect(keptSpan({ sampling_percentage: 100 }, { traceId: '' })).toBeNull();
    expect(keptSpan({ sampling_percentage: 100, fail_closed: false }, { traceId: '' })?.traceState).toBe('ot=rv:ffffffffffffff;th:0');
  });

  it('hashes an attribute of log records', () => {
    const written = { sampling_percentage: 100, attribute_source: 'record', from_attribute: 'id' };

    expect(keptRecord(written, { id: 'x' })?.attributes.entries.map(({ key }) => key)).toEqual(['id', 'sampling.randomness', 'sampling.threshold']);
    expect(keptRecord(written, { id: '' })).toBeNull();
    expect(keptRecord(written, {}, '0102030405060708090a0b0c0d0e0f10')).toBeNull();
  });

  it('lets a log record bring its own percentage', () => {
    const written = { sampling_percentage: 0, sampling_priority: 'p' };

    expect(keptRecord(written, { p: 100n })?.attributes.get('sampling.threshold')).toBe('0');
    expect(keptRecord(written, { p: 150n })).toBeNull();
    expect(keptRecord(written, { p: '100' })).toBeNull();
  });
});

describe('proportional and equalizing mode', () => {
  const half = { traceId: `${'0'.repeat(18)}80000000000000`.padStart(32, '1') };

  it.each([
    ['proportional', 50, '', 'ot=th:8'],
    ['proportional', 50, 'ot=th:8;rv:c0000000000000', 'ot=rv:c0000000000000;th:c'],
    ['proportional', 25, '', null],
    ['equalizing', 50, 'ot=th:8;x:1,a=b', 'ot=th:8;x:1,a=b'],
    ['equalizing', 100, 'ot=th:8', 'ot=th:8'],
    ['equalizing', 10, '', null],
    ['equalizing', 50, 'ot=rv:F0000000000000', 'ot=rv:F0000000000000;th:8'],
    ['equalizing', 50, 'ot=th:9', null],
  ])('%s %d %%: %s becomes %s', (mode, sampling_percentage, traceState, expected) => {
    expect(keptSpan({ mode, sampling_percentage }, { ...half, traceState })?.traceState ?? null).toBe(expected);
  });

  it('takes a threshold off that the item itself does not pass', () => {
    expect(keptSpan({ mode: 'equalizing', sampling_percentage: 50, fail_closed: false }, { ...half, traceState: 'ot=th:9' })?.traceState).toBe('ot=th:0');
  });

  it.each([[1, 4, '0'], [0.5, 4, '8'], [1 / 3, 4, 'aaab'], [1 / 3, 14, 'aaaaaaaaaaaaac'], [0.01, 4, 'fd70a'], [0.001, 4, 'ffbe77'], [0.999, 3, '00419'], [2 ** -56, 4, 'ffffffffffffff'], [0.2, 1, 'd']])('the threshold of %d in %d digits is %s', (probability, precision, text) => {
    expect(thresholdText(thresholdOf(probability, precision)!)).toBe(text);
  });
});

describe('TraceState', () => {
  it.each([
    ['a=b, c=d ,,e@f=g', undefined, 'a=b,c=d,e@f=g'],
    ['A=b', 'invalid syntax', ''],
    ['ot=th', 'invalid syntax', ''],
    ['ot=th:123456789012345', 't-value exceeds 14 hex digits', ''],
    ['ot=th:', 't-value is empty', ''],
    ['ot=rv:12;th:zz', 'r-value must have 14 hex digits; strconv.ParseUint: parsing "zz": invalid syntax', ''],
    [`a=${'b'.repeat(1023)}`, 'invalid tracestate size', ''],
  ])('%s: %s', (text, problem, serialized) => {
    const state = new TraceState(text);

    expect([state.problem, String(state)]).toEqual([problem, serialized]);
  });
});

describe('the processor', () => {
  it('counts by policy, drops what is left empty, and gives one reason for all spans of a trace', () => {
    const set = fakeSettings();
    const own = config({ sampling_percentage: 0 });
    const [kept, dropped] = [span('kept', { attributes: { 'sampling.priority': 1n } }), span('dropped')];
    const sampled = sample('traces', set, { ...own, decide: decideSpans(own, set) });

    expect(sampled(traces(dropped, dropped))).toBeNull();
    expect(sampled(traces(kept, span('other')))?.resourceSpans[0]?.scopeSpans[0]?.spans.map(({ name }) => name)).toEqual(['kept']);
    expect(set.given.map(({ verdict, because, rule, inputs }) => [verdict, because, rule, inputs?.['policy']])).toEqual([
      ['dropped', 'randomness below the threshold of 0 %', ['sampling_percentage'], 'sampling_priority'],
      ['kept', 'its sampling priority keeps it', ['sampling_percentage'], 'sampling_priority'],
      ['dropped', 'randomness below the threshold of 0 %', ['sampling_percentage'], 'sampling_priority'],
    ]);
    expect(Object.fromEntries(set.metricValues())).toEqual({
      'otelcol_processor_probabilistic_sampler_count_traces_sampled{policy="sampling_priority",sampled="false"}': 3,
      'otelcol_processor_probabilistic_sampler_count_traces_sampled{policy="sampling_priority",sampled="true"}': 1,
    });
  });

  it('counts in v0.84 a span twice', () => {
    const set = fakeSettings();
    const own = ProbabilisticSamplerConfig2023.parse({ sampling_percentage: 100 });
    sample('traces', set, { ...own, decide: decideSpans2023(own) })(traces(span('a')));

    expect([...set.metricValues().keys()]).toHaveLength(2);
  });

  it('hashes in v0.84 records without anything to hash alike', () => {
    const own = ProbabilisticSamplerConfig2023.parse({ sampling_percentage: 50 });
    const verdicts = ['a', 'b'].map((body) => decideLogRecords2023(own)(logRecord(body, { traceId: '' })).looked);

    expect(verdicts[0]).toEqual(verdicts[1]);
    expect(sample('logs', fakeSettings(), { ...own, decide: decideLogRecords2023(own) })(logs())).toBeNull();
  });
});

describe('validation', () => {
  it.each([
    [{ sampling_percentage: -1 }, 'sampling rate is negative: -1.000000%'],
    [{ sampling_percentage: 1e-15 }, 'sampling rate is too small: 1e-15%'],
    [{ sampling_percentage: 1, sampling_precision: 0 }, 'invalid sampling precision: 0'],
    [{ sampling_precision: 15 }, 'sampling precision is too great, should be <= 14: 15'],
    [{ attribute_source: 'x', sampling_precision: 15 }, 'invalid attribute source: x. Expected: traceID or record'],
  ])('%j: %s', (written, message) => {
    expect(validateSampler(config(written)).map((problem) => problem.message)).toEqual([message]);
  });

  it('speaks as v0.84 did', () => {
    expect(validateSampler2023(ProbabilisticSamplerConfig2023.parse({ sampling_percentage: -1 })).map(({ message }) => message)).toEqual(['negative sampling rate: -1.00']);
    expect(ProbabilisticSamplerConfig2023.safeParse({ mode: 'hash_seed' }).success).toBe(false);
    expect(highest.high).toBe(2 ** 28 - 1);
  });
});
