import { millis, type Millis } from '#common/base/units.ts';
import type { OtlpEncoding } from './encoding.ts';
import { OtlpDecodeError } from './error.ts';
import type { Field } from './field.ts';
import { jsonArray, jsonObject, jsonString } from './jsonInput.ts';
import { defineMessage } from './message.ts';
import { nextBody } from './compositeFields.ts';
import { ProtobufReader, type Slice } from './protobufReader.ts';
import type { ProtobufWriter } from './protobufWriter.ts';
import { decodeMessage, encodeMessage } from './response.ts';
import { enumNumber, string } from './scalarFields.ts';
import { decodeUtf8, encodeUtf8 } from './text.ts';
import { Layout, wireKinds } from './wire.ts';

/** google.rpc.Status with the one detail OTLP uses. `code` is a gRPC code, 0 to 16. */
export interface RpcStatus {
  readonly code: number;
  readonly message: string;
  /** google.rpc.RetryInfo: send again after this long. */
  readonly retryDelay: Millis | undefined;
}

const retryInfoType = 'type.googleapis.com/google.rpc.RetryInfo';

const anyLayout = new Layout('Any');
anyLayout.addWire({ number: 1, kind: wireKinds.bytes, name: 'typeUrl' });
anyLayout.addWire({ number: 2, kind: wireKinds.bytes, name: 'value' });

/** Status.details, of which only a RetryInfo is looked at. */
const details: Field<Millis | undefined> = {
  wires: () => [{ number: 3, kind: wireKinds.message, name: 'details', layout: anyLayout }],
  initial: undefined,
  read: (reader, _tag, previous) => readAny(nextBody(reader)) ?? previous,
  write(writer, _wires, delay) {
    if (delay !== undefined) writeRetryInfo(writer, delay);
  },
  readJson(json, _wire, previous) {
    let delay = previous;
    for (const detail of jsonArray(json)) {
      const fields = new Map(jsonObject(detail));
      if (fields.get('@type') === retryInfoType) delay = parseSeconds(jsonString(fields.get('retryDelay') ?? null)) ?? delay;
    }
    return delay;
  },
  writeJson(writer, _wires, delay) {
    if (delay === undefined) return;
    writer.field('details');
    writer.raw(`[{"@type":"${retryInfoType}","retryDelay":"${formatSeconds(delay)}"}]`);
  },
};

const statusMessage = defineMessage<RpcStatus>('Status', { code: enumNumber(1, []), message: string(2), retryDelay: details }, { ascending: true });

/** The body of a failed answer. */
export function encodeStatus(encoding: OtlpEncoding, status: { readonly code: number; readonly message: string; readonly retryDelay?: Millis | undefined }): Uint8Array {
  return encodeMessage(statusMessage, encoding, { code: status.code, message: status.message, retryDelay: status.retryDelay });
}

/** Reads the body of a failed answer; undefined when it is not a Status, as a proxy's error page is not. */
export function decodeStatus(encoding: OtlpEncoding, body: Uint8Array): RpcStatus | undefined {
  try {
    return decodeMessage(statusMessage, encoding, body);
  } catch (error) {
    if (error instanceof OtlpDecodeError) return undefined;
    throw error;
  }
}

/** The body of an Any was not validated beyond its two fields: what is inside is read as a stranger's. */
function readAny(slice: Slice): Millis | undefined {
  const { bytes } = slice.source;
  const [typeUrl, value] = [delimited(slice, 1), delimited(slice, 2)];
  if (typeUrl === undefined || value === undefined || decodeUtf8(bytes, typeUrl.start, typeUrl.end) !== retryInfoType) return undefined;
  const duration = delimited(value, 1);
  if (duration === undefined) return undefined;
  return millis(Number(BigInt.asIntN(64, varint(duration, 1))) * 1e3 + Number(BigInt.asIntN(64, varint(duration, 2))) / 1e6);
}

function delimited(slice: Slice, number: number): Slice | undefined {
  const reader = new ProtobufReader(slice);
  while (reader.pos < reader.end) {
    const tag = reader.varint32();
    if (tag === ((number << 3) | 2)) {
      const body = nextBody(reader);
      return body.end <= slice.end ? body : undefined;
    }
    reader.skip(tag & 7);
  }
  return undefined;
}

function varint(slice: Slice, number: number): bigint {
  const reader = new ProtobufReader(slice);
  while (reader.pos < reader.end) {
    const tag = reader.varint32();
    if (tag === number << 3) return reader.varint64();
    reader.skip(tag & 7);
  }
  return 0n;
}

function writeRetryInfo(writer: ProtobufWriter, delay: Millis): void {
  const seconds = Math.trunc(delay / 1e3);
  const nanos = Math.round((delay - seconds * 1e3) * 1e6);
  const before = writer.length;
  if (nanos !== 0) {
    writer.varint64(BigInt(nanos));
    writer.tag(2, 0);
  }
  if (seconds !== 0) {
    writer.varint64(BigInt(seconds));
    writer.tag(1, 0);
  }
  writer.prefix(1, before); // RetryInfo.retry_delay
  writer.prefix(2, before); // Any.value
  const typeUrl = encodeUtf8(retryInfoType);
  const typeBefore = writer.length;
  writer.copy(typeUrl, 0, typeUrl.length);
  writer.prefix(1, typeBefore);
  writer.prefix(3, before);
}

/** The JSON form of google.protobuf.Duration: seconds with 0, 3, 6 or 9 decimals. */
function formatSeconds(delay: Millis): string {
  const [whole = '0', fraction = ''] = (delay / 1e3).toFixed(9).split('.');
  const short = fraction.replace(/(000)+$/, '');
  return short === '' ? `${whole}s` : `${whole}.${short}s`;
}

function parseSeconds(text: string): Millis | undefined {
  return /^-?\d+(\.\d{1,9})?s$/.test(text) ? millis(Number(text.slice(0, -1)) * 1e3) : undefined;
}
