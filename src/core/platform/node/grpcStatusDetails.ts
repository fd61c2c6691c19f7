/**
 * `grpc-status-details-bin` holds a google.rpc.Status: code (1), message (2), details (3, google.protobuf.Any: type_url (1), value (2)). OTLP
 * uses one detail, google.rpc.RetryInfo: retry_delay (1), a Duration of seconds (1) and nanos (2). Read and written by hand because a
 * protobuf runtime for three fields is not worth its start time.
 */
const retryInfoType = 'type.googleapis.com/google.rpc.RetryInfo';

/** The delay a server asks for; undefined when the bytes hold none or are damaged. Milliseconds. */
export function retryDelayMillis(details: Uint8Array): number | undefined {
  try {
    for (const detail of fields(details)) {
      if (detail.number !== 3) continue;
      const any = [...fields(detail.bytes)];
      const type = any.find((field) => field.number === 1);
      if (type === undefined || new TextDecoder().decode(type.bytes) !== retryInfoType) continue;
      return durationMillis(any.find((field) => field.number === 2)?.bytes ?? new Uint8Array());
    }
  } catch (error) {
    // A hint that cannot be read is no hint; anything but our own complaint is a bug.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

/** google.rpc.Status with a RetryInfo: what `retryDelayMillis` reads. */
export function encodeStatusDetails(code: number, message: string, delayMillis: number): Uint8Array {
  const seconds = Math.floor(delayMillis / 1000);
  const nanos = Math.round((delayMillis - seconds * 1000) * 1e6);
  const duration = [...varintField(1, seconds), ...varintField(2, nanos)];
  const any = [...bytesField(1, Buffer.from(retryInfoType)), ...bytesField(2, bytesField(1, duration))];
  return Uint8Array.from([...varintField(1, code), ...bytesField(2, Buffer.from(message)), ...bytesField(3, any)]);
}

function durationMillis(retryInfo: Uint8Array): number | undefined {
  for (const field of fields(retryInfo)) {
    if (field.number !== 1) continue;
    let millis = 0;
    for (const part of fields(field.bytes)) {
      if (part.number === 1) millis += part.value * 1000;
      if (part.number === 2) millis += part.value / 1e6;
    }
    return millis;
  }
  return undefined;
}

interface Field {
  readonly number: number;
  /** Of varint fields; 0 otherwise. Exact up to 2^53. */
  readonly value: number;
  /** Of length-delimited fields; empty otherwise. */
  readonly bytes: Uint8Array;
}

/** Walks a message; throws RangeError on damage. */
function* fields(message: Uint8Array): Generator<Field> {
  const none = new Uint8Array();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at];
      at += 1;
      if (byte === undefined || scale > 2 ** 63) throw new RangeError('damaged varint');
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const take = (length: number): Uint8Array => {
    if (at + length > message.length) throw new RangeError('field is longer than its message');
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const key = varint();
    const number = Math.floor(key / 8);
    const wireType = key % 8;
    if (wireType === 0) yield { number, value: varint(), bytes: none };
    else if (wireType === 1) take(8);
    else if (wireType === 2) yield { number, value: 0, bytes: take(varint()) };
    else if (wireType === 5) take(4);
    else throw new RangeError(`wire type ${String(wireType)}`);
  }
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}
const varintField = (number: number, value: number): number[] => (value === 0 ? [] : [...varint(number * 8), ...varint(value)]);
const bytesField = (number: number, bytes: Iterable<number>): number[] => {
  const list = [...bytes];
  return [...varint(number * 8 + 2), ...varint(list.length), ...list];
};
