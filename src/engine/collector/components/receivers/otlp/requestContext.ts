import type { Headers } from '#engine/network/network.ts';
import type { Context } from '../../../consumer/consumer.ts';

/** What travels beside the data of one request. */
export function requestContext(headers: Headers, remoteAddress: string, includeMetadata: boolean): Context {
  return { metadata: new Map(includeMetadata ? Object.entries(headers) : []), clientAddress: remoteAddress };
}
