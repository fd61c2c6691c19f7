import * as z from 'zod';
import { traceTree, type TreeRow } from '#core/telemetry/traceTree.ts';
import { type CheckResult, defineCheck } from './check.ts';

/** The learner selected a span that is what the options say. */
export const uiSelectedSpan = defineCheck({
  kind: 'ui.selectedSpan',
  about: 'learner',
  options: z.strictObject({
    service: z.string(),
    longestSelfTime: z.boolean().default(false).describe('It spends more time itself than any other span of its trace.'),
    minTraceMillis: z.number().min(0).default(0).describe('Its trace lasts at least this long.'),
  }),
  check(options, { world, selected }): CheckResult {
    const spanId = selected?.spanId ?? null;
    if (selected === null || spanId === null) return { state: 'waiting', saw: { en: 'nothing selected yet', 'zh-CN': '还没有选中 Span' } };
    const trace = world.trace(selected.traceId);
    const rows = trace === undefined ? [] : traceTree(trace.spans, trace.overview().startUnixNano);
    const row = rows.find((candidate) => candidate.spanId === spanId);
    if (trace === undefined || row === undefined) {
      return { state: 'cannotTell', saw: { en: 'this trace is no longer kept: pick another', 'zh-CN': '这条链路已不在存储里：换一条' }, reason: 'evicted' };
    }
    const reason = miss(row, rows, { ...options, traceMillis: trace.overview().durationNanos / 1e6 });
    const seconds = (nanos: number) => (nanos / 1e9).toFixed(2);
    const saw = {
      en: `${row.service} ${row.name}: lasts ${seconds(row.durationNanos)} s, itself ${seconds(row.selfNanos)} s`,
      'zh-CN': `${row.service} ${row.name}：共 ${seconds(row.durationNanos)} 秒，自身 ${seconds(row.selfNanos)} 秒`,
    };
    return reason === null ? { state: 'done', saw } : { state: 'notYet', saw, reason };
  },
});

interface Wanted {
  readonly service: string;
  readonly longestSelfTime: boolean;
  readonly minTraceMillis: number;
  readonly traceMillis: number;
}

/** Why this is not the one, or null when it is. */
function miss(row: TreeRow, rows: readonly TreeRow[], wanted: Wanted): string | null {
  if (wanted.traceMillis < wanted.minTraceMillis) return 'fastTrace';
  const longest = rows.reduce((best, candidate) => (candidate.selfNanos > best.selfNanos ? candidate : best), row);
  if (wanted.longestSelfTime && row.selfNanos < longest.selfNanos) return row.selfNanos * 2 < row.durationNanos ? 'onlyWaited' : 'shorter';
  return row.service === wanted.service ? null : 'otherService';
}
