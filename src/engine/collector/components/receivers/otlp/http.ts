import { errorMessage } from '#common/base/errors.ts';
import type { Headers, HttpResponse } from '#engine/network/network.ts';
import { grpcStatusNames } from '#engine/network/network.ts';
import type { OtlpEncoding } from '#engine/pdata/otlp/encoding.ts';
import { decodeJson } from '#engine/pdata/otlp/json.ts';
import { decodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { encodeExportResponse } from '#engine/pdata/otlp/response.ts';
import { encodeStatus } from '#engine/pdata/otlp/status.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { ServedRequest } from '../../../helpers/httpServer.ts';
import { jsonContentType, protobufContentType } from '../../../helpers/otlpPaths.ts';
import type { Acceptor } from './acceptor.ts';
import { requestContext } from './requestContext.ts';
import { findMistake, type JsonReading } from './json/findMistake.ts';
import { JsonMistake } from './json/iterator.ts';
import { mediaTypeOf } from './mediaType.ts';
import type { OtlpReceiverRules } from './rules.ts';
import type { Status } from './status.ts';

/** The endpoint of one signal (upstream otlpreceiver/otlphttp.go). */
export function httpHandler<S extends Signal>(acceptor: Acceptor<S>, { includeMetadata, rules }: { readonly includeMetadata: boolean; readonly rules: OtlpReceiverRules }) {
  return async (request: ServedRequest): Promise<HttpResponse> => {
    if (request.method !== 'POST') return plainText(405, 'method not allowed, supported: [POST]');
    const encoding = encodingOf(request.headers);
    if (encoding === undefined) return plainText(415, `unsupported media type, supported: [${jsonContentType}, ${protobufContentType}]`);
    if (request.body instanceof Error) return failed(encoding, 400, invalid(request.body.message));
    const decoded = decode(acceptor.signal, encoding, { body: request.body, json: rules.json });
    if (decoded instanceof JsonMistake && !decoded.isText && rules.tellsTextOnly) return unanswerable;
    if (decoded instanceof Error) return failed(encoding, 400, invalid(decoded.message));
    try {
      await acceptor.accept(decoded, requestContext(request, includeMetadata));
    } catch (error) {
      const status = rules.statusOf(error);
      return failed(encoding, rules.httpStatusOf(status.name), status, rules.saysRetryAfter);
    }
    return response(200, contentTypes[encoding], encodeExportResponse(acceptor.signal, encoding));
  };
}

/** Answers a request that did not get as far as an endpoint: upstream's errorHandler. */
export const refuse = ({ guessesJson }: OtlpReceiverRules) => (message: string, status: number, headers: Headers): HttpResponse => {
  const encoding = guessesJson && (headers['content-type']?.[0] ?? '') === '' ? 'json' : encodingOf(headers);
  if (encoding !== undefined) return failed(encoding, status, { name: status === 401 ? 'Unauthenticated' : 'InvalidArgument', message });
  return unanswerable;
};

/** Go's http.Error, for a caller who is told no more than that. */
export const unauthorized = (): HttpResponse => ({
  status: 401,
  headers: { 'content-type': ['text/plain; charset=utf-8'], 'x-content-type-options': ['nosniff'] },
  body: new TextEncoder().encode('Unauthorized\n'),
});

const contentTypes: Readonly<Record<OtlpEncoding, string>> = { proto: protobufContentType, json: jsonContentType };
const invalid = (message: string): Status => ({ name: 'InvalidArgument', message });

/** By the media type alone; parameters such as a charset do not matter as long as they are well-formed. */
function encodingOf(headers: Headers): OtlpEncoding | undefined {
  const mediaType = mediaTypeOf(headers['content-type']?.[0] ?? '');
  if (mediaType === protobufContentType) return 'proto';
  return mediaType === jsonContentType ? 'json' : undefined;
}

function decode<S extends Signal>(signal: S, encoding: OtlpEncoding, { body, json }: { readonly body: Uint8Array; readonly json: JsonReading }): Pdata<S> | Error {
  try {
    return encoding === 'proto' ? decodeProtobuf(signal, body) : decodeText(signal, body);
  } catch (error) {
    return (encoding === 'json' ? secondOpinion(signal, body, json) : undefined) ?? (error instanceof Error ? error : new Error(errorMessage(error)));
  }
}

const decodeText = <S extends Signal>(signal: S, body: Uint8Array): Pdata<S> => decodeJson(signal, new TextDecoder('utf-8').decode(body));

/** What upstream makes of JSON that our decoder refused: it has its own words, and does not look behind the end of the request. */
function secondOpinion<S extends Signal>(signal: S, body: Uint8Array, reading: JsonReading): Pdata<S> | JsonMistake | undefined {
  const found = findMistake(signal, body, reading);
  if (found === undefined || found instanceof JsonMistake) return found;
  try {
    return found.end < body.length ? decodeText(signal, body.subarray(0, found.end)) : undefined;
  } catch {
    return undefined;
  }
}

const unanswerable: HttpResponse = {
  status: 500, headers: { 'content-type': [jsonContentType] }, body: new TextEncoder().encode('{"code": 13, "message": "failed to marshal error message"}'),
};

function failed(encoding: OtlpEncoding, status: number, { message, name, retryDelay }: Status, saysRetryAfter = false): HttpResponse {
  const body = encodeStatus(encoding, { code: grpcStatusNames.indexOf(name), message, retryDelay });
  const throttled = saysRetryAfter && retryDelay !== undefined && (status === 429 || status === 503);
  return response(status, contentTypes[encoding], body, throttled ? { 'retry-after': [String(Math.trunc(retryDelay / 1000))] } : {});
}

const plainText = (status: number, text: string): HttpResponse => response(status, 'text/plain', new TextEncoder().encode(`${String(status)} ${text}`));

function response(status: number, contentType: string, body: Uint8Array, headers: Headers = {}): HttpResponse {
  return { status, headers: { 'content-type': [contentType], ...headers }, body };
}
