import { mapAttributes } from '#engine/pdata/testing/mapAttributes.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import { decodeProtobuf, encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { oracle } from '../conformance/otlp/oracle.ts';
import { sampleRequest } from './collector/sampleSpans.ts';

const spanCount = 8192;

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
  const bytes = sampleRequest(spanCount);
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
