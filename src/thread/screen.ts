import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Emitter } from '#common/base/emitter.ts';
import type { Channel, Frame } from '#common/rpc/channel.ts';
import { eventFrame, resetFrame } from '#common/rpc/publisher.ts';
import { type PortChannel, portChannel } from './portChannel.ts';

/** A frame sent while the core restarts waits; more than this many means that nobody is coming back. */
const maxWaiting = 1000;

/** A shell's end of a screen's connection. It stays open while the core's thread is replaced behind it. */
export interface CoreChannel extends Channel {
  close(): void;
}

/** One screen (window or socket) as the shell sees it: its own port to whichever core thread lives now. */
export class Screen {
  readonly #received = new Emitter<Frame>();
  readonly #closed = new Emitter<void>();
  readonly #waiting: Frame[] = [];
  #port: PortChannel | null = null;
  #open = true;

  readonly channel: CoreChannel = {
    send: (frame) => this.#send(frame),
    received: this.#received.event,
    closed: this.#closed.event,
    close: () => this.close(),
  };

  /** Makes a port for a new core thread; the returned end is for the thread. */
  plug(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    const port = portChannel(port1);
    this.#port = port;
    port.received((frame) => {
      if (this.#port === port) this.#received.emit(frame);
    });
    for (const frame of this.#waiting.splice(0)) port.send(frame);
    return port2;
  }

  /** The core's thread died: what was asked is lost, what comes now waits for the next. */
  unplug(): void {
    this.#port?.close();
    this.#port = null;
  }

  /** Tells the screen that a new core answers from now on, and why. */
  restarted(message: string): void {
    this.#received.emit(resetFrame());
    this.#received.emit(eventFrame('app.noticed', { kind: 'coreRestarted', message }));
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.unplug();
    this.#closed.emit();
  }

  #send(frame: Frame): void {
    if (!this.#open) return;
    if (this.#port !== null) this.#port.send(frame);
    else if (this.#waiting.length < maxWaiting) this.#waiting.push(frame);
  }
}
