import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type { Exchange, Hop } from '../../protocol/wireMessages.ts';
import type { Mishap } from './faults.ts';
import type { Target } from './target.ts';

/** What a door knows, for the connections that came through it. */
export interface Way {
  readonly hop: Pick<Hop, 'from' | 'address'>;
  /** Where the receiver is now; null while nobody listens. */
  readonly target: () => Target | null;
  readonly draw: () => Mishap;
  readonly recorded: (exchange: Exchange) => void;
}

/** A tunnel is taken for idle when no byte crossed it for so long. Milliseconds. */
const quietMillis = 250;

/**
 * One connection of a sender, which has one connection to the receiver for its own: what the receiver closes while it is idle is closed
 * here too, and a sender that reuses a connection too late sees the same error as without a wire.
 */
export class SenderConnection {
  readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly socket: Socket;
  readonly way: Way;
  #receiver: Socket | null = null;
  #inFlight = 0;
  #isTunnel = false;
  #isLeaving = false;
  #quiet: NodeJS.Timeout | null = null;

  constructor(socket: Socket, way: Way) {
    this.socket = socket;
    this.way = way;
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      if (this.#quiet !== null) clearTimeout(this.#quiet);
      this.agent.destroy();
    });
  }

  /** Called for each request with the connection that carries it. */
  uses(receiver: Socket): void {
    if (this.#receiver === receiver) return;
    this.#receiver = receiver;
    receiver.once('close', () => this.#endWhenIdle());
  }

  began(): void {
    this.#inFlight += 1;
  }
  ended(): void {
    this.#inFlight -= 1;
    this.#endWhenIdle();
  }

  /** From now on nobody knows what is in flight: only bytes cross. */
  becameTunnel(): void {
    this.#isTunnel = true;
    this.crossed();
  }
  crossed(): void {
    if (this.#quiet !== null) this.#quiet.refresh();
    else this.#quiet = setTimeout(() => this.#fellQuiet(), quietMillis).unref();
  }

  /** Closes the connection as soon as nothing is in flight. */
  leave(): void {
    this.#isLeaving = true;
    if (this.#isTunnel) {
      if (this.#quiet === null) this.socket.destroySoon();
    } else this.#endWhenIdle();
  }

  #fellQuiet(): void {
    this.#quiet = null;
    if (this.#isLeaving) this.socket.destroySoon();
  }

  #endWhenIdle(): void {
    if (this.#isTunnel || this.#inFlight > 0) return;
    if (this.#isLeaving || this.#receiver?.destroyed === true) this.socket.destroySoon();
  }
}
