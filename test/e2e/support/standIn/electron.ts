/*
 * A stand-in for Electron where its binary cannot be had: what src/main imports from `electron`, over a Chromium driven by playwright.
 * It proves our wiring: main, preload, page, frames, guards, quitting. It does not prove that Electron runs; the same suite on a real binary does.
 * The types are Electron's own, so that a call it would not know does not compile here either.
 */
export { app } from './app.ts';
export { BrowserWindow } from './browserWindow.ts';
export { ipcMain } from './ipcMain.ts';
export { Menu, protocol, session, shell } from './modules.ts';
