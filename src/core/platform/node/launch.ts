import { Worker } from 'node:worker_threads';
import type { Readable } from 'node:stream';
import { Emitter } from '#common/base/emitter.ts';
import { errorMessage } from '#common/base/errors.ts';
import type { ServiceProcess, ServiceProgram } from '../platform.ts';
import { errorCode } from './goErrors.ts';

const namePattern = /^[a-z][a-z0-9-]*$/;
/**
 * A young generation this small makes V8 collect early instead of growing, which saves 6 MB a service (measured with four under load)
 * and no speed. Megabytes.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 256 };

/** Starts `<servicesDirectory>/<program>.cjs` in a worker thread. It never throws for a program that is missing: that is an exit with a text. */
export function launch(servicesDirectory: URL, { program, environment }: ServiceProgram): ServiceProcess {
  if (!namePattern.test(program)) throw new Error(`not a program name: ${JSON.stringify(program)}`);
  const messaged = new Emitter<unknown>();
  const printed = new Emitter<string>();
  const exited = new Emitter<{ readonly code: number; readonly error: string | null }>();
  const file = new URL(`${program}.cjs`, servicesDirectory);
  const worker = new Worker(file, { name: program, env: { ...environment }, execArgv: [], argv: [], stdout: true, stderr: true, resourceLimits });
  let error: string | null = null;
  worker.on('message', (message: unknown) => messaged.emit(message));
  worker.on('error', (thrown) => {
    error = errorCode(thrown) === 'MODULE_NOT_FOUND' ? `cannot find the program ${file.pathname}: build the services first` : errorMessage(thrown);
  });
  const drained = Promise.all([worker.stdout, worker.stderr].map((stream) => readLines(stream, (line) => printed.emit(line))));
  worker.once('exit', (code) => {
    void drained.then(() => exited.emit({ code, error }));
  });
  return {
    messaged: messaged.event,
    printed: printed.event,
    exited: exited.event,
    post: (message) => worker.postMessage(message),
    async terminate() {
      await worker.terminate();
    },
  };
}

/** Calls `line` for each line, the last one even without its line end; resolves when the stream is over. */
function readLines(stream: Readable, line: (text: string) => void): Promise<void> {
  return new Promise((resolve) => {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(line);
    });
    stream.once('close', () => {
      if (rest !== '') line(rest);
      resolve();
    });
  });
}
