import { shapeOf } from '../shape.ts';
import type { Pdata, Signal } from '../signal.ts';
import { requestMessage } from './messages/bySignal.ts';
import { EncodedRecord, forgetOrigin, originOf } from './origin.ts';
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

/**
 * Encodes an Export…ServiceRequest: whatever is still as it was decoded is copied, and a request nobody touched is the very bytes it came as.
 * Nobody may change or transfer the result.
 */
export function encodeProtobuf<S extends Signal>(signal: S, data: Pdata<S>): Uint8Array {
  const origin = originOf(data);
  if (origin !== undefined) return origin.source.bytes.subarray(origin.start, origin.end);
  const writer = new ProtobufWriter(roomFor(signal, data).bytes);
  requestMessage(signal).encode(writer, data);
  return writer.finish();
}

/** How long `encodeProtobuf`'s result is; without encoding where all of it is still bytes. */
export function protobufSize<S extends Signal>(signal: S, data: Pdata<S>): number {
  const { bytes, isExact } = roomFor(signal, data);
  return isExact ? bytes : encodeProtobuf(signal, data).length;
}

/** Bytes for a record made by hand, and for what was added to one that is still bytes: room, no limit. */
const handmadeRecord = 512;
const addition = 32;

function roomFor<S extends Signal>(signal: S, data: Pdata<S>): { readonly bytes: number; readonly isExact: boolean } {
  const whole = originOf(data);
  if (whole !== undefined) return { bytes: whole.end - whole.start, isExact: true };
  const shape = shapeOf(signal);
  let bytes = 0;
  let isExact = true;
  for (const group of shape.resourceGroups(data)) {
    const origin = originOf(group);
    if (origin !== undefined) {
      bytes += delimitedSize(origin.end - origin.start);
      continue;
    }
    isExact = false;
    bytes += handmadeRecord;
    for (const scopeGroup of shape.scopeGroups(group)) {
      bytes += handmadeRecord;
      for (const record of shape.records(scopeGroup)) bytes += record instanceof EncodedRecord ? record.end - record.start + addition : handmadeRecord;
    }
  }
  return { bytes, isExact };
}

/** With a tag of one byte and the length in front. */
function delimitedSize(length: number): number {
  let size = 2 + length;
  for (let rest = length; rest >= 0x80; rest = Math.floor(rest / 0x80)) size++;
  return size;
}
