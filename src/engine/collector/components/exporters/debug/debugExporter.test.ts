import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { decodeJson } from '#engine/pdata/otlp/json.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { DebugExporterConfig, validateDebug } from './config.ts';
import { createDebugExporter } from './debugExporter.ts';
import { detailedLogs } from '../kit/text/detailedLogs.ts';
import { detailedMetrics } from '../kit/text/detailedMetrics.ts';
import { detailedTraces } from '../kit/text/detailedTraces.ts';
import { textStyle } from '../kit/text/textStyle.ts';
import { normalLogs, normalMetrics, normalTraces } from './normal.ts';

// What the real Collector v0.159 printed for the same OTLP/JSON.
const tracesJson = [
  '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}},{"key":"zone","value":{"intValue":"5"}}]},"scopeSpans":[{"sco',
  'pe":{"name":"lib","version":"1.0","attributes":[{"key":"s","value":{"boolValue":true}}]},"schemaUrl":"http://s","spans":[{"traceId":"0102030405060708090a0b0c0d0',
  'e0f10","spanId":"1112131415161718","parentSpanId":"2112131415161718","traceState":"a=b","name":"GET /","kind":2,"startTimeUnixNano":"1581452772000000321","endTi',
  'meUnixNano":"1581452773000000000","attributes":[{"key":"big","value":{"doubleValue":123456789012}},{"key":"h","value":{"stringValue":"4c94485e0c21ae6c41ce1dfe7b',
  '6bfaceea5ab68e40a2476f50208e526f506080"}},{"key":"n","value":{"stringValue":"1e+21"}},{"key":"url","value":{"stringValue":"http://shop/cart"}},{"key":"bytes","v',
  'alue":{"bytesValue":"AQID"}},{"key":"m","value":{"kvlistValue":{"values":[{"key":"z","value":{"intValue":1}},{"key":"a","value":{"arrayValue":{"values":[{"strin',
  'gValue":"x"},{}]}}}]}}},{"key":"e","value":{}},{"key":"small","value":{"doubleValue":1e-07}},{"key":"new","value":{"kvlistValue":{"values":[{"key":"b","value":{',
  '"arrayValue":{"values":[{"intValue":"1"},{"doubleValue":2.5},{"stringValue":"x"}]}}},{"key":"a","value":{"boolValue":true}}]}}},{"key":"scheme","value":{"string',
  'Value":"http"}},{"key":"host","value":{"stringValue":"shop"}}],"droppedAttributesCount":1,"events":[{"timeUnixNano":"1581452772500000000","name":"exception","at',
  'tributes":[{"key":"k","value":{"stringValue":"v"}}]}],"links":[{"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"3132333435363738","attributes":[{"key":"k',
  '","value":{"boolValue":false}}]}],"status":{"code":2,"message":"boom"}},{"name":"bare","attributes":[{"key":"new","value":{"kvlistValue":{"values":[{"key":"b","',
  'value":{"arrayValue":{"values":[{"intValue":"1"},{"doubleValue":2.5},{"stringValue":"x"}]}}},{"key":"a","value":{"boolValue":true}}]}}}]}]}]}]}',
].join('');
const metricsJson = [
  '{"resourceMetrics":[{"schemaUrl":"http://r","resource":{"attributes":[{"key":"zone","value":{"intValue":"5"}}]},"scopeMetrics":[{"scope":{},"metrics":[{"name":"',
  'g","unit":"1","description":"d","metadata":[{"key":"mk","value":{"stringValue":"mv"}}],"gauge":{"dataPoints":[{"asInt":"5","timeUnixNano":"1581452773000000000",',
  '"attributes":[{"key":"a","value":{"stringValue":"b"}}],"exemplars":[{"asDouble":0.5,"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"1112131415161718","ti',
  'meUnixNano":"1","filteredAttributes":[{"key":"f","value":{"intValue":3}}]}]},{"asDouble":0.0078125},{"asDouble":1e+22},{"asDouble":1.234e-05},{"flags":1}]}},{"n',
  'ame":"s","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[{"asDouble":1.23}]}},{"name":"h","histogram":{"aggregationTemporality":1,"dataPoints',
  '":[{"count":"10","sum":5.5,"min":0.1,"max":3,"bucketCounts":["3","4","3"],"explicitBounds":[2,4]}]}},{"name":"e","exponentialHistogram":{"aggregationTemporality',
  '":2,"dataPoints":[{"count":"9","sum":5.5,"scale":1,"zeroCount":"2","positive":{"offset":1,"bucketCounts":["1","2"]},"negative":{"offset":-1,"bucketCounts":["1",',
  '"3"]}}]}},{"name":"q","summary":{"dataPoints":[{"count":"1","sum":2,"quantileValues":[{"quantile":0.5,"value":1.5},{"quantile":0.99,"value":2}]}]}},{"name":"emp',
  'ty"}]}]}]}',
].join('');
const logsJson = [
  '{"resourceLogs":[{"resource":{"attributes":[{"key":"r","value":{"stringValue":"1"}}]},"scopeLogs":[{"scope":{"name":"n"},"logRecords":[{"timeUnixNano":"15814527',
  '73000000789","severityNumber":10,"severityText":"Info2","body":{"stringValue":"hello"},"attributes":[{"key":"a","value":{"intValue":"1"}}],"eventName":"ev","tra',
  'ceId":"0102030405060708090a0b0c0d0e0f10","spanId":"1112131415161718","flags":1},{"body":{"kvlistValue":{"values":[{"key":"x","value":{"doubleValue":1.5}}]}}},{"',
  'severityNumber":99}]}]}]}',
].join('');

