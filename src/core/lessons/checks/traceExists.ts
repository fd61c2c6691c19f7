import * as z from 'zod';
import type { StoredTrace } from '#core/telemetry/storedTrace.ts';
import { traceTree, type TreeRow } from '#core/telemetry/traceTree.ts';
import { type CheckResult, defineCheck } from './check.ts';

/** Long enough for the SDK (1 s), the collector and the store; after it a missing trace is our doubt. */
const arrivalNanos = 15_000_000_000n;

/** A trace of this operation, begun at this step, joins at least so many services. */
export const traceExists = defineCheck({
  kind: 'trace.exists',
  about: 'effect',
  options: z.strictObject({
    op: z.enum(['browse', 'book']), minServices: z.int().min(1), minSpans: z.int().min(1).default(1),
    minMillis: z.number().min(0).default(0).describe('It lasts at least this long.'),
    owner: z.string().optional().describe('The span that spends the most time itself is of this service.'),
  }),
  check({ op, minServices, minSpans, minMillis, owner }, { world, since, now, sentSince }): CheckResult {
    const ofStep = [...world.traces()].filter((trace) => isOf(trace, world.rootName(op), since));
    const best = widest(ofStep.filter((trace) => trace.overview().durationNanos / 1e6 >= minMillis && (owner === undefined || ownerOf(trace) === owner)));
    if (best === undefined && ofStep.length > 0) {
      const count = String(ofStep.length);
      return { state: 'notYet', saw: { en: `${count} traces, none of them slow yet`, 'zh-CN': `${count} 条链路，还没有慢的` }, reason: 'tooFast' };
    }
    if (best !== undefined) {
      const saw = {
        en: `${String(best.services)} services, ${String(best.spans)} spans`,
        'zh-CN': `${String(best.services)} 个服务，${String(best.spans)} 个 Span`,
      };
      return best.services >= minServices && best.spans >= minSpans ? { state: 'done', saw } : { state: 'notYet', saw, reason: 'tooFew' };
    }
    if (!world.tracing) {
      const saw = { en: 'tracing is off', 'zh-CN': '链路追踪还没打开' };
      // A near miss only once the learner has sent something: before, nothing is amiss.
      return sentSince(op) === 0 ? { state: 'waiting', saw } : { state: 'waiting', saw, reason: 'tracingOff' };
    }
    if (sentSince(op) === 0) return { state: 'waiting', saw: { en: 'tracing is on, nothing sent yet', 'zh-CN': '追踪已打开，还没有请求' } };
    if (now - since > arrivalNanos) {
      return {
        state: 'cannotTell', reason: 'nothingArrived',
        saw: {
          en: `${String(sentSince(op))} sent, no trace arrived: look at the collector’s log, or send one more`,
          'zh-CN': `已发送 ${String(sentSince(op))} 次，却没有链路到达：看看收集器的日志，或再发送一次`,
        },
      };
    }
    return { state: 'notYet', saw: { en: 'sent; its trace is on the way', 'zh-CN': '已发送，链路正在路上' } };
  },
});

function isOf(trace: StoredTrace, rootName: string, since: bigint): boolean {
  const overview = trace.overview();
  return overview.hasRoot && overview.rootName === rootName && overview.startUnixNano >= since;
}

/** The service of the span that spends the most time itself. */
function ownerOf(trace: StoredTrace): string | undefined {
  const rows = traceTree(trace.spans, trace.overview().startUnixNano);
  return rows.reduce<TreeRow | undefined>((best, row) => (best === undefined || row.selfNanos > best.selfNanos ? row : best), undefined)?.service;
}

function widest(traces: readonly StoredTrace[]): { readonly services: number; readonly spans: number } | undefined {
  let best: { readonly services: number; readonly spans: number } | undefined;
  for (const trace of traces) {
    const { services, spanCount } = trace.overview();
    if (best === undefined || services.length > best.services || (services.length === best.services && spanCount > best.spans)) {
      best = { services: services.length, spans: spanCount };
    }
  }
  return best;
}
