import { decodeProtobuf, encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import type { Request } from './request.ts';

const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder() };

/**
 * A request as a kept queue stores it: the length of its context in four bytes, the context as JSON, then the OTLP protobuf encoding.
 * Upstream keeps metadata and address too, in a protobuf of its own; what an authenticator found out is lost there as here.
 */
export function encodeRequest<S extends Signal>({ context, data, signal }: Request<S>): Uint8Array {
  const beside = utf8.encoder.encode(JSON.stringify({ metadata: [...context.metadata], clientAddress: context.clientAddress }));
  const body = encodeProtobuf(signal, data);
  const bytes = new Uint8Array(4 + beside.length + body.length);
  new DataView(bytes.buffer).setUint32(0, beside.length, true);
  bytes.set(beside, 4);
  bytes.set(body, 4 + beside.length);
  return bytes;
}

/** Undefined when the bytes are not what `encodeRequest` gave. */
export function decodeRequest<S extends Signal>(signal: S, bytes: Uint8Array): Request<S> | undefined {
  if (bytes.length < 4) return undefined;
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  try {
    const context: unknown = JSON.parse(utf8.decoder.decode(bytes.subarray(4, start)));
    return isContext(context) ? { signal, data: decodeProtobuf(signal, bytes.slice(start)), context: { metadata: new Map(context.metadata), clientAddress: context.clientAddress } } : undefined;
  } catch {
    return undefined; // not ours, or damaged: the caller says so
  }
}

interface StoredContext {
  readonly metadata: readonly (readonly [string, readonly string[]])[];
  readonly clientAddress: string;
}

function isContext(value: unknown): value is StoredContext {
  return typeof value === 'object' && value !== null && 'metadata' in value && Array.isArray(value.metadata) && 'clientAddress' in value && typeof value.clientAddress === 'string';
}
