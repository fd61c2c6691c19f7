/**
 * What was received is not OTLP. `message` is the real Collector's text where it has one, so that a client sees the same answer;
 * `detail` says in our own words where it went wrong.
 */
export class OtlpDecodeError extends Error {
  /** Byte offset in a protobuf body; undefined for JSON. */
  readonly offset: number | undefined;
  /** Field names from the outside in, for JSON: `resourceSpans[0].scopeSpans[0].spans[2].traceId`. */
  path: string;

  constructor(message: string, offset?: number) {
    super(message);
    this.name = 'OtlpDecodeError';
    this.offset = offset;
    this.path = '';
  }

  get detail(): string {
    if (this.offset !== undefined) return `${this.message} (at byte ${String(this.offset)})`;
    return this.path === '' ? this.message : `${this.message} (in ${this.path})`;
  }
}
