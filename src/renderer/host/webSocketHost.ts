import { Emitter } from '#common/base/emitter.ts';
import type { Channel, Frame } from '#common/rpc/channel.ts';
import type { Connection } from '#common/rpc/client.ts';
import type { ConnectionState } from './connectionState.ts';

/** See server/webSockets.ts. */
const protocol = 'traceground.1';
const firstDelay = 250;
const longestDelay = 5000;
/** Calls that wait for a connection are given up after this many failures in a row; the page says why by then. */
const patience = 3;

/** Keeps `connection` joined to the server this page came from, over a WebSocket that is opened again whenever it is lost. */
export function connectOverWebSocket(connection: Connection, state: ConnectionState): void {
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/socket`;
  let failures = 0;
  const open = (): void => {
    const socket = new WebSocket(address, protocol);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      failures = 0;
      connection.attach(socketChannel(socket));
      state.set('connected');
    });
    socket.addEventListener('close', () => {
      failures += 1;
      state.set('lost');
      if (failures >= patience) connection.giveUp('Traceground cannot be reached: is it still running?');
      setTimeout(open, Math.min(firstDelay * 2 ** (failures - 1), longestDelay));
    });
  };
  open();
}

function socketChannel(socket: WebSocket): Channel {
  const received = new Emitter<Frame>();
  const closed = new Emitter<void>();
  socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => received.emit(typeof data === 'string' ? data : new Uint8Array(data)));
  socket.addEventListener('close', () => closed.emit());
  return {
    send(frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    received: received.event,
    closed: closed.event,
  };
}
