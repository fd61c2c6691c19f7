import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import type { Platform } from '../platform.ts';

/**
 * Memory of the thread that asks: each worker has a heap of its own.
 * Upstream: Alloc of Go's runtime. Here: the JavaScript heap plus the buffers it holds, because a span stays bytes until somebody looks.
 */
export const memory: Platform['memory'] = {
  used() {
    const heap = getHeapStatistics();
    return heap.used_heap_size + heap.external_memory;
  },
  total() {
    // 0 or a huge number: no cgroup limit.
    const limit = process.constrainedMemory();
    const physical = totalmem();
    return limit > 0 && limit < physical ? limit : physical;
  },
  collect() {
    // Only there under --expose-gc.
    globalThis.gc?.();
  },
};
