import { type Agent, ClientRequest } from 'node:http';
import type { Target } from './target.ts';

export interface RawRequestSettings {
  readonly target: Target;
  readonly agent: Agent;
  readonly method: string;
  readonly path: string;
  /** Names and values by turns. */
  readonly headers: readonly string[];
}

/** So large that it is the receiver who finds a header too large. Bytes. */
export const maxHeaderSize = 1_048_576;

/** What every Node since 8 keeps on an outgoing message; public is only `removeHeader`, which comes too late: the constructor writes the head. */
interface HeadWriter {
  _storeHeader(firstLine: string, headers: readonly string[]): void;
}
const headWriter = ClientRequest.prototype as unknown as HeadWriter;

/** A request whose head holds the headers it is given and no other: Node 20 would add Connection and Transfer-Encoding (later ones have setDefaultHeaders). */
export class RawRequest extends ClientRequest {
  constructor({ target, agent, method, path, headers }: RawRequestSettings) {
    // A variable, because the types know of no `setDefaultHeaders`.
    const options = { host: target.host, port: target.port, agent, method, path, headers: [...headers], setHost: false, setDefaultHeaders: false, maxHeaderSize };
    super(options);
    this.maxHeadersCount = 0;
  }

  /** Called by the constructor of ClientRequest. */
  _storeHeader(firstLine: string, headers: readonly string[]): void {
    for (const name of ['connection', 'content-length', 'transfer-encoding']) this.removeHeader(name);
    headWriter._storeHeader.call(this, firstLine, headers);
  }
}
