import { totalmem } from 'node:os';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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
  resident: () => process.memoryUsage.rss(),
  // Upstream: everything Go's runtime holds. Here: the heap's pages and the buffers beside it.
  reserved() {
    const heap = getHeapStatistics();
    return heap.total_heap_size + heap.external_memory;
  },
  collect() {
    collectGarbage ??= exposedCollector();
    collectGarbage();
  },
};

let collectGarbage: (() => void) | undefined;

/** A worker cannot be started with --expose-gc: the flag is set from within, and a context made after that has the function. */
function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (!isProcedure(collect)) throw new Error('V8 exposes no gc()');
  return collect;
}

const isProcedure = (value: unknown): value is () => void => typeof value === 'function';
