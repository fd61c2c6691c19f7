import { context, trace, TraceFlags } from '@opentelemetry/api';
import type { FromService } from '../../protocol/serviceMessages.ts';

/** The span that is active here, as the SDK gave it out; null without an SDK. */
export function activeContext(): Extract<FromService, { type: 'served' }>['context'] {
  const own = trace.getSpan(context.active())?.spanContext();
  return own === undefined ? null : { traceId: own.traceId, spanId: own.spanId, isSampled: (own.traceFlags & TraceFlags.SAMPLED) !== 0 };
}
