import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Exchange, Hop, HopFault } from '../../protocol/wireMessages.ts';
import { Door } from './door.ts';
import { HopFaults } from './faults.ts';
import { Forwarding } from './forwarding.ts';
import { maxHeaderSize } from './rawRequest.ts';
import { ExchangeRecord } from './record.ts';
import type { SenderConnection } from './senderConnection.ts';
import { carryUpgrade } from './throughTunnel.ts';
import { codeOf, words } from './words.ts';

/** What is in flight when the wire stops may take so long. Milliseconds. */
const stopLimitMillis = 5_000;

export interface WireSettings {
  readonly recorded: (exchange: Exchange) => void;
  /** Something of the wire's own went wrong, in words. */
  readonly failed: (text: string) => void;
}

/** All doors, and the one HTTP server behind them. */
export class Wire {
  readonly #settings: WireSettings;
  readonly #doors = new Map<string, { readonly door: Door; readonly listensAt: string }>();
  readonly #connections = new WeakMap<Duplex, SenderConnection>();
  readonly #http: Server;
  #faults: readonly HopFault[] = [];
  #seed = 0;

  constructor(settings: WireSettings) {
    this.#settings = settings;
    // It listens nowhere: doors hand their connections to it. Limits and timeouts are the receiver's business.
    this.#http = createServer({ maxHeaderSize, keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0, requireHostHeader: false, noDelay: true });
    this.#http.maxHeadersCount = 0;
    const forward = (request: IncomingMessage, response: ServerResponse, expectation: 'none' | 'continue' = 'none'): void => {
      this.#with(request.socket, (connection) => new Forwarding(connection, request, response).start(expectation));
    };
    this.#http.on('request', (request, response) => forward(request, response));
    this.#http.on('checkContinue', (request, response) => forward(request, response, 'continue'));
    this.#http.on('checkExpectation', (request, response) => forward(request, response));
    const carry = (request: IncomingMessage, _: Duplex, rest: Buffer): void => this.#with(request.socket, (connection) => carryUpgrade(connection, request, rest));
    this.#http.on('upgrade', carry);
    this.#http.on('connect', carry);
    this.#http.on('clientError', (error, socket) => this.#refuse(error, socket));
  }

  /** Opens doors for new hops, closes those of hops that are gone, and gives where all of them are. */
  async setHops(hops: readonly Hop[]): Promise<Readonly<Record<string, string>>> {
    const wanted = new Map(hops.map((hop) => [keyOf(hop), hop]));
    for (const [key, { door }] of this.#doors) {
      if (wanted.has(key)) continue;
      this.#doors.delete(key);
      void door.close(stopLimitMillis);
    }
    for (const [key, hop] of wanted) await this.#setHop(key, hop);
    return Object.fromEntries([...this.#doors].map(([key, { listensAt }]) => [key, listensAt]));
  }

  async #setHop(key: string, hop: Hop): Promise<void> {
    const known = this.#doors.get(key);
    if (known !== undefined) {
      known.door.lead(hop.target);
      return;
    }
    const door = new Door({ hop, faults: new HopFaults(this.#faults, this.#seed, hop), spokeHttp: (connection) => this.#takeOver(connection), recorded: this.#settings.recorded });
    try {
      this.#doors.set(key, { door, listensAt: await door.open() });
    } catch (error) {
      this.#settings.failed(`no door for ${key}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Begins the drawing anew from the seed, for every hop. */
  setFaults(faults: readonly HopFault[], seed: number): void {
    this.#faults = faults;
    this.#seed = seed;
    for (const [key, { door }] of this.#doors) {
      const [from = '', address = ''] = key.split(' ');
      door.faults = new HopFaults(faults, seed, { from, address });
    }
  }

  /** Resolves when what was in flight is over. */
  async stop(): Promise<void> {
    const doors = [...this.#doors.values()];
    this.#doors.clear();
    await Promise.all(doors.map(({ door }) => door.close(stopLimitMillis)));
  }

  #takeOver(connection: SenderConnection): void {
    this.#connections.set(connection.socket, connection);
    this.#http.emit('connection', connection.socket);
    connection.socket.resume();
  }

  #with(socket: Duplex, work: (connection: SenderConnection) => void): void {
    const connection = this.#connections.get(socket);
    if (connection === undefined) socket.destroy();
    else work(connection);
  }

  /** Answers what cannot be read as Node's server does. A request in flight on the same connection ends with it. */
  #refuse(error: Error, socket: Duplex): void {
    this.#with(socket, ({ socket: sender, way }) => {
      if (!codeOf(error).startsWith('HPE_') || !sender.writable) {
        sender.destroy();
        return;
      }
      const record = new ExchangeRecord(way.hop, { protocol: 'unknown', method: '', path: '', headers: [] }, way.recorded);
      record.status = codeOf(error) === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
      record.finish(words.malformedRequest(error.message));
      sender.write(record.status === 431 ? 'HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n' : 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
      sender.destroySoon();
    });
  }
}

const keyOf = ({ from, address }: Hop): string => `${from} ${address}`;
