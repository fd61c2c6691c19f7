import { type IncomingMessage, request as httpRequest, type RequestOptions, type Server } from 'node:http';
import type { Http2Server } from 'node:http2';
import { type AddressInfo, connect, createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import type { Exchange, FromWire, Hop, HopFault, ToWire } from '#core/protocol/wireMessages.ts';
import { servicesDirectory } from './buildServices.ts';

/** The built program, what it says, and a way to wait for the next it says. */
export class RunningWire {
  readonly exchanges: Exchange[] = [];
  readonly lines: string[] = [];
  readonly exit: Promise<{ readonly code: number; readonly error: string | null }>;
  readonly #process;
  readonly #waiting = new Set<() => void>();
  doors: Readonly<Record<string, string>> = {};
  #said = 0;

  constructor() {
    this.#process = createNodePlatform({ servicesDirectory, storeDirectory: servicesDirectory }).launch({ program: 'wire', environment: {} });
    this.exit = new Promise((resolve) => this.#process.exited(resolve));
    this.#process.printed((line) => this.lines.push(line));
    this.#process.messaged((message) => {
      const said = message as FromWire;
      if (said.type === 'exchange') this.exchanges.push(said.exchange);
      if (said.type === 'doors') {
        this.doors = said.doors;
        this.#said += 1;
      }
      for (const look of [...this.#waiting]) look();
    });
  }

  post(message: ToWire): void {
    this.#process.post(message);
  }
  async hops(...hops: readonly Hop[]): Promise<Readonly<Record<string, string>>> {
    const before = this.#said;
    this.post({ type: 'hops', hops });
    await this.#until(() => this.#said > before);
    return this.doors;
  }
  /** One hop from web to vets:3003; gives its door's port. */
  async lead(port: number | null): Promise<number> {
    const doors = await this.hops(hop(port));
    return Number(doors['web vets:3003']!.split(':')[1]);
  }
  /** Messages are handled in order, so the answer to `hops` says that these faults hold. */
  async faults(port: number, seed: number, ...faults: readonly Omit<HopFault, 'from' | 'to'>[]): Promise<void> {
    this.post({ type: 'faults', seed, faults: faults.map((fault) => ({ from: 'web', to: 'vets', ...fault })) });
    await this.lead(port);
  }
  async recorded(count = 1): Promise<Exchange[]> {
    await this.#until(() => this.exchanges.length >= count);
    return this.exchanges;
  }
  async stop(): Promise<number> {
    this.post({ type: 'stop' });
    return (await this.exit).code;
  }
  #until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }
}

export const hop = (port: number | null): Hop => ({ from: 'web', address: 'vets:3003', target: port === null ? null : `127.0.0.1:${String(port)}` });

const closing: (() => void)[] = [];
/** Closes what `listening` and `closeLater` were given. */
export function stopListening(): void {
  for (const close of closing.splice(0)) close();
}
export function closeLater(close: () => void): void {
  closing.push(close);
}

/** Listens on any free port until `stopListening`. */
export async function listening(server: Server | TcpServer | Http2Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}
/** A receiver that is a plain socket: it sees the bytes, and answers what it is told. */
export async function tcpReceiver(react: (socket: Socket, seen: string) => void): Promise<number> {
  return listening(createTcpServer((socket) => {
    let seen = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      seen += chunk.toString('latin1');
      react(socket, seen);
    });
  }));
}
/** Sends bytes and gives all that comes back until the connection is over; `error` is the code it broke with. */
export async function raw(port: number, bytes: string | Buffer, { end = false, until }: { end?: boolean; until?: string } = {}): Promise<{ text: string; error: string | null }> {
  const socket = connect({ port, host: '127.0.0.1' });
  let text = '';
  let error: string | null = null;
  socket.on('error', (thrown: NodeJS.ErrnoException) => { error = thrown.code ?? null; });
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    if (until !== undefined && text.includes(until)) socket.destroy();
  });
  socket.write(bytes);
  if (end) socket.end();
  await new Promise((resolve) => socket.once('close', resolve));
  return { text, error };
}
/** Node 20 has no Promise.withResolvers. */
export function resolvable<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => { resolve = settle; });
  return { promise, resolve };
}
export async function read(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
export async function ask(options: RequestOptions, body?: Buffer): Promise<{ response: IncomingMessage; body: Buffer }> {
  const request = httpRequest({ host: '127.0.0.1', ...options });
  request.on('error', () => undefined); // also after the answer began, when `once` listens no more
  request.end(body);
  const [response] = await once(request, 'response') as [IncomingMessage];
  return { response, body: await read(response) };
}
