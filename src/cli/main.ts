import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { productRoot, productVersion } from '#thread/product.ts';
import { runProgram } from './program.ts';
import { serveCommand } from './serve.ts';

// Synchronous writes: nothing printed is lost when the process ends.
function print(descriptor: 1 | 2, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') continue;
      return; // nobody reads any more
    }
  }
}

const code = await runProgram(process.argv.slice(2), {
  out: (text) => print(1, text),
  err: (text) => print(2, text),
  version: productVersion(),
  servicesDirectory: pathToFileURL(join(productRoot(), 'out', 'services', '/')),
}, [serveCommand()]);
process.exit(code);
