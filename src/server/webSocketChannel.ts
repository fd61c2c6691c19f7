import type { WebSocket } from 'ws';
import { Emitter } from '#common/base/emitter.ts';
import type { Channel, Frame } from '#common/rpc/channel.ts';

/** A screen that takes nothing any more is cut off, instead of its frames filling memory. Bytes. */
const maxBuffered = 128 * 1024 * 1024;

export function webSocketChannel(socket: WebSocket): Channel {
  const received = new Emitter<Frame>();
  const closed = new Emitter<void>();
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    received.emit(isBinary ? new Uint8Array(data) : data.toString('utf8'));
  });
  // What went wrong is followed by a close; the close is what counts.
  socket.on('error', () => socket.terminate());
  socket.once('close', () => closed.emit());
  return {
    send(frame) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > maxBuffered) socket.terminate();
      else socket.send(frame);
    },
    received: received.event,
    closed: closed.event,
  };
}
