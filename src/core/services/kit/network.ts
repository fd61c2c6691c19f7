import dns from 'node:dns';
import { Socket } from 'node:net';
import { fromLab, isInLab } from './labPort.ts';
import { Routes, type Way } from './routes.ts';

const routes = new Routes();
/** Told when routes are new. */
const waiting: (() => void)[] = [];

/**
 * Makes the lab's names dialable: `http://vets:3003`, `http://collector:4318`. Call it before anything that dials is loaded; resolves when the lab
 * has said where its names lead. A program that runs on its own keeps the machine's network, and its names are DNS's.
 */
export async function joinLab(): Promise<void> {
  if (!isInLab) return;
  patchNetwork(routes);
  const joined = new Promise<void>((resolve) => { waiting.push(resolve); });
  fromLab((message) => {
    if (message.type !== 'routes') return;
    if (routes.set(message.routes)) renewConnections();
    for (const look of waiting.splice(0)) look();
  });
  await joined;
}

/** Where Node's fetch and npm's undici keep the dispatcher that all requests go through by default. */
const fetchDispatcher = Symbol.for('undici.globalDispatcher.1');

/**
 * fetch pools connections by name: those to a program that is about to stop would be used until it closes them, and a request that is just then on
 * its way would be lost. So the pool finishes what is in flight, and a new one takes over. A pool there is not yet needs nothing.
 */
function renewConnections(): void {
  const old: unknown = Reflect.get(globalThis, fetchDispatcher);
  if (!isObject(old) || !('close' in old) || typeof old.close !== 'function') return;
  Reflect.set(globalThis, fetchDispatcher, Reflect.construct(old.constructor, []));
  void Promise.resolve(Reflect.apply(old.close, old, [])).catch(() => {}); // its requests have told their callers
}

/** Resolves as soon as somebody listens at `host:port` of the lab; at once for a program on its own. */
export async function reachable(address: string): Promise<void> {
  while (isInLab && !routes.has(address)) await new Promise<void>((resolve) => { waiting.push(resolve); });
}

/**
 * Every client of Node ends in `net.Socket.connect`: node:http, fetch, http2, TLS, AMQP. There the address is exchanged, and nowhere else, so that
 * each of them still speaks of the name: in its Host header, its TLS server name, its pools and its spans. Libraries that resolve names themselves
 * (grpc-js) are given an address that stands for the name.
 */
export function patchNetwork(table: Routes): void {
  wrap(Socket.prototype, 'connect', (connect) => function (this: Socket, ...args: unknown[]): Socket {
    const dial = dialOf(args);
    const way = dial === null ? null : table.way(dial.host, dial.port);
    if (dial === null || way === null) return Reflect.apply(connect, this, args) as Socket;
    speakOf(way, this);
    const options = 'error' in way
      // Never an IP address, so that Node asks `lookup` and fails the way it fails when DNS does.
      ? { ...dial.options, host: way.shown, lookup: (_host: string, _options: object, done: (error: Error) => void) => done(way.error) }
      : { ...dial.options, ...way.real };
    return Reflect.apply(connect, this, dial.connected === null ? [options] : [options, dial.connected]) as Socket;
  });
  patchLookup(table);
}

interface Dial {
  readonly host: string;
  readonly port: number;
  readonly options: object;
  readonly connected: unknown;
}

/** What a call of `connect` asks for, in any of its forms; null for a Unix socket and for what only Node can refuse. */
function dialOf(args: readonly unknown[]): Dial | null {
  // net.connect hands over its normalized arguments as one array.
  if (Array.isArray(args[0])) return dialOf(args[0]);
  const connected = args.slice(1).find((value) => typeof value === 'function') ?? null;
  const [first, second] = args;
  const options = isObject(first) ? first : { port: first, host: typeof second === 'string' ? second : undefined };
  const port = Number('port' in options ? options.port : NaN);
  const host = 'host' in options ? options.host : undefined;
  if (('path' in options && typeof options.path === 'string') || typeof host !== 'string' || !(port > 0)) return null;
  return { host, port, options, connected };
}

/** Errors of this connection name the address that was dialled, not the port behind it. */
function speakOf(way: Way, socket: Socket): void {
  if ('error' in way) return;
  const { shown, real } = way;
  const destroy = socket.destroy.bind(socket);
  socket.destroy = (error) => {
    if (error !== undefined && 'port' in error && error.port === real.port) {
      const text = `${real.host}:${String(real.port)}`;
      error.stack = error.stack?.replaceAll(text, shown) ?? '';
      error.message = error.message.replaceAll(text, shown);
      Object.assign(error, { address: shown.slice(0, shown.lastIndexOf(':')), port: Number(shown.slice(shown.lastIndexOf(':') + 1)) });
    }
    return destroy(error);
  };
}

function patchLookup(table: Routes): void {
  const answer = (found: string, options: unknown): readonly unknown[] => (isObject(options) && 'all' in options && options.all === true ? [[{ address: found, family: 4 }]] : [found, 4]);
  const { lookup } = dns;
  const named = (hostname: string, ...rest: unknown[]): unknown => {
    const found = table.resolve(hostname);
    const done = rest.at(-1);
    if (found === null || typeof done !== 'function') return Reflect.apply(lookup, dns, [hostname, ...rest]) as unknown;
    process.nextTick(() => { Reflect.apply(done, undefined, found instanceof Error ? [found] : [null, ...answer(found, rest[0])]); });
    return {};
  };
  // Its properties say how it is made a promise.
  Object.assign(dns, { lookup: Object.defineProperties(named, Object.getOwnPropertyDescriptors(lookup)) });
  const { lookup: lookupLater, resolveTxt } = dns.promises;
  Object.assign(dns.promises, {
    async lookup(hostname: string, options?: unknown): Promise<unknown> {
      const found = table.resolve(hostname);
      if (found === null) return Reflect.apply(lookupLater, dns.promises, [hostname, options]);
      if (found instanceof Error) throw found;
      const [address, family] = answer(found, options);
      return Array.isArray(address) ? address : { address, family };
    },
    // grpc-js looks for a service configuration there; the lab's names have none, and nobody outside is asked for them.
    resolveTxt: async (hostname: string): Promise<unknown> => (table.resolve(hostname) === null ? Reflect.apply(resolveTxt, dns.promises, [hostname]) : []),
  });
}

function wrap<T extends object, K extends keyof T>(target: T, name: K, wrapped: (original: T[K]) => T[K]): void {
  target[name] = wrapped(target[name]);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
