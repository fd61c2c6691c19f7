import { Emitter } from '../base/emitter.ts';
import type { Channel, Frame } from './channel.ts';

/** Two ends of one pipe inside a thread: for tests, and for a core and a screen that share a thread. Frames arrive in a later microtask, as on a real one. */
export interface ChannelPair {
  readonly left: Channel;
  readonly right: Channel;
  /** Closes both ends. Frames under way are lost. */
  close(): void;
}

export function channelPair(): ChannelPair {
  const toLeft = new Emitter<Frame>();
  const toRight = new Emitter<Frame>();
  const closed = new Emitter<void>();
  let open = true;
  const end = (received: Emitter<Frame>, other: Emitter<Frame>): Channel => ({
    send(frame) {
      void Promise.resolve().then(() => {
        if (open) other.emit(frame);
      });
    },
    received: received.event,
    closed: closed.event,
  });
  return {
    left: end(toLeft, toRight),
    right: end(toRight, toLeft),
    close() {
      if (!open) return;
      open = false;
      closed.emit();
    },
  };
}
