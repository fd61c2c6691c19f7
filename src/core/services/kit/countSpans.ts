import { OTLPExporterBase } from '@opentelemetry/otlp-exporter-base';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import { spanEnded, spansSent } from './spanCounts.ts';

/** TraceFlags.SAMPLED of the W3C Trace Context. */
const sampled = 1;

/**
 * Counts spans where the SDK takes them from the program and where its OTLP exporter is done with them. NodeSDK makes both itself, from the
 * OTEL_* variables, unless it is handed others; handing it others would take those variables' meaning away. So their public methods are
 * wrapped, once, before it starts. What they do and return stays as it is.
 */
export function countSpans(): void {
  wrap(BatchSpanProcessor.prototype, 'onEnd', (onEnd) => function (this: BatchSpanProcessor, span) {
    const { traceId, traceFlags } = span.spanContext();
    if ((traceFlags & sampled) !== 0) spanEnded(traceId);
    onEnd.call(this, span);
  });
  wrap(OTLPExporterBase.prototype, 'export', (send) => function (this: OTLPExporterBase<unknown>, items, done) {
    const isTraces = isList(items) && isSpan(items[0]);
    send.call(this, items, (result) => {
      // ExportResultCode.SUCCESS
      if (isTraces) spansSent(items.length, Number(result.code) === 0);
      done(result);
    });
  });
}

function wrap<T extends object, K extends keyof T>(target: T, name: K, wrapped: (original: T[K]) => T[K]): void {
  target[name] = wrapped(target[name]);
}

const isList = (items: unknown): items is readonly unknown[] => Array.isArray(items);
/** Metrics come as one object; of a log record `spanContext` is no function. */
const isSpan = (item: unknown): boolean => typeof item === 'object' && item !== null && 'spanContext' in item && typeof item.spanContext === 'function';
