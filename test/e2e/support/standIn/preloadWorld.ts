/**
 * Runs in the page before anything else: gives the real built preload script an `electron` of its own, as a sandboxed one has.
 * Sent to the page as text, therefore plain and closed in itself.
 */
const world = `(preload) => {
  const listeners = new Map();
  const toWire = (value) => typeof value === 'string' ? { text: value } : value instanceof Uint8Array ? { base64: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) } : null;
  const fromWire = (wire) => wire === null ? undefined : 'text' in wire ? wire.text : Uint8Array.from(atob(wire.base64), (char) => char.charCodeAt(0));
  const ipcRenderer = {
    send: (channel, value) => void window.standInSend(channel, toWire(value)),
    on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    removeAllListeners: (channel) => void listeners.delete(channel),
  };
  window.standInReceive = (channel, wire) => { for (const listener of listeners.get(channel) ?? []) listener({}, fromWire(wire)); };
  // A bridge copies data and wraps functions; what it exposes is frozen.
  const contextBridge = { exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: Object.freeze({ ...api }), enumerable: true }) };
  const electron = { ipcRenderer, contextBridge };
  const require = (name) => { if (name === 'electron') return electron; throw new Error('a sandboxed preload has no module ' + name); };
  const module = { exports: {} };
  preload(require, module, module.exports);
  // Every window.open is asked about; the stand-in opens none.
  window.open = (url) => { void window.standInOpen(new URL(url, location.href).href); return null; };
  window.tracegroundChecks = true;
}`;

/** The script for a page: \`preload\` is the text of the built preload. */
export function preloadWorld(preload: string): string {
  // Not through Function(): the page's own policy forbids code from text.
  return `if (window === window.top) (${world})(function (require, module, exports) {\n${preload}\n});`;
}
