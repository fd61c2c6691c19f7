import type { Clock } from '#common/base/clock.ts';
import { millis } from '#common/base/units.ts';
import type { GrpcHandler, GrpcListenOptions, HttpHandler, HttpListenOptions, Listener, Network } from '#engine/network/network.ts';
import type { ListeningAddress } from '../collector.ts';

type Methods = ReadonlyMap<string, GrpcHandler>;
type Wanted =
  | { readonly protocol: 'http'; readonly options: HttpListenOptions; readonly handler: HttpHandler }
  | { readonly protocol: 'grpc'; readonly options: GrpcListenOptions; readonly handler: Methods };

/** One owner's claim on a listener: requests that came while it owned it are its own to finish. */
interface Claim {
  generation: number;
  readonly componentId: string;
  readonly nodeId: string;
  readonly wanted: Wanted;
  inFlight: number;
  idle: (() => void) | undefined;
  open: boolean;
}
interface Entry {
  listener: Listener;
  /** The last one answers; earlier ones are those it took over from, until they close. */
  claims: Claim[];
}

/**
 * Keeps listeners over a reload. A listener whose kind, address and options did not change is handed to the new receiver without closing:
 * new requests go to the new handler at once, requests in flight finish on the old. Where kind or options changed, the old listener closes
 * just before the new one opens, and is opened again if the reload is rolled back.
 */
export class ListenerPool {
  readonly #network: Network;
  readonly #clock: Clock;
  readonly #entries = new Set<Entry>();

  constructor(network: Network, clock: Clock) {
    this.#network = network;
    this.#clock = clock;
  }

  /** The network as one component of one generation of the graph sees it. */
  networkFor(generation: number, componentId: string, nodeId = componentId): Network {
    const by = { generation, componentId, nodeId };
    return {
      fetch: (request, options) => this.#network.fetch(request, options),
      connectGrpc: (options) => this.#network.connectGrpc(options),
      listenHttp: (options, handler) => this.#listen({ protocol: 'http', options, handler }, by),
      listenGrpc: (options, handler) => this.#listen({ protocol: 'grpc', options, handler }, by),
    };
  }

  /** Components that `generation` takes as they run: nobody else of it gets what they listen on. */
  hold(nodeIds: ReadonlySet<string>, generation: number): void {
    for (const { claims } of this.#entries) {
      const owner = claims.at(-1);
      if (owner !== undefined && nodeIds.has(owner.nodeId)) owner.generation = generation;
    }
  }

