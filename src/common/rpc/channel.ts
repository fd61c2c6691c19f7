import type { Event } from '#common/base/emitter.ts';

/** One frame. Text frames are JSON; a frame that carries bulk bytes is binary (see codec.ts). Both cross every bridge unharmed. */
export type Frame = string | Uint8Array<ArrayBuffer>;

/** A two-way pipe of frames, in order, without loss while open: Electron IPC, a WebSocket, or a worker's MessagePort. */
export interface Channel {
  /** Sends one frame; a no-op after close. */
  send(frame: Frame): void;
  readonly received: Event<Frame>;
  /** Fires once, when the other side is gone. */
  readonly closed: Event<void>;
}
