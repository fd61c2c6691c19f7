import { Agent, request as httpRequest } from 'node:http';
import { type ClientHttp2Session, connect } from 'node:http2';
import type { Transport } from './sink.ts';

const connections = 4;

/** Sends requests over a few connections, each one at a time, as fast as they are answered. */
export interface Sender extends Disposable {
  /** Sends `bodies[n % bodies.length]` for n from 0 to `requests`. Resolves when all were accepted; rejects at the first refusal. */
  send(bodies: readonly Uint8Array[], requests: number): Promise<void>;
}

export function createSender(transport: Transport, port: number): Sender {
  const lines = Array.from({ length: connections }, () => (transport === 'http' ? httpLine(port) : grpcLine(port)));
  return {
    async send(bodies, requests) {
      let next = 0;
      await Promise.all(lines.map(async (line) => {
        while (next < requests) {
          const body = bodies[next % bodies.length];
          next += 1;
          if (body !== undefined) await line.post(body);
        }
      }));
    },
    [Symbol.dispose]() {
      for (const line of lines) line.close();
    },
  };
}

interface Line {
  post(body: Uint8Array): Promise<void>;
  close(): void;
}

function httpLine(port: number): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    post: (body) => new Promise((resolve, reject) => {
      const outgoing = httpRequest({ agent, host: '127.0.0.1', port, method: 'POST', path: '/v1/traces', headers: { 'content-type': 'application/x-protobuf', 'content-length': body.length } }, (answer) => {
        answer.resume();
        answer.once('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`answered ${String(answer.statusCode)}`))));
      });
      outgoing.once('error', reject);
      outgoing.end(body);
    }),
    close: () => agent.destroy(),
  };
}

function grpcLine(port: number): Line {
  let session: ClientHttp2Session | undefined;
  const open = (): ClientHttp2Session => (session ??= connect(`http://127.0.0.1:${String(port)}`));
  return {
    post: (body) => new Promise((resolve, reject) => {
      const stream = open().request({ ':method': 'POST', ':path': '/opentelemetry.proto.collector.trace.v1.TraceService/Export', 'content-type': 'application/grpc', te: 'trailers' });
      const head = Buffer.alloc(5);
      head.writeUInt32BE(body.length, 1);
      let status = '';
      // A refusal before any message has its status in the headers.
      for (const event of ['response', 'trailers'] as const) stream.on(event, (headers: { readonly 'grpc-status'?: string }) => (status = headers['grpc-status'] ?? status));
      stream.resume();
      stream.once('error', reject);
      stream.once('close', () => (status === '0' ? resolve() : reject(new Error(`answered gRPC status ${status === '' ? 'unknown' : status}`))));
      stream.write(head);
      stream.end(body);
    }),
    close: () => session?.close(),
  };
}
