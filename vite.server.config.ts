import { isBuiltin } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

/** Programs for plain Node: the browser shell, the terminal shell, and the thread both shells with a screen run the core in. */
const programs = {
  server: 'src/server/program.ts',
  cli: 'src/cli/main.ts',
  coreWorker: 'src/thread/coreWorker.ts',
};
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
const isDependency = (id: string): boolean => Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`));

export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out/node',
    emptyOutDir: true,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(programs).filter(([, file]) => existsSync(file))),
      // Dependencies stay in node_modules; only what is imported at run time is listed there.
      external: (id) => isBuiltin(id) || isDependency(id),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true },
});
