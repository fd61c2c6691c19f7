import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import type { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { countSpans } from './countSpans.ts';

export type Transport = 'http' | 'grpc';

/** A backend that counts spans and forgets them. */
export interface Sink extends AsyncDisposable {
  readonly port: number;
  readonly spans: number;
}

/** Plain servers of Node: what a sink costs is not measured, yet it shares the machine with what is. */
export async function startSink(transport: Transport): Promise<Sink> {
  let spans = 0;
  const take = (body: Buffer, isGzip: boolean): void => {
    spans += countSpans(isGzip ? gunzipSync(body) : body);
  };
  const server = transport === 'http' ? httpSink(take) : grpcSink(take);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    get spans() { return spans; },
    async [Symbol.asyncDispose]() { server.close(); },
  };
}

type Take = (body: Buffer, isGzip: boolean) => void;

function httpSink(take: Take): Server {
  return createServer((request, response) => {
    void readAll(request).then((body) => {
      take(body, request.headers['content-encoding'] === 'gzip');
      response.writeHead(200, { 'content-type': 'application/x-protobuf', 'content-length': 0 }).end();
    });
  });
}

/** Unary gRPC by hand: a flag byte and four of length in front of the message, the status in the trailers. */
function grpcSink(take: Take): Server {
  const server = createHttp2Server({ settings: { initialWindowSize: 8 * 1024 * 1024 } });
  server.on('session', (session) => session.setLocalWindowSize(64 * 1024 * 1024));
  server.on('stream', (stream) => {
    stream.on('error', () => stream.close());
    void readAll(stream).then((body) => {
      take(body.subarray(5), body[0] === 1);
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(Buffer.alloc(5));
    });
  });
  return server;
}

function readAll(stream: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('end', () => resolve(Buffer.concat(chunks)));
    stream.once('error', reject);
  });
}
