import { Metadata } from '@grpc/grpc-js';
import type { Headers } from '#engine/network/network.ts';

/** Values of `-bin` keys are binary on the wire; in Headers they are base64. */
const isBinary = (name: string): boolean => name.endsWith('-bin');

export function headersFromMetadata(metadata: Metadata): Headers {
  const headers: Record<string, readonly string[]> = {};
  for (const name of Object.keys(metadata.getMap())) {
    headers[name] = metadata.get(name).map((value) => (typeof value === 'string' ? value : value.toString('base64')));
  }
  return headers;
}

export function headersToMetadata(headers: Headers): Metadata {
  const metadata = new Metadata();
  for (const [name, values] of Object.entries(headers)) {
    for (const value of values) metadata.add(name, isBinary(name) ? Buffer.from(value, 'base64') : value);
  }
  return metadata;
}
