import { Emitter } from '#common/base/emitter.ts';
import type { Bridge } from '#common/rpc/bridge.ts';
import type { Frame } from '#common/rpc/channel.ts';
import type { Connection } from '#common/rpc/client.ts';
import type { ConnectionState } from './connectionState.ts';

declare global {
  interface Window {
    /** Put here by the preload script of the desktop shell; absent in a browser. */
    readonly traceground?: Bridge;
  }
}

/** Joins `connection` to the desktop shell. Its pipe lasts as long as the page. */
export function connectOverBridge(bridge: Bridge, connection: Connection, state: ConnectionState): void {
  const received = new Emitter<Frame>();
  bridge.onMessage((frame) => received.emit(frame));
  connection.attach({ send: (frame) => bridge.send(frame), received: received.event, closed: new Emitter<void>().event });
  state.set('connected');
}
