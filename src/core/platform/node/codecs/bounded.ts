/** What Go's http.MaxBytesReader says of a body that is too long when uncompressed. */
export const tooLarge = (): Error => new Error('http: request body too large');

/** Collects pieces of a body; throws `tooLarge` instead of growing beyond `maxBytes`. */
export class BoundedPieces {
  readonly #maxBytes: number;
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes that may still come. */
  get left(): number {
    return this.#maxBytes - this.#length;
  }

  add(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length > this.#maxBytes) throw tooLarge();
    this.#pieces.push(piece);
  }

  joined(): Uint8Array {
    return Buffer.concat(this.#pieces, this.#length);
  }
}
