import type { Signal } from '../signal.ts';
import type { Field } from './field.ts';
import { message } from './compositeFields.ts';
import type { OtlpEncoding } from './encoding.ts';
import { JsonWriter } from './jsonWriter.ts';
import { defineMessage, type Message } from './message.ts';
import { parseJson } from './parseJson.ts';
import { Source } from './protobufReader.ts';
import { validate } from './protobufValidate.ts';
import { ProtobufWriter } from './protobufWriter.ts';
import { int64Varint, string } from './scalarFields.ts';
import { encodeUtf8, decodeUtf8 } from './text.ts';

/** How many items the receiver refused for good, and why. 0 with a message is a warning. A client must not send them again. */
export interface PartialSuccess {
  readonly rejected: bigint;
  readonly errorMessage: string;
}
interface ExportResponse {
  readonly partialSuccess: PartialSuccess;
}

const renamed = <V>(field: Field<V>, name: string): Field<V> => ({ ...field, wires: () => field.wires(name) });

function defineResponse(name: string, rejected: string): Message<ExportResponse> {
  const partial = defineMessage<PartialSuccess>(`Export${name}PartialSuccess`, { rejected: renamed(int64Varint(1), rejected), errorMessage: string(2) });
  return defineMessage<ExportResponse>(`Export${name}ServiceResponse`, { partialSuccess: message(1, partial) });
}

const responses: Readonly<Record<Signal, Message<ExportResponse>>> = {
  traces: defineResponse('Trace', 'rejectedSpans'),
  metrics: defineResponse('Metrics', 'rejectedDataPoints'),
  logs: defineResponse('Logs', 'rejectedLogRecords'),
};

/** The body of a successful answer. Full success is the bytes 0a 00, or `{"partialSuccess":{}}`, as the real Collector sends it. */
export function encodeExportResponse(signal: Signal, encoding: OtlpEncoding, partial?: PartialSuccess): Uint8Array {
  return encodeMessage(responses[signal], encoding, { partialSuccess: partial ?? { rejected: 0n, errorMessage: '' } });
}

/** Reads an answer; undefined when everything was accepted without a word. Throws OtlpDecodeError. */
export function decodeExportResponse(signal: Signal, encoding: OtlpEncoding, body: Uint8Array): PartialSuccess | undefined {
  if (body.length === 0) return undefined;
  const { partialSuccess } = decodeMessage(responses[signal], encoding, body);
  return partialSuccess.rejected === 0n && partialSuccess.errorMessage === '' ? undefined : partialSuccess;
}

export function encodeMessage<T>(type: Message<T>, encoding: OtlpEncoding, value: T): Uint8Array {
  if (encoding === 'json') {
    const json = new JsonWriter();
    type.encodeJson(json, value);
    return encodeUtf8(json.text);
  }
  const writer = new ProtobufWriter(128);
  type.encode(writer, value);
  return writer.finish();
}

export function decodeMessage<T>(type: Message<T>, encoding: OtlpEncoding, body: Uint8Array): T {
  if (encoding === 'json') return type.decodeJson(parseJson(decodeUtf8(body, 0, body.length)));
  validate(type.layout, body);
  return type.decode({ source: new Source(body), start: 0, end: body.length });
}
