import { isBuiltin } from 'node:module';
import { defineConfig } from 'vite';

/** Each is src/core/services/<name>/entry.ts and becomes out/services/<name>.cjs, which core/platform/node/launch.ts runs in a thread. */
const services = ['web', 'visits', 'vets', 'billing', 'notifier', 'cardpay', 'queue', 'wire'];

/**
 * Left as `require` for the running Node: express and amqplib, because their instrumentations patch a module when it is required by name; grpc-js, because
 * the SDK requires it only when the protocol is grpc. The SDK itself is bundled: one file instead of hundreds more than halves the start.
 */
const external = ['express', 'amqplib', '@grpc/grpc-js'];

// CommonJS, because instrumentations patch what is required; a bundle of ES modules loses the spans of express and of clients.
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out/services',
    emptyOutDir: true,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: Object.fromEntries(services.map((name) => [name, `src/core/services/${name}/entry.ts`])),
      external: (id) => isBuiltin(id) || external.includes(id),
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
    },
  },
  ssr: { noExternal: true },
});
