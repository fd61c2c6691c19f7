import { type Millis, millis } from '#common/base/units.ts';
import type { GrpcError } from '#engine/network/network.ts';
import { formatDuration } from '../../../component/duration.ts';
import { ConsumeError } from '../../../consumer/consumeError.ts';

/** A failed export that may be tried again, after `delay` at the earliest when the server named one (exporterhelper.NewThrottleRetry). */
export function retryableError(error: GrpcError, delay: Millis | undefined): ConsumeError {
  const failure = new ConsumeError(error.message, { retryable: true, status: error.status, cause: error });
  return delay === undefined ? failure : throttled(failure, delay);
}

/** The server asks to wait: exporterhelper.NewThrottleRetry. */
export function throttled(failure: ConsumeError, delay: Millis): ConsumeError {
  const { cause, message, status } = failure;
  return new ConsumeError(`Throttle (${formatDuration(delay)}), error: ${message}`, { retryable: true, retryAfter: delay, cause, ...(status === undefined ? {} : { status }) });
}

export const permanentError = (error: GrpcError): ConsumeError => new ConsumeError(error.message, { retryable: false, status: error.status, cause: error });

const retryable = new Set(['Canceled', 'DeadlineExceeded', 'Aborted', 'OutOfRange', 'Unavailable', 'DataLoss']);

/** Upstream otlpexporter's processError: what a gRPC status means for the data. */
export function fromGrpcError(error: GrpcError): ConsumeError {
  const delay = error.retryDelayMillis;
  // ResourceExhausted is worth a retry only when the server says so.
  if (!retryable.has(error.status) && !(error.status === 'ResourceExhausted' && delay !== undefined)) return permanentError(error);
  return retryableError(error, delay === undefined || delay === 0 ? undefined : millis(delay));
}
