import type { OutgoingHttpHeaders } from 'node:http';
import type { Headers } from '#engine/network/network.ts';

/** From Node's `headersDistinct`, whose names are lower case already. */
export function headersFromNode(distinct: NodeJS.Dict<string[]>): Headers {
  const headers: Record<string, readonly string[]> = {};
  for (const [name, values] of Object.entries(distinct)) if (values !== undefined) headers[name] = values;
  return headers;
}

export function headersToNode(headers: Headers): OutgoingHttpHeaders {
  const result: OutgoingHttpHeaders = {};
  for (const [name, values] of Object.entries(headers)) {
    const [only] = values;
    if (only !== undefined) result[name] = values.length === 1 ? only : [...values];
  }
  return result;
}

