import { encodeJson } from '#engine/pdata/otlp/json.ts';
import { encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Compressor } from '../../../component/host.ts';
import type { FileExporterConfig } from './config.ts';
import type { FileRules } from './fileRules.ts';

/** One batch as it stands in the file: a line of JSON, or its length in four bytes and then protobuf or anything compressed. */
export async function encodeMessage<S extends Signal>(signal: S, data: Pdata<S>, by: { readonly config: FileExporterConfig; readonly rules: FileRules; readonly compressor: Compressor }): Promise<Uint8Array> {
  const { config: { compression, compression_params, format }, rules } = by;
  const message = format === 'json' ? new TextEncoder().encode(encodeJson(signal, data, rules.json)) : encodeProtobuf(signal, data);
  if (compression === '') return format === 'json' ? asLine(message) : withLength(message);
  return withLength(await by.compressor.compress('zstd', message, compression_params.level));
}

function asLine(message: Uint8Array): Uint8Array {
  const line = new Uint8Array(message.length + 1);
  line.set(message);
  line[message.length] = 0x0a;
  return line;
}

function withLength(message: Uint8Array): Uint8Array {
  const framed = new Uint8Array(message.length + 4);
  new DataView(framed.buffer).setUint32(0, message.length);
  framed.set(message, 4);
  return framed;
}
