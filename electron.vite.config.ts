import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** scripts/build.mjs builds only what is stale: `main,preload` or `renderer`. All of them when nothing is said. */
const parts = (process.env['TRACEGROUND_BUILD'] ?? 'main,preload,renderer').split(',');
const main = {
  build: { outDir: 'out/main', target: 'node22', lib: { entry: 'src/main/index.ts', formats: ['es' as const] }, rolldownOptions: { output: { entryFileNames: '[name].js' } } },
};
// A sandboxed preload must be CommonJS.
const preload = {
  build: { outDir: 'out/preload', lib: { entry: 'src/preload/index.ts', formats: ['cjs' as const] }, rolldownOptions: { output: { entryFileNames: '[name].cjs' } } },
};

export default defineConfig({
  ...(parts.includes('main') ? { main } : {}),
  ...(parts.includes('preload') ? { preload } : {}),
  ...(parts.includes('renderer')
    ? {
        renderer: {
          root: 'src/renderer',
          base: '/',
          plugins: [react()],
          // monaco-yaml asks for the old layout of monaco-editor's files.
          resolve: { alias: [{ find: /^monaco-editor\/esm\/vs\/(.*)$/, replacement: 'monaco-editor/$1' }] },
          worker: { format: 'es' },
          build: {
            outDir: resolve('out/renderer'),
            target: 'es2022',
            minify: true,
            modulePreload: { polyfill: false },
            // Nothing inline: the page's policy allows data: for fonts and pictures only.
            assetsInlineLimit: 0,
            reportCompressedSize: false,
            chunkSizeWarningLimit: 6000,
            rolldownOptions: { input: resolve('src/renderer/index.html') },
          },
        },
      }
    : {}),
});
