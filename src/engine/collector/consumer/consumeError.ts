import { errorMessage } from '#common/base/errors.ts';
import type { Millis } from '#common/base/units.ts';
import type { GrpcStatusName } from '#engine/network/network.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';

export interface ConsumeErrorSettings {
  /** False means upstream's consumererror.NewPermanent: sending the same data again cannot help. */
  readonly retryable: boolean;
  /** The peer asked to wait at least this long. */
  readonly retryAfter?: Millis;
  /** A status the peer gave, kept so that a receiver can answer its own client likewise. */
  readonly status?: GrpcStatusName;
  /** When only part failed: that part. */
  readonly failed?: Pdata<Signal>;
  /** True: the component stops, and would have tried on. */
  readonly interrupted?: boolean;
  readonly cause?: unknown;
}

/** Delivery failed (upstream consumer/consumererror). A permanent error's message begins with `Permanent error: `, as upstream's does, unless it was wrapped or joined. */
export class ConsumeError extends Error {
  override readonly name = 'ConsumeError';
  readonly retryable: boolean;
  readonly retryAfter: Millis | undefined;
  readonly status: GrpcStatusName | undefined;
  readonly failed: Pdata<Signal> | undefined;
  readonly interrupted: boolean;

  constructor(message: string, settings: ConsumeErrorSettings) {
    super(settings.retryable || message.startsWith('Permanent error: ') ? message : `Permanent error: ${message}`, { cause: settings.cause });
    this.retryable = settings.retryable;
    this.retryAfter = settings.retryAfter;
    this.status = settings.status;
    this.failed = settings.failed;
    this.interrupted = settings.interrupted ?? false;
  }

  /** The same failure under a longer text, `prefix: message`, as Go's `fmt.Errorf("prefix: %w", err)`: everything else about it stays. */
  wrap(prefix: string): ConsumeError {
    return this.prefixed(`${prefix}: `);
  }

  /** As `wrap`, with the separator in the prefix. */
  prefixed(prefix: string, more: { readonly interrupted?: boolean } = {}): ConsumeError {
    const wrapped = new ConsumeError(this.message, {
      retryable: this.retryable, cause: this, interrupted: more.interrupted ?? this.interrupted,
      ...(this.retryAfter === undefined ? {} : { retryAfter: this.retryAfter }),
      ...(this.status === undefined ? {} : { status: this.status }),
      ...(this.failed === undefined ? {} : { failed: this.failed }),
    });
    wrapped.message = `${prefix}${this.message}`;
    return wrapped;
  }

  /** Several failures of one batch as one, as Go's multierr: permanent when any of them is, because upstream looks for a permanent error anywhere inside. */
  static join(errors: readonly ConsumeError[]): ConsumeError {
    const status = errors.find((error) => error.status !== undefined)?.status;
    const joined = new ConsumeError('', { retryable: errors.every((error) => error.retryable), cause: errors, ...(status === undefined ? {} : { status }) });
    joined.message = errors.map((error) => error.message).join('; ');
    return joined;
  }

  /** Anything thrown on the way, as a ConsumeError; what is not one already is retryable, as any plain Go error is. */
  static from(error: unknown): ConsumeError {
    return error instanceof ConsumeError ? error : new ConsumeError(errorMessage(error), { retryable: true, cause: error });
  }
}
