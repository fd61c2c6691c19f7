import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Exchange, Hop } from '../../protocol/wireMessages.ts';
import type { HopFaults } from './faults.ts';
import { SenderConnection } from './senderConnection.ts';
import { parseTarget, type Target } from './target.ts';
import { carryBytes } from './throughTunnel.ts';

export interface DoorSettings {
  readonly hop: Hop;
  readonly faults: HopFaults;
  /** Takes over the connections that speak HTTP/1.1. */
  readonly spokeHttp: (connection: SenderConnection) => void;
  readonly recorded: (exchange: Exchange) => void;
}

/** Where one sender dials one address: a port of 127.0.0.1 that stays the same while the hop stays. */
export class Door {
  faults: HopFaults;
  readonly #settings: DoorSettings;
  readonly #connections = new Set<SenderConnection>();
  readonly #server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#admit(socket));
  #target: Target | null;

  constructor(settings: DoorSettings) {
    this.#settings = settings;
    this.faults = settings.faults;
    this.#target = parseTarget(settings.hop.target);
  }

  /** Where it listens, `127.0.0.1:41234`; rejects when the machine has no port left. */
  open(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => {
        this.#server.on('error', () => undefined); // one connection could not be taken: its sender sees that
        resolve(`127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`);
      });
    });
  }

  /** For requests from now on; tunnels stay with the receiver that they reached. */
  lead(target: string | null): void {
    this.#target = parseTarget(target);
  }

  /** Lets nobody in any more and resolves when what is in flight is over, at the latest after `limitMillis`, when it breaks the rest off. */
  async close(limitMillis: number): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of this.#connections) connection.leave();
    const timer = setTimeout(() => {
      for (const { socket } of this.#connections) socket.destroy();
    }, limitMillis);
    await closed;
    clearTimeout(timer);
  }

  #admit(socket: Socket): void {
    const { from, address } = this.#settings.hop;
    const connection = new SenderConnection(socket, {
      hop: { from, address }, target: () => this.#target, draw: () => this.faults.draw(), recorded: this.#settings.recorded,
    });
    this.#connections.add(connection);
    socket.once('close', () => this.#connections.delete(connection));
    sniff(socket, (spoken) => {
      if (spoken === 'http') this.#settings.spokeHttp(connection);
      else carryBytes(connection, spoken);
    });
  }
}

/** What clients say first: HTTP/2 (RFC 9113, section 3.4) and AMQP 0-9-1 (section 4.2.2). */
const prefaces = [['grpc', 'PRI * HTTP/2.0'], ['unknown', 'AMQP']] as const;

/** Reads as far as it takes to know the protocol, and puts back what it read. */
function sniff(socket: Socket, decided: (spoken: Exchange['protocol']) => void): void {
  let seen = Buffer.alloc(0);
  const gone = (): void => { socket.destroySoon(); };
  const look = (chunk: Buffer): void => {
    seen = Buffer.concat([seen, chunk]);
    const text = seen.toString('latin1');
    if (prefaces.some(([, preface]) => text.length < preface.length && preface.startsWith(text))) return;
    socket.off('data', look).off('end', gone).pause();
    socket.unshift(seen);
    decided(prefaces.find(([, preface]) => text.startsWith(preface))?.[0] ?? 'http');
  };
  socket.on('data', look).once('end', gone);
}
