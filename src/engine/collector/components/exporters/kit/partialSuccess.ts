import type { PartialSuccess } from '#engine/pdata/otlp/response.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import type { Logger } from '../../../component/logger.ts';
import { ConsumeError } from '../../../consumer/consumeError.ts';
import type { OtlpExporterRules } from './otlpRules.ts';

const droppedField: Readonly<Record<Signal, string>> = { traces: 'dropped_spans', metrics: 'dropped_data_points', logs: 'dropped_log_records' };

interface Listener {
  readonly logger: Logger;
  readonly caller: string;
  readonly rules: Pick<OtlpExporterRules, 'partialSuccess'>;
}

/** The server kept only part, for good: this line is all that is ever heard of the rest. Throws where the release counts that as a failure. */
export function tellPartialSuccess(signal: Signal, partial: PartialSuccess | undefined, { caller, logger, rules }: Listener): void {
  if (partial === undefined) return;
  const rejected = Number(partial.rejected);
  if (rules.partialSuccess !== 'warn') throw new ConsumeError(rules.partialSuccess(partial.errorMessage, rejected), { retryable: false });
  logger.warn('Partial success response', { message: partial.errorMessage, [droppedField[signal]]: rejected }, caller);
}
