/** Chromium does not know our scheme; the stand-in's pages live under this address, which is never looked up. */
const shown = 'https://app.traceground.test';
const real = 'traceground://app';

export const toShown = (url: string): string => (url.startsWith(real) ? shown + url.slice(real.length) : url);
export const toReal = (url: string): string => (url.startsWith(`${shown}/`) || url === shown ? real + url.slice(shown.length) : url);
