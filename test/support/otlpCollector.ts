import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loopbackNetwork } from '#core/platform/node/loopbackNetwork.ts';

/** A span as the tests look at it. */
export interface SeenSpan {
  readonly service: string;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer' | 'other';
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly scope: string;
  /** Whom it called, by `server.address` and `server.port`: `vets:3003`. */
  readonly server: string;
}
export interface OtlpCollector {
  readonly httpUrl: string;
  readonly grpcUrl: string;
  readonly spans: SeenSpan[];
  /** Path and content type of each request, e.g. `/v1/traces application/json`. */
  readonly requests: string[];
  close(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value?: { readonly stringValue?: string; readonly intValue?: unknown };
}
interface OtlpTraces {
  readonly resourceSpans?: readonly {
    readonly resource?: { readonly attributes?: readonly Attribute[] };
    readonly scopeSpans?: readonly { readonly scope?: { readonly name?: string }; readonly spans?: readonly { readonly name: string; readonly kind?: number; readonly traceId: unknown; readonly spanId: unknown; readonly parentSpanId?: unknown; readonly attributes?: readonly Attribute[] }[] }[];
  }[];
}

// The decoder of another project, so that ours is not the judge of the SDK.
const oracle = createRequire(import.meta.url)('otlp-oracle/build/src/generated/root') as {
  readonly opentelemetry: { readonly proto: { readonly collector: { readonly trace: { readonly v1: { readonly ExportTraceServiceRequest: { decode(bytes: Uint8Array): OtlpTraces } } } } } };
};
const decode = (bytes: Uint8Array): OtlpTraces => oracle.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest.decode(bytes);
const kinds = ['other', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const hex = (id: unknown): string => (typeof id === 'string' ? id : Buffer.from((id ?? []) as Uint8Array).toString('hex'));

/** The smallest thing an SDK can export to: OTLP over HTTP (protobuf and JSON) and gRPC on free ports. */
export async function startOtlpCollector(): Promise<OtlpCollector> {
  const spans: SeenSpan[] = [];
  const requests: string[] = [];
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const type = request.headers['content-type'] ?? '';
      const body = Buffer.concat(chunks);
      requests.push(`${request.url ?? ''} ${type}`);
      if (request.url === '/v1/traces') spans.push(...seen(type === 'application/json' ? (JSON.parse(body.toString()) as OtlpTraces) : decode(body)));
      response.setHeader('content-type', type);
      response.end(type === 'application/json' ? '{}' : '');
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const path = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
  const grpc = await loopbackNetwork((error) => console.error(error)).listenGrpc({ address: '127.0.0.1:0', maxReceiveBytes: 1e7 }, new Map([[path, async (message: Uint8Array) => {
    requests.push(`${path} application/grpc`);
    spans.push(...seen(decode(message)));
    return new Uint8Array();
  }]]));
  return {
    httpUrl: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`,
    grpcUrl: `http://${grpc.address}`,
    spans,
    requests,
    async close() {
      http.closeAllConnections();
      await Promise.all([new Promise((resolve) => http.close(resolve)), grpc.close(0)]);
    },
  };
}

function seen(traces: OtlpTraces): readonly SeenSpan[] {
  return (traces.resourceSpans ?? []).flatMap(({ resource, scopeSpans }) => {
    const service = resource?.attributes?.find(({ key }) => key === 'service.name')?.value?.stringValue ?? '';
    return (scopeSpans ?? []).flatMap(({ scope, spans }) => (spans ?? []).map((span) => ({
      service, name: span.name, kind: kinds[span.kind ?? 0] ?? 'other', traceId: hex(span.traceId), spanId: hex(span.spanId), parentSpanId: hex(span.parentSpanId), scope: scope?.name ?? '', server: serverOf(span.attributes ?? []),
    })));
  });
}

function serverOf(attributes: readonly Attribute[]): string {
  const valueOf = (name: string) => attributes.find(({ key }) => key === name)?.value;
  return `${valueOf('server.address')?.stringValue ?? ''}:${String(Number(valueOf('server.port')?.intValue ?? 0))}`;
}
