import { parseArgs } from 'node:util';
import { errorMessage } from '#common/base/errors.ts';
import { runServer } from './main.ts';

const usage = 'Usage: server [--port N] [--no-open]';

/** The browser shell by itself, for `npm start` and the end-to-end suite; `traceground serve` runs the same. */
async function main(args: readonly string[]): Promise<number> {
  let port: number;
  let open: boolean;
  try {
    const { values } = parseArgs({ args: [...args], options: { port: { type: 'string', default: '0' }, 'no-open': { type: 'boolean', default: false } } });
    port = Number(values.port);
    open = !values['no-open'];
    if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error(`--port takes a number from 0 to 65535, not "${values.port}"`);
  } catch (error) {
    console.error(`${errorMessage(error)}\n${usage}`);
    return 2;
  }
  await runServer({ port, open });
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
