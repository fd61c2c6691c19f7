import { Emitter, type Event } from '../base/emitter.ts';
import { DisposableStore } from '../base/disposable.ts';
import { errorMessage } from '../base/errors.ts';
import type { Client, Contract, ContractEvent, Method } from '../contract/define.ts';
import type { Channel, Frame } from './channel.ts';
import { decodeFrame, encodeFrame } from './codec.ts';
import { Reply, type Request } from './message.ts';
import { RpcError } from './rpcError.ts';

export interface ConnectionOptions {
  /** Check what the other side says against the contract. Costs time on large answers: for development and tests. */
  readonly checkReplies: boolean;
  /** Hears of frames and events that make no sense. */
  readonly log: (message: string, error: unknown) => void;
}

interface Pending {
  readonly request: Request;
  readonly output: Method['output'];
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: RpcError) => void;
}

/** The calling side. It outlives channels: attach a new one when the old has closed. Calls made while there is none wait for the next. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #pending = new Map<number, Pending>();
  readonly #events = new Map<string, Emitter<unknown>>();
  readonly #reset = new Emitter<void>();
  #channel: Channel | null = null;
  #attached = false;
  readonly #waiting: Pending[] = [];
  // Answers to an earlier page that reach a reloaded one must not look like answers to its own calls.
  #nextId = Math.floor(Math.random() * 2 ** 40);

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Whatever was known before is stale: a new channel was attached after a lost one, or the other side started anew. */
  readonly reset: Event<void> = this.#reset.event;

  /** Uses `channel` from now on, until it closes. Calls still open on an earlier one are rejected. */
  attach(channel: Channel): void {
    this.#lose();
    this.#channel = channel;
    const store = new DisposableStore();
    store.add(channel.received((frame) => {
      if (this.#channel === channel) this.#receive(frame);
    }));
    store.add(channel.closed(() => {
      store[Symbol.dispose]();
      if (this.#channel !== channel) return;
      this.#channel = null;
      this.#lose();
    }));
    for (const pending of this.#waiting.splice(0)) this.#send(pending);
    if (this.#attached) this.#reset.emit();
    this.#attached = true;
  }

  /** Rejects calls that wait for a channel, when none will come. */
  giveUp(reason: string): void {
    for (const { reject } of this.#waiting.splice(0)) reject(new RpcError('disconnected', reason));
  }

  call(name: string, method: Method, input: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request = { id: this.#nextId, call: name, input };
      this.#nextId += 1;
      const pending: Pending = { request, output: method.output, resolve, reject };
      if (this.#channel === null) this.#waiting.push(pending);
      else this.#send(pending);
    });
  }

  on(name: string, { payload: schema }: ContractEvent, listener: (payload: unknown) => void): Disposable {
    const emitter = this.#events.get(name) ?? new Emitter<unknown>();
    this.#events.set(name, emitter);
    return emitter.event((payload) => {
      const checked = this.#options.checkReplies ? schema.safeParse(payload) : null;
      if (checked?.success === false) this.#options.log(`event ${name} breaks the contract`, checked.error);
      else listener(payload);
    });
  }

  #send(pending: Pending): void {
    const { request } = pending;
    try {
      const frame = encodeFrame(request);
      this.#pending.set(request.id, pending);
      this.#channel?.send(frame);
    } catch (error) {
      pending.reject(new RpcError('invalid_input', `${request.call}: ${errorMessage(error)}`));
    }
  }

  #receive(frame: Frame): void {
    try {
      this.#take(Reply.parse(decodeFrame(frame)));
    } catch (error) {
      this.#options.log('dropped a frame that makes no sense', error);
    }
  }

  #take(reply: Reply): void {
    if ('reset' in reply) {
      this.#lose();
      this.#reset.emit();
    } else if ('event' in reply) {
      this.#events.get(reply.event)?.emit(reply.payload);
    } else {
      const pending = this.#pending.get(reply.id);
      if (pending === undefined) return;
      this.#pending.delete(reply.id);
      if ('error' in reply) pending.reject(new RpcError(reply.error.code, reply.error.message));
      else this.#settle(pending, reply.result);
    }
  }

  #settle({ request, output, resolve, reject }: Pending, result: unknown): void {
    const checked = this.#options.checkReplies ? output.safeParse(result) : null;
    if (checked?.success === false) reject(new RpcError('internal', `answer to ${request.call} breaks the contract: ${checked.error.message}`));
    else resolve(result);
  }

  #lose(): void {
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    for (const { request, reject } of lost) reject(new RpcError('disconnected', `${request.call}: the connection was lost before the answer came`));
  }
}

/** The typed face of a connection: `client.telemetry.getTraceTable({ traceId })`, `client.telemetry.on.changed(listener)`. Each function is made once, so that it can be compared. */
export function createClient<C extends Contract>(contract: C, connection: Connection): Client<C> {
  const areas = Object.entries(contract).map(([areaName, area]) => {
    const methods: Record<string, unknown> = {};
    const events: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(area)) {
      const fullName = `${areaName}.${name}`;
      if (member.kind === 'method') methods[name] = (input: unknown) => connection.call(fullName, member, input);
      else events[name] = (listener: (payload: unknown) => void) => connection.on(fullName, member, listener);
    }
    return [areaName, { ...methods, on: events }];
  });
  // Built from the contract's own entries, which is what Client<C> maps over.
  return Object.fromEntries(areas) as Client<C>;
}

/** A client over one channel that is never replaced: for the terminal and for tests. */
export function connectClient<C extends Contract>(contract: C, channel: Channel, options: ConnectionOptions): Client<C> {
  const connection = new Connection(options);
  connection.attach(channel);
  return createClient(contract, connection);
}
