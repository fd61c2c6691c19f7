import { EventEmitter } from 'node:events';

/** Only `on` is used by src/main; an IPC that answers is not needed, because frames carry calls. */
export const ipcMain = new EventEmitter();
