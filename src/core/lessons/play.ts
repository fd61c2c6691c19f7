import { traceTree } from '#core/telemetry/traceTree.ts';
import type { StoredTrace } from '#core/telemetry/storedTrace.ts';
import type { Action } from './lessonFile.ts';
import type { LessonSession } from './session.ts';
import type { LessonWorld } from './world.ts';

type Selecting = Extract<Action, { readonly select: unknown }>['select'];

/** Does in a session what a learner would do; throws when the action cannot be done at all. */
export async function play(action: Action, { session, world, stepId }: { readonly session: LessonSession; readonly world: LessonWorld; readonly stepId: string }): Promise<void> {
  if ('send' in action) await world.send(action.send.op, action.send.count);
  else if ('switch' in action) await session.act(stepId, 'en');
  else if ('answer' in action) await session.answer(stepId, action.answer, 'en');
  else await session.selected(pickSpan(world, action.select));
}

/** The span a learner would click. */
function pickSpan(world: LessonWorld, { service, pick, from }: Selecting): { readonly traceId: string; readonly spanId: string } {
  const whole = [...world.traces()].filter((trace) => {
    const { hasRoot, orphanCount, services } = trace.overview();
    return hasRoot && orphanCount === 0 && services.includes(service);
  });
  const sign = from === 'slowest' ? -1 : 1;
  const trace = whole.sort((a, b) => sign * (duration(a) - duration(b)))[0];
  if (trace === undefined) throw new Error(`no whole trace with ${service} to select in`);
  const rows = traceTree(trace.spans, trace.overview().startUnixNano).filter((row) => row.service === service);
  const size = (row: (typeof rows)[number]) => (pick === 'longest' ? row.durationNanos : row.selfNanos);
  const row = [...rows].sort((a, b) => size(b) - size(a))[0];
  if (row === undefined) throw new Error(`no span of ${service} in the trace`);
  return { traceId: trace.traceId, spanId: row.spanId };
}

function duration(trace: StoredTrace): number {
  return trace.overview().durationNanos;
}
