import { resolve } from 'node:path';

/** The checkout. */
export const root = resolve(import.meta.dirname, '..', '..');
/** What scripts keep between runs. */
export const cacheDirectory = resolve(root, 'node_modules', '.cache', 'traceground');
