import type { Pdata, Signal } from '../signal.ts';
import { type JsonStyle, JsonWriter } from './jsonWriter.ts';
import { requestMessage } from './messages/bySignal.ts';
import { parseJson } from './parseJson.ts';

/** Decodes an Export…ServiceRequest in OTLP/JSON. Unknown fields are ignored. Throws OtlpDecodeError, whose `path` names the field. */
export function decodeJson<S extends Signal>(signal: S, text: string): Pdata<S> {
  return requestMessage(signal).decodeJson(parseJson(text));
}

/** Encodes an Export…ServiceRequest as the real Collector prints it: one line, fields in its order, zero values left out. Today's style by default. */
export function encodeJson<S extends Signal>(signal: S, data: Pdata<S>, style?: JsonStyle): string {
  const writer = new JsonWriter(style);
  requestMessage(signal).encodeJson(writer, data);
  return writer.text;
}