  get listening(): readonly ListeningAddress[] {
    return [...this.#entries].flatMap((entry) => {
      const owner = entry.claims.at(-1);
      return owner === undefined ? [] : [{ componentId: owner.componentId, protocol: owner.wanted.protocol, address: entry.listener.address }];
    });
  }

  /** Gives back what `generation` took over. What it opened itself closes with its components. */
  async rollback(generation: number): Promise<void> {
    for (const entry of this.#entries) {
      const owner = entry.claims.at(-1);
      const before = entry.claims.at(-2);
      if (owner?.generation !== generation || before === undefined) continue;
      entry.claims.pop();
      owner.open = false;
      if (!same(owner.wanted, before.wanted)) await this.#reopen(entry, before);
    }
  }

  async #listen(wanted: Wanted, by: Pick<Claim, 'generation' | 'componentId' | 'nodeId'>): Promise<Listener> {
    const claim: Claim = { ...by, wanted, inFlight: 0, idle: undefined, open: true };
    const entry = this.#find(claim);
    if (entry === undefined) return this.#handle(await this.#open(claim), claim);
    const before = entry.claims.at(-1);
    entry.claims.push(claim);
    if (before === undefined || same(before.wanted, wanted)) return this.#handle(entry, claim);
    try {
      await this.#reopen(entry, claim);
    } catch (error) {
      entry.claims.pop();
      await this.#reopen(entry, before);
      throw error;
    }
    return this.#handle(entry, claim);
  }

  /**
   * The listener of an earlier generation on the same address, or on one that the system would not let this one have beside it
   * (`localhost:4317` and `0.0.0.0:4317`); a port of 0 is the same only for the same component.
   */
  #find(claim: Claim): Entry | undefined {
    const { address } = claim.wanted.options;
    const earlier = [...this.#entries].filter(({ claims }) => (claims.at(-1)?.generation ?? claim.generation) < claim.generation);
    const wantedBy = (entry: Entry): string => entry.claims.at(-1)?.wanted.options.address ?? '';
    const equal = earlier.find((entry) => {
      const owner = entry.claims.at(-1);
      if (wantedBy(entry) !== address) return false;
      return !address.endsWith(':0') || (owner?.nodeId === claim.nodeId && owner.wanted.protocol === claim.wanted.protocol);
    });
    return equal ?? earlier.find((entry) => collide(wantedBy(entry), address));
  }

  async #open(claim: Claim): Promise<Entry> {
    const entry: Entry = { listener: noListener, claims: [claim] };
    entry.listener = await this.#bind(entry, claim.wanted);
    this.#entries.add(entry);
    return entry;
  }

  async #reopen(entry: Entry, claim: Claim): Promise<void> {
    await entry.listener.close(handoverGraceMillis);
    entry.listener = noListener;
    entry.listener = await this.#bind(entry, claim.wanted);
  }

  #bind(entry: Entry, wanted: Wanted): Promise<Listener> {
    if (wanted.protocol === 'http') return this.#network.listenHttp(wanted.options, (request) => answer(entry, 'http', (handler) => handler(request)));
    const methods = new Map<string, GrpcHandler>();
    for (const path of wanted.handler.keys()) {
      methods.set(path, (message, call) => answer(entry, 'grpc', (handler) => handler.get(path)?.(message, call) ?? Promise.reject(new Error(`no handler for ${path}`))));
    }
    return this.#network.listenGrpc(wanted.options, methods);
  }

  #handle(entry: Entry, claim: Claim): Listener {
    return { address: entry.listener.address, close: (graceMillis) => this.#close(entry, claim, graceMillis) };
  }

  async #close(entry: Entry, claim: Claim, graceMillis: number): Promise<void> {
    const wasOwner = entry.claims.at(-1) === claim;
    claim.open = false;
    if (!wasOwner) {
      entry.claims = entry.claims.filter((other) => other !== claim);
      await this.#idle(claim, graceMillis);
      return;
    }
    this.#entries.delete(entry);
    await entry.listener.close(graceMillis);
  }

  /** Waits until the requests that a former owner began are answered, as the listener's own close would. */
  #idle(claim: Claim, graceMillis: number): Promise<void> {
    if (claim.inFlight === 0) return Promise.resolve();
    return new Promise<void>((resolve) => {
      const timer = this.#clock.setTimeout(resolve, millis(graceMillis));
      claim.idle = () => {
        timer[Symbol.dispose]();
        resolve();
      };
    });
  }
}

/** Can two sockets not listen on both at once? */
function collide(a: string, b: string): boolean {
  const [left, right] = [hostAndPort(a), hostAndPort(b)];
  if (left === undefined || right === undefined || left.port !== right.port || left.port === '0') return false;
  return left.host === right.host || everywhere.has(left.host) || everywhere.has(right.host) || (loopback.has(left.host) && loopback.has(right.host));
}
const everywhere: ReadonlySet<string> = new Set(['', '0.0.0.0', '[::]']);
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

function hostAndPort(address: string): { readonly host: string; readonly port: string } | undefined {
  const [, host, port] = /^(.*):(\d+)$/.exec(address) ?? [];
  return host === undefined || port === undefined ? undefined : { host, port };
}

/** How long requests in flight may take when a listener must close because its options changed. */
const handoverGraceMillis = 1000;
const noListener: Listener = { address: '', close: async () => {} };

interface Handlers {
  readonly http: HttpHandler;
  readonly grpc: Methods;
}
async function answer<P extends keyof Handlers, R>(entry: Entry, protocol: P, call: (handler: Handlers[P]) => Promise<R>): Promise<R> {
  const owner = entry.claims.findLast((claim) => claim.wanted.protocol === protocol);
  if (owner === undefined) throw new Error('the listener has no handler');
  owner.inFlight += 1;
  try {
    return await call(owner.wanted.handler as Handlers[P]);
  } finally {
    owner.inFlight -= 1;
    if (owner.inFlight === 0) owner.idle?.();
  }
}

function same(a: Wanted, b: Wanted): boolean {
  return a.protocol === b.protocol && identity(a) === identity(b);
}
const identity = (wanted: Wanted): string => JSON.stringify([Object.entries(wanted.options).sort(), wanted.protocol === 'grpc' ? [...wanted.handler.keys()].sort() : []]);

