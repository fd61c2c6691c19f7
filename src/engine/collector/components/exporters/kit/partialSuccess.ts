import type { PartialSuccess } from '#engine/pdata/otlp/response.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import type { Logger } from '../../../component/logger.ts';

const droppedField: Readonly<Record<Signal, string>> = { traces: 'dropped_spans', metrics: 'dropped_data_points', logs: 'dropped_log_records' };

/** The server kept only part, for good: this line is all that is ever heard of the rest. */
export function warnOfPartialSuccess(signal: Signal, partial: PartialSuccess | undefined, { logger, caller }: { readonly logger: Logger; readonly caller: string }): void {
  if (partial === undefined) return;
  logger.warn('Partial success response', { message: partial.errorMessage, [droppedField[signal]]: Number(partial.rejected) }, caller);
}
