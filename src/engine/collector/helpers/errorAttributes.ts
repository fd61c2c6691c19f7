import type { MetricAttributes } from '../component/metrics.ts';
import type { ConsumeError } from '../consumer/consumeError.ts';

/** What upstream's send_failed counters tell of an error at level detailed (exporterhelper's obs report sender, v0.159). */
export function errorAttributes(error: ConsumeError): MetricAttributes {
  return { 'error.type': errorType(error), 'error.permanent': !error.retryable };
}

function errorType({ interrupted, message, status }: ConsumeError): string {
  if (interrupted) return 'Shutdown';
  if (message.endsWith('context canceled') && status === undefined) return 'Canceled';
  if (message.endsWith('context deadline exceeded') && status === undefined) return 'Deadline_Exceeded';
  return status === undefined || status === 'OK' ? '_OTHER' : status;
}