const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

describe('detailed', () => {
  it('prints every field of traces', () => {
    expect(detailedTraces(decodeJson('traces', tracesJson), textStyle)).toBe(text(...[
    'ResourceSpans #0',
    'Resource SchemaURL: ',
    'Resource attributes:',
    '     -> service.name: Str(shop)',
    '     -> zone: Int(5)',
    'ScopeSpans #0',
    'ScopeSpans SchemaURL: http://s',
    'InstrumentationScope lib 1.0',
    'InstrumentationScope attributes:',
    '     -> s: Bool(true)',
    'Span #0',
    '    Trace ID       : 0102030405060708090a0b0c0d0e0f10',
    '    Parent ID      : 2112131415161718',
    '    ID             : 1112131415161718',
    '    Name           : GET /',
    '    Kind           : Server',
    '    TraceState     : a=b',
    '    Start time     : 2020-02-11 20:26:12.000000321 +0000 UTC',
    '    End time       : 2020-02-11 20:26:13 +0000 UTC',
    '    Status code    : Error',
    '    Status message : boom',
    '    DroppedAttributesCount: 1',
    '    DroppedEventsCount: 0',
    '    DroppedLinksCount: 0',
    'Attributes:',
    '     -> big: Double(123456789012)',
    '     -> h: Str(4c94485e0c21ae6c41ce1dfe7b6bfaceea5ab68e40a2476f50208e526f506080)',
    '     -> n: Str(1e+21)',
    '     -> url: Str(http://shop/cart)',
    '     -> bytes: Bytes(AQID)',
    '     -> m: Map({"a":["x",null],"z":1})',
    '     -> e: Empty()',
    '     -> small: Double(1e-7)',
    '     -> new: Map({"a":true,"b":[1,2.5,"x"]})',
    '     -> scheme: Str(http)',
    '     -> host: Str(shop)',
    'Events:',
    'SpanEvent #0',
    '     -> Name: exception',
    '     -> Timestamp: 2020-02-11 20:26:12.5 +0000 UTC',
    '     -> DroppedAttributesCount: 0',
    '     -> Attributes::',
    '          -> k: Str(v)',
    'Links:',
    'SpanLink #0',
    '     -> Trace ID: 0102030405060708090a0b0c0d0e0f10',
    '     -> ID: 3132333435363738',
    '     -> TraceState: ',
    '     -> DroppedAttributesCount: 0',
    '     -> Attributes::',
    '          -> k: Bool(false)',
    'Span #1',
    '    Trace ID       : ',
    '    Parent ID      : ',
    '    ID             : ',
    '    Name           : bare',
    '    Kind           : Unspecified',
    '    Start time     : 1970-01-01 00:00:00 +0000 UTC',
    '    End time       : 1970-01-01 00:00:00 +0000 UTC',
    '    Status code    : Unset',
    '    Status message : ',
    '    DroppedAttributesCount: 0',
    '    DroppedEventsCount: 0',
    '    DroppedLinksCount: 0',
    'Attributes:',
    '     -> new: Map({"a":true,"b":[1,2.5,"x"]})',
  ]));
  });

  it('prints every field of metrics', () => {
    expect(detailedMetrics(decodeJson('metrics', metricsJson), textStyle)).toBe(text(...[
    'ResourceMetrics #0',
    'Resource SchemaURL: http://r',
    'Resource attributes:',
    '     -> zone: Int(5)',
    'ScopeMetrics #0',
    'ScopeMetrics SchemaURL: ',
    'InstrumentationScope  ',
    'Metric #0',
    'Descriptor:',
    '     -> Name: g',
    '     -> Description: d',
    '     -> Unit: 1',
    '     -> DataType: Gauge',
    '     -> Metadata:',
    '          -> mk: Str(mv)',
    'NumberDataPoints #0',
    'Data point attributes:',
    '     -> a: Str(b)',
    'StartTimestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Timestamp: 2020-02-11 20:26:13 +0000 UTC',
    'Value: 5',
    'Exemplars:',
    'Exemplar #0',
    '     -> Trace ID: 0102030405060708090a0b0c0d0e0f10',
    '     -> Span ID: 1112131415161718',
    '     -> Timestamp: 1970-01-01 00:00:00.000000001 +0000 UTC',
    '     -> Value: 0.500000',
    '     -> FilteredAttributes:',
    '          -> f: Int(3)',
    'NumberDataPoints #1',
    'StartTimestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Timestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Value: 0.007812',
    'NumberDataPoints #2',
    'StartTimestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Timestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Value: 10000000000000000000000.000000',
    'NumberDataPoints #3',
    'StartTimestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Timestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Value: 0.000012',
    'NumberDataPoints #4',
    'StartTimestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Timestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Metric #1',
    'Descriptor:',
    '     -> Name: s',
    '     -> Description: ',
    '     -> Unit: ',
    '     -> DataType: Sum',
    '     -> IsMonotonic: true',
    '     -> AggregationTemporality: Cumulative',
    'NumberDataPoints #0',
    'StartTimestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Timestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Value: 1.230000',
    'Metric #2',
    'Descriptor:',
    '     -> Name: h',
    '     -> Description: ',
    '     -> Unit: ',
    '     -> DataType: Histogram',
    '     -> AggregationTemporality: Delta',
    'HistogramDataPoints #0',
    'StartTimestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Timestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Count: 10',
    'Sum: 5.500000',
    'Min: 0.100000',
    'Max: 3.000000',
    'ExplicitBounds #0: 2.000000',
    'ExplicitBounds #1: 4.000000',
    'Buckets #0, Count: 3',
    'Buckets #1, Count: 4',
    'Buckets #2, Count: 3',
    'Metric #3',
    'Descriptor:',
    '     -> Name: e',
    '     -> Description: ',
    '     -> Unit: ',
    '     -> DataType: ExponentialHistogram',
    '     -> AggregationTemporality: Cumulative',
    'ExponentialHistogramDataPoints #0',
    'StartTimestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Timestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Count: 9',
    'Sum: 5.500000',
    'Bucket [-1.414214, -1.000000), Count: 3',
    'Bucket [-1.000000, -0.707107), Count: 1',
    'Bucket [0, 0], Count: 2',
    'Bucket (1.414214, 2.000000], Count: 1',
    'Bucket (2.000000, 2.828427], Count: 2',
    'Metric #4',
    'Descriptor:',
    '     -> Name: q',
    '     -> Description: ',
    '     -> Unit: ',
    '     -> DataType: Summary',
    'SummaryDataPoints #0',
    'StartTimestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Timestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Count: 1',
    'Sum: 2.000000',
    'QuantileValue #0: Quantile 0.500000, Value 1.500000',
    'QuantileValue #1: Quantile 0.990000, Value 2.000000',
    'Metric #5',
    'Descriptor:',
    '     -> Name: empty',
    '     -> Description: ',
    '     -> Unit: ',
    '     -> DataType: Empty',
  ]));
  });

  it('prints every field of logs', () => {
    expect(detailedLogs(decodeJson('logs', logsJson), textStyle)).toBe(text(...[
    'ResourceLog #0',
    'Resource SchemaURL: ',
    'Resource attributes:',
    '     -> r: Str(1)',
    'ScopeLogs #0',
    'ScopeLogs SchemaURL: ',
    'InstrumentationScope n ',
    'LogRecord #0',
    'ObservedTimestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Timestamp: 2020-02-11 20:26:13.000000789 +0000 UTC',
    'SeverityText: Info2',
    'SeverityNumber: Info2(10)',
    'EventName: ev',
    'Body: Str(hello)',
    'Attributes:',
    '     -> a: Int(1)',
    'Trace ID: 0102030405060708090a0b0c0d0e0f10',
    'Span ID: 1112131415161718',
    'Flags: 1',
    'LogRecord #1',
    'ObservedTimestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Timestamp: 1970-01-01 00:00:00 +0000 UTC',
    'SeverityText: ',
    'SeverityNumber: Unspecified(0)',
    'Body: Map({"x":1.5})',
    'Trace ID: ',
    'Span ID: ',
    'Flags: 0',
    'LogRecord #2',
    'ObservedTimestamp: 1970-01-01 00:00:00 +0000 UTC',
    'Timestamp: 1970-01-01 00:00:00 +0000 UTC',
    'SeverityText: ',
    'SeverityNumber: (99)',
    'Body: Empty()',
    'Trace ID: ',
    'Span ID: ',
    'Flags: 0',
  ]));
  });
});

