import * as z from 'zod';
import { defineCheck } from './check.ts';

/** The learner sent at least so many requests at this step: counted by the world, not by telemetry. */
export const trafficSent = defineCheck({
  kind: 'traffic.sent',
  about: 'effect',
  options: z.strictObject({ op: z.enum(['browse', 'book']), min: z.int().min(1) }),
  check({ op, min }, { sentSince }) {
    const sent = Math.min(sentSince(op), min);
    const saw = { en: `${String(sent)} of ${String(min)} sent`, 'zh-CN': `已发送 ${String(sent)} / ${String(min)} 次` };
    return { state: sent >= min ? 'done' : sent > 0 ? 'notYet' : 'waiting', saw };
  },
});
