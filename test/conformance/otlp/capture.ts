import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Signal } from '#engine/pdata/signal.ts';

export interface Captured {
  readonly signal: Signal;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** A plain HTTP server that keeps every OTLP request and answers with the given bodies. */
export async function captureServer(answer: (signal: Signal, contentType: string) => Uint8Array) {
  const captured: Captured[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signal = request.url?.replace('/v1/', '') as Signal;
      const contentType = request.headers['content-type'] ?? '';
      captured.push({ signal, contentType, body: new Uint8Array(Buffer.concat(chunks)) });
      response.setHeader('content-type', contentType);
      response.end(answer(signal, contentType));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    captured,
    close: () => new Promise<void>((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
}