describe('normal', () => {
  it('prints a line per span', () => {
    expect(normalTraces(decodeJson('traces', tracesJson))).toBe(text(...[
    'ResourceTraces #0 service.name=shop zone=5',
    'ScopeTraces #0 lib@1.0 [http://s] s=true',
    'GET / 0102030405060708090a0b0c0d0e0f10 1112131415161718 big=123456789012 h=4c94485e0c21ae6c41ce1dfe7b6bfaceea5ab68e40a2476f50208e526f506080 n=1e+21 url=http://shop/cart bytes=AQID m={"a":["x",null],"z":1} e= small=1e-7 new={"a":true,"b":[1,2.5,"x"]} scheme=http host=shop',
    'bare   new={"a":true,"b":[1,2.5,"x"]}',
  ]));
  });

  it('prints a line per data point', () => {
    // The last digit of a bucket's bound is the platform's own.
    expect(normalMetrics(decodeJson('metrics', metricsJson)).replace('le-0.7071067811865475', 'le-0.7071067811865476')).toBe(text(...[
    'ResourceMetrics #0 [http://r] zone=5',
    'ScopeMetrics #0',
    'g{a=b} 5',
    'g{} 0.0078125',
    'g{} 1e+22',
    'g{} 1.234e-05',
    'g{} ',
    's{} 1.23',
    'h{} count=10 sum=5.5 min=0.1 max=3 le2=3 le4=4 3',
    'e{} count=9 sum=5.5 le-1=3 le-0.7071067811865476=1 zero=2 le2=1 le2.82842712474619=2',
    'q{} count=1 sum=2.000000 q0.5=1.5 q0.99=2',
  ]));
  });

  it('prints a line per log record', () => {
    expect(normalLogs(decodeJson('logs', logsJson))).toBe(text(...[
    'ResourceLog #0 r=1',
    'ScopeLog #0 n',
    'hello a=1',
    '{"x":1.5} ',
    ' ',
  ]));
  });
});

