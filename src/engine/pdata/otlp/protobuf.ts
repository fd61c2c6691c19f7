import { shapeOf } from '../shape.ts';
import type { Pdata, Signal } from '../signal.ts';
import { requestMessage } from './messages/bySignal.ts';
import { forgetOrigin, originOf } from './origin.ts';
import { Source } from './protobufReader.ts';
import { validate } from './protobufValidate.ts';
import { ProtobufWriter } from './protobufWriter.ts';

/**
 * Decodes an Export…ServiceRequest. Everything is checked now, so no getter of the result throws later; almost nothing is decoded now.
 * Takes the bytes over: nobody may change or transfer them afterwards. Throws OtlpDecodeError.
 */
export function decodeProtobuf<S extends Signal>(signal: S, bytes: Uint8Array): Pdata<S> {
  const message = requestMessage(signal);
  // A plain Uint8Array, so that slices of a subclass do not show in the data.
  const own = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  validate(message.layout, own);
  const data = message.decode({ source: new Source(own), start: 0, end: own.length });
  // A resource that was merged or migrated no longer equals its bytes, hence neither does the request.
  if (shapeOf(signal).resourceGroups(data).some((group) => originOf(group) === undefined)) forgetOrigin(data);
  return data;
}

/** Encodes an Export…ServiceRequest: whatever is still as it was decoded is copied. The result is a fresh array of its own. */
export function encodeProtobuf<S extends Signal>(signal: S, data: Pdata<S>): Uint8Array {
  const origin = originOf(data);
  if (origin !== undefined) return origin.source.bytes.slice(origin.start, origin.end);
  const writer = new ProtobufWriter(1 << 16);
  requestMessage(signal).encode(writer, data);
  return writer.finish();
}
