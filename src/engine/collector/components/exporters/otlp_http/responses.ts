import { errorMessage } from '#common/base/errors.ts';
import { type Millis, millis, nanosBetween, nanosToMillis, type UnixNano, unixNano } from '#common/base/units.ts';
import { GrpcError, type GrpcStatusName, type HttpResponse } from '#engine/network/network.ts';
import { decodeExportResponse, type PartialSuccess } from '#engine/pdata/otlp/response.ts';
import { decodeStatus } from '#engine/pdata/otlp/status.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import { ConsumeError } from '../../../consumer/consumeError.ts';
import { jsonContentType, protobufContentType } from '../../../helpers/otlpPaths.ts';
import { permanentError, retryableError, throttled } from '../kit/otlpErrors.ts';
import type { OtlpExporterRules } from '../kit/otlpRules.ts';

type Rules = Pick<OtlpExporterRules, 'httpStatuses'>;

/**
 * What a 2xx answer says of the data; throws a ConsumeError when it cannot be read. An answer of another type says nothing. v0.84 read no
 * JSON, and tried again when it could not read an answer.
 */
export function readSuccess(signal: Signal, response: HttpResponse, { httpStatuses }: Rules): PartialSuccess | undefined {
  const contentType = response.headers['content-type']?.[0];
  if (response.body.length === 0 || (contentType !== protobufContentType && contentType !== jsonContentType)) return undefined;
  const isJson = contentType === jsonContentType;
  if (isJson && !httpStatuses) return undefined;
  try {
    return decodeExportResponse(signal, isJson ? 'json' : 'proto', response.body);
  } catch (error) {
    throw new ConsumeError(`error parsing ${isJson ? 'json' : 'protobuf'} response: ${errorMessage(error)}`, { retryable: !httpStatuses, cause: error });
  }
}

/** What any other answer means (upstream otlphttpexporter/otlp.go, export). */
export function failureOf(url: string, response: HttpResponse, { now, rules }: { readonly now: UnixNano; readonly rules: Rules }): ConsumeError {
  if (!rules.httpStatuses) return failureOf2023(url, response);
  const error = new GrpcError(grpcStatusOf(response.status), failureText(url, response));
  if (!retryable.includes(response.status)) return permanentError(error);
  const throttles = response.status === 429 || response.status === 503;
  return retryableError(error, throttles ? retryAfter(response.headers['retry-after']?.[0], now) : undefined);
}

/** As v0.84: a plain error, and a delay of 0 s where the server named none. */
function failureOf2023(url: string, response: HttpResponse): ConsumeError {
  const text = failureText(url, response);
  if (!retryable.includes(response.status)) return new ConsumeError(text, { retryable: false });
  const seconds = response.headers['retry-after']?.[0] ?? '';
  const throttles = (response.status === 429 || response.status === 503) && /^[+-]?\d+$/.test(seconds);
  return throttled(new ConsumeError(text, { retryable: true }), millis(throttles ? Number(seconds) * 1000 : 0));
}

const retryable: readonly number[] = [429, 502, 503, 504];

/** Upstream reads the body as protobuf whatever the encoding. Details other than none are printed by Go in a form of its own; here they are not. */
function failureText(url: string, { body, status }: HttpResponse): string {
  const text = `error exporting items, request to ${url} responded with HTTP Status Code ${String(status)}`;
  const read = status >= 400 && status <= 599 ? decodeStatus('proto', body) : undefined;
  return read === undefined ? text : `${text}, Message=${read.message}, Details=[]`;
}

/** The standard mapping of HTTP to gRPC status codes, with upstream's two exceptions (internal/statusutil). */
function grpcStatusOf(status: number): GrpcStatusName {
  const names: Readonly<Record<number, GrpcStatusName>> = {
    400: 'InvalidArgument', 401: 'Unauthenticated', 403: 'PermissionDenied', 404: 'Unimplemented', 429: 'ResourceExhausted', 502: 'Unavailable', 503: 'Unavailable', 504: 'Unavailable',
  };
  return names[status] ?? 'Unknown';
}

/** Retry-After: seconds, or a date; undefined when it is neither. */
function retryAfter(value: string | undefined, now: UnixNano): Millis | undefined {
  if (value === undefined) return undefined;
  if (/^[+-]?\d+$/.test(value)) return millis(Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : nanosToMillis(nanosBetween(now, unixNano(BigInt(date) * 1_000_000n)));
}
