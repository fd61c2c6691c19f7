import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

// Plain Node runs Electron's main program: `electron` is the stand-in beside this file.
const standIn = new URL('electron.mjs', import.meta.url).href;
const hooks = `export const resolve = (name, context, next) =>
  name === 'electron' || name === 'electron/main' ? { url: ${JSON.stringify(standIn)}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

const [, , program] = process.argv;
if (program === undefined) throw new Error('usage: launch.mjs MAIN');
await import(pathToFileURL(program).href);
