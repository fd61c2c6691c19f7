import { errorMessage } from '#common/base/errors.ts';
import { GrpcError, type HttpResponse, type IncomingHttpRequest, type Network } from '#engine/network/network.ts';
import { OtlpDecodeError } from '#engine/pdata/otlp/error.ts';
import { decodeJson } from '#engine/pdata/otlp/json.ts';
import { decodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import type { TraceStore } from '../traceStore.ts';
import type { Backend } from './backend.ts';

export interface TempoSettings {
  /** Its host name in the lab. */
  readonly name: string;
  readonly network: Network;
  readonly compressor: { decompress(algorithm: string, data: Uint8Array, maxBytes: number): Promise<Uint8Array> };
  readonly store: TraceStore;
}

const maxBodyBytes = 20 * 1024 * 1024;
const closeGraceMillis = 1_000;
const exportPath = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
const nothing = new Uint8Array(); // an empty ExportTraceServiceResponse

/**
 * A trace backend that takes OTLP over gRPC (4317) and HTTP (4318), as Grafana Tempo does.
 * Upstream: Tempo keeps traces on disk, refuses a trace that grows too large, and has a query API. Here: memory, the store's limits, no API.
 */
export async function startTempo({ name, network, compressor, store }: TempoSettings): Promise<Backend> {
  let requests = 0;
  const take = (traces: Traces): void => {
    requests += 1;
    store.add(traces);
  };
  const grpc = await network.listenGrpc({ address: `${name}:4317`, maxReceiveBytes: maxBodyBytes }, new Map([[exportPath, async (message) => {
    take(decoded(() => decodeProtobuf('traces', message)));
    return nothing;
  }]]));
  const http = await network.listenHttp({ address: `${name}:4318`, maxBodyBytes }, (request) => answer(request, compressor, take));
  return {
    name,
    grpcPort: port(grpc.address),
    httpPort: port(http.address),
    get requests() {
      return requests;
    },
    async close() {
      await Promise.all([grpc.close(closeGraceMillis), http.close(closeGraceMillis)]);
    },
  };
}

const port = (address: string): number => Number(address.slice(address.lastIndexOf(':') + 1));

function decoded(decode: () => Traces): Traces {
  try {
    return decode();
  } catch (error) {
    if (error instanceof OtlpDecodeError) throw new GrpcError('InvalidArgument', error.message);
    throw error;
  }
}

async function answer(request: IncomingHttpRequest, compressor: TempoSettings['compressor'], take: (traces: Traces) => void): Promise<HttpResponse> {
  if (request.url.split('?')[0] !== '/v1/traces') return text(404, '404 page not found');
  if (request.method !== 'POST') return text(405, '405 method not allowed, supported: [POST]');
  if (request.body === 'tooLarge') return text(413, 'request body too large');
  const type = request.headers['content-type']?.[0]?.split(';')[0]?.trim() ?? '';
  if (type !== 'application/json' && type !== 'application/x-protobuf') return text(415, '415 unsupported media type, supported: [application/json, application/x-protobuf]');
  const encoding = request.headers['content-encoding']?.[0] ?? '';
  try {
    const body = encoding === '' || encoding === 'identity' ? request.body : await compressor.decompress(encoding, request.body, maxBodyBytes);
    if (type === 'application/json') {
      take(decodeJson('traces', new TextDecoder().decode(body)));
      return { status: 200, headers: { 'content-type': ['application/json'] }, body: new TextEncoder().encode('{"partialSuccess":{}}') };
    }
    take(decodeProtobuf('traces', body));
    return { status: 200, headers: { 'content-type': ['application/x-protobuf'] }, body: nothing };
  } catch (error) {
    // Whatever it was, the sender's bytes caused it: decompression and decoding are all that happens here.
    return text(400, errorMessage(error));
  }
}

function text(status: number, message: string): HttpResponse {
  return { status, headers: { 'content-type': ['text/plain'] }, body: new TextEncoder().encode(message) };
}
