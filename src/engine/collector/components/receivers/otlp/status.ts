import { type Millis, millis } from '#common/base/units.ts';
import { GrpcError, type GrpcStatusName } from '#engine/network/network.ts';
import { ConsumeError } from '../../../consumer/consumeError.ts';

/** google.rpc.Status, before it is encoded. */
export interface Status {
  readonly name: GrpcStatusName;
  readonly message: string;
  readonly retryDelay?: Millis;
}

/**
 * What a failed pipeline means for the sender (upstream otlpreceiver/internal/errors). A status that some peer further on gave is passed
 * back, with the whole text when others have added to it. Without one, a permanent failure is Internal, any other Unavailable.
 */
export function statusOf(thrown: unknown): Status {
  const error = ConsumeError.from(thrown);
  const peer = peerStatus(error);
  if (peer !== undefined) {
    const message = peer.message === error.message ? peer.description : error.message;
    return { name: peer.status, message, ...(peer.retryDelayMillis === undefined ? {} : { retryDelay: millis(peer.retryDelayMillis) }) };
  }
  return { name: error.status ?? (error.retryable ? 'Unavailable' : 'Internal'), message: error.message };
}

/** As v0.84: what has no status of its own has code Unknown, permanent or not. */
export function statusOf2023(thrown: unknown): Status {
  const error = ConsumeError.from(thrown);
  return peerStatus(error) === undefined ? { name: 'Unknown', message: error.message } : statusOf(error);
}

function peerStatus(error: unknown): GrpcError | undefined {
  if (error instanceof GrpcError) return error;
  return error instanceof Error && error.cause !== undefined ? peerStatus(error.cause) : undefined;
}

const unavailable = new Set<GrpcStatusName>(['Canceled', 'DeadlineExceeded', 'Aborted', 'OutOfRange', 'Unavailable', 'DataLoss']);
const others: { readonly [N in GrpcStatusName]?: number } = { ResourceExhausted: 429, InvalidArgument: 400, Unauthenticated: 401, PermissionDenied: 403, Unimplemented: 404 };

/** The HTTP code of a status; 429 and 503 tell the sender to try again. */
export const httpStatusOf = (name: GrpcStatusName): number => (unavailable.has(name) ? 503 : others[name] ?? 500);
