import type { Exchange, Hop } from '../../protocol/wireMessages.ts';

/** So much of a request's body is kept. Bytes. */
export const maxBody = 65_536;

export interface Opening {
  readonly protocol: Exchange['protocol'];
  readonly method: string;
  readonly path: string;
  /** Names and values by turns. */
  readonly headers: readonly string[];
}

/** Collects what one exchange was; `finish` says it, once. */
export class ExchangeRecord {
  requestHeaders: readonly string[];
  responseHeaders: readonly string[] = [];
  status: number | null = null;
  receiverSees: number | null = null;
  /** True when the sender sent all of its body. */
  isRequestOver = false;
  readonly #hop: Pick<Hop, 'from' | 'address'>;
  readonly #opening: Opening;
  readonly #recorded: (exchange: Exchange) => void;
  readonly #startedUnixMillis = Date.now();
  readonly #startedMillis = performance.now();
  readonly #body: Uint8Array[] = [];
  #requestBytes = 0;
  #responseBytes = 0;
  #isFinished = false;

  constructor(hop: Pick<Hop, 'from' | 'address'>, opening: Opening, recorded: (exchange: Exchange) => void) {
    this.#hop = hop;
    this.#opening = opening;
    this.#recorded = recorded;
    this.requestHeaders = opening.headers;
  }

  get isFinished(): boolean {
    return this.#isFinished;
  }

  sent(chunk: Uint8Array): void {
    const room = maxBody - this.#requestBytes;
    if (room > 0) this.#body.push(chunk.subarray(0, room));
    this.#requestBytes += chunk.byteLength;
  }

  answered(chunk: Uint8Array): void {
    this.#responseBytes += chunk.byteLength;
  }

  /** `error` in words, or null when it went well. */
  finish(error: string | null): void {
    if (this.#isFinished) return;
    this.#isFinished = true;
    const { protocol, method, path } = this.#opening;
    this.#recorded({
      from: this.#hop.from, address: this.#hop.address, protocol, method, path, error,
      startedUnixMillis: this.#startedUnixMillis, durationMillis: performance.now() - this.#startedMillis,
      requestHeaders: this.requestHeaders, responseHeaders: this.responseHeaders,
      requestBytes: this.#requestBytes, responseBytes: this.#responseBytes,
      requestBody: joined(this.#body), isBodyWhole: this.isRequestOver && this.#requestBytes <= maxBody,
      status: this.status, receiverSees: this.receiverSees,
    });
  }
}

/** Memory of its own: a Buffer may be a window on a pool that others use. */
function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
