import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, ipc } from '#common/rpc/bridge.ts';
import type { Frame } from '#common/rpc/channel.ts';

// One pair that never grows: what the page may ask is decided by the contract, behind the frames.
const bridge: Bridge = {
  send: (frame) => ipcRenderer.send(ipc.frame, frame),
  onMessage(listener) {
    ipcRenderer.removeAllListeners(ipc.frame);
    // The event object is kept from the page: it carries ipcRenderer.
    ipcRenderer.on(ipc.frame, (_event, frame: Frame) => listener(frame));
    ipcRenderer.send(ipc.connect);
  },
};

contextBridge.exposeInMainWorld('traceground', bridge);
