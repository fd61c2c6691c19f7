import { ipcMain, type IpcMainEvent, type WebContents } from 'electron';
import { ipc } from '#common/rpc/bridge.ts';
import type { CoreThread } from '#thread/coreThread.ts';
import { isFrame } from '#thread/portChannel.ts';
import type { CoreChannel } from '#thread/screen.ts';
import { isOwnPage } from './pageProtocol.ts';

/** Joins each of our pages to the core as a screen, and lets nobody else in. */
export function acceptScreens(core: CoreThread): void {
  const screens = new Map<WebContents, CoreChannel>();
  ipcMain.on(ipc.connect, (event) => {
    if (!isTrusted(event)) return;
    const { sender } = event;
    const isKnown = screens.has(sender);
    screens.get(sender)?.close();
    const screen = core.connect();
    screens.set(sender, screen);
    screen.received((frame) => {
      if (!sender.isDestroyed()) sender.send(ipc.frame, frame);
    });
    if (isKnown) return;
    sender.once('destroyed', () => {
      screens.get(sender)?.close();
      screens.delete(sender);
    });
  });
  ipcMain.on(ipc.frame, (event, frame: unknown) => {
    if (isTrusted(event) && isFrame(frame)) screens.get(event.sender)?.send(frame);
  });
}

/** Only the top frame of a window that shows our own page. */
function isTrusted({ senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
}
