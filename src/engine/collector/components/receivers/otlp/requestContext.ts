import type { Headers } from '#engine/network/network.ts';
import type { Context } from '../../../consumer/consumer.ts';

interface Caller {
  readonly headers: Headers;
  readonly remoteAddress: string;
  /** What an authenticator found out. */
  readonly auth?: ReadonlyMap<string, string> | undefined;
}

/** What travels beside the data of one request. */
export function requestContext({ auth, headers, remoteAddress }: Caller, includeMetadata: boolean): Context {
  return { metadata: new Map(includeMetadata ? Object.entries(headers) : []), clientAddress: remoteAddress, ...(auth === undefined ? {} : { auth }) };
}