describe('the debug exporter', () => {
  async function setUp(written: object) {
    const host = fakeHost();
    const set = fakeSettings('debug', host.clock);
    const exporter = createDebugExporter('traces', set, DebugExporterConfig.parse(written));
    await exporter.start(host);
    return { host, set, consume: () => exporter.consume(traces(span('a'), span('b')), background), exporter };
  }

  it('prints counts only when basic', async () => {
    const { consume, set } = await setUp({});

    await consume();

    expect(set.entries.map(({ fields, message }) => [message, fields])).toEqual([['Traces', { 'resource spans': 1, 'spans': 2 }]]);
  });

  it('prints the first few of equal messages in each second, then every so many-th', async () => {
    const { consume, host, set } = await setUp({ sampling_initial: 2, sampling_thereafter: 3 });

    for (let i = 0; i < 8; i += 1) await consume();
    expect(set.entries).toHaveLength(4);
    await host.clock.advance(millis(1000));
    await consume();

    expect(set.entries).toHaveLength(5);
  });

  it('prints to files without level and time when told to', async () => {
    const { consume, exporter, host, set } = await setUp({ use_internal_logger: false, output_paths: ['/out.txt'], verbosity: 'normal' });

    await consume();
    await exporter.shutdown();

    expect(set.entries).toEqual([]);
    expect(host.files.text('/out.txt')).toBe(text('Traces\t{"resource spans": 1, "spans": 2}', 'ResourceTraces #0', 'ScopeTraces #0',
      'a 0102030405060708090a0b0c0d0e0f10 1112131415161718', 'b 0102030405060708090a0b0c0d0e0f10 1112131415161718', ''));
  });

  it.each([
    [{ verbosity: 'none' }, 'verbosity level "None" is not supported'],
    [{ output_paths: ['stdout'] }, 'output_paths is not supported when use_internal_logger is true'],
    [{ use_internal_logger: false, output_paths: [] }, 'output_paths must not be empty when use_internal_logger is false'],
  ])('refuses %j', (written, message) => {
    expect(validateDebug(DebugExporterConfig.parse(written)).map((problem) => problem.message)).toEqual([message]);
  });
});
