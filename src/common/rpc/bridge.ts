import type { Frame } from './channel.ts';

/** What the preload script puts on the page's `window.traceground`: frames, and nothing else, ever. */
export interface Bridge {
  /** Sends one frame to the core. */
  send(frame: Frame): void;
  /** Connects this page as a screen; from now on `listener` gets every frame. Call once, before `send`. */
  onMessage(listener: (frame: Frame) => void): void;
}

/** Names on Electron's IPC. */
export const ipc = {
  /** Page to main: a page has loaded and listens. What an earlier page of this window asked is void. */
  connect: 'traceground:connect',
  /** Both ways: one frame. */
  frame: 'traceground:frame',
} as const;
