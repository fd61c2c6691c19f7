import type { MessagePort } from 'node:worker_threads';
import type { Channel, Frame } from '#common/rpc/channel.ts';
import { Emitter } from '#common/base/emitter.ts';

export interface PortChannel extends Channel {
  close(): void;
}

/** Frames over one end of a MessageChannel. Closes when either end closes, or the other end's thread dies. */
export function portChannel(port: MessagePort): PortChannel {
  const received = new Emitter<Frame>();
  const closed = new Emitter<void>();
  port.on('message', (frame: unknown) => {
    if (isFrame(frame)) received.emit(frame);
  });
  port.once('close', () => closed.emit());
  return {
    // Copied, not transferred: an event's frame goes to several screens.
    send: (frame) => port.postMessage(frame),
    received: received.event,
    closed: closed.event,
    close: () => port.close(),
  };
}

/** A buffer of a shared memory is no frame: somebody could still write to it. */
export function isFrame(value: unknown): value is Frame {
  return typeof value === 'string' || (value instanceof Uint8Array && value.buffer instanceof ArrayBuffer);
}
