import { join } from 'node:path';
import { build } from 'vite';
import { cacheDirectory, root } from '../../../../scripts/lib/root.mjs';

let built: Promise<string> | undefined;

/** The stand-in as programs that plain Node runs. Gives the one to start: `node launch.mjs out/main/index.js`. */
export function buildStandIn(): Promise<string> {
  built ??= buildOnce();
  return built;
}

async function buildOnce(): Promise<string> {
  const outDir = join(cacheDirectory, `standIn-${String(process.pid)}`);
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true, outDir, emptyOutDir: true, target: 'node20', minify: false,
      rolldownOptions: {
        input: { launch: join(import.meta.dirname, 'launch.ts'), electron: join(import.meta.dirname, 'electron.ts') },
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  return join(outDir, 'launch.mjs');
}
