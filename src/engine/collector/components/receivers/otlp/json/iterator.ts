/** What is wrong with a JSON text, in the words and with the context that upstream's decoder gives (github.com/json-iterator/go v1.1.12). */
export class JsonMistake extends Error {
  override readonly name = 'JsonMistake';
  /** False: what it says is no UTF-8, because a character was cut in two. */
  readonly isText: boolean;
  constructor(message: string, isText: boolean) {
    super(message);
    this.isText = isText;
  }
}

const code = (character: string): number => character.charCodeAt(0);
const quote = code('"');

/** Reads JSON as jsoniter's Iterator does: throws its first mistake. `head` is the offset of the next byte. */
export class JsonIterator {
  head = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  fail(operation: string, message: string, isText = true): never {
    const [near, nearIsText] = this.#around(10);
    const [far, farIsText] = this.#around(50);
    throw new JsonMistake(
      `${operation}: ${message}, error found in #${String(Math.min(10, this.head))} byte of ...|${near}|..., bigger context ...|${far}|...`, isText && nearIsText && farIsText,
    );
  }

  /** The next byte that is no white space, as a character; NUL at the end. */
  token(): string {
    while (this.head < this.#bytes.length) {
      const byte = this.#bytes[this.head] ?? 0;
      this.head += 1;
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x09 && byte !== 0x0d) return String.fromCharCode(byte);
    }
    return '\0';
  }

  /** The next token, which stays where it is. */
  peek(): string {
    const found = this.token();
    if (found !== '\0') this.head -= 1;
    return found;
  }

  /** Steps over the rest of `null`, `true`, `false`. */
  word(rest: string): void {
    for (const character of rest) {
      if (this.#bytes[this.head] !== code(character)) this.fail('skipThreeBytes', `expect ${JSON.stringify(rest)}`);
      this.head += 1;
    }
  }

  string(): string {
    const first = this.token();
    if (first === 'n') {
      this.word('ull');
      return '';
    }
    if (first !== '"') this.fail('ReadString', `expects " or n, but found ${first}`);
    const start = this.head;
    for (let at = start; at < this.#bytes.length; at += 1) {
      const byte = this.#bytes[at] ?? 0;
      if (byte === quote) return this.#taken(start, at);
      if (byte === code('\\')) break;
      if (byte < 0x20) this.fail('ReadString', `invalid control character found: ${String(byte)}`);
    }
    return this.#escaped();
  }

  /** A string without escapes. */
  slice(): string {
    const first = this.token();
    if (first !== '"') this.fail('ReadStringAsSlice', `expects " or n, but found ${first}`);
    const end = this.#bytes.indexOf(quote, this.head);
    return this.#taken(this.head, end < 0 ? this.#bytes.length : end);
  }

  /** Digits from here on, none for something else. */
  digits(): string {
    const start = this.head;
    while (/\d/.test(String.fromCharCode(this.#bytes[this.head] ?? 0))) this.head += 1;
    return new TextDecoder().decode(this.#bytes.subarray(start, this.head));
  }

  /** The next byte as a character, without going on. */
  get here(): string {
    return String.fromCharCode(this.#bytes[this.head] ?? 0);
  }

  #taken(start: number, end: number): string {
    this.head = Math.min(end + 1, this.#bytes.length);
    return new TextDecoder().decode(this.#bytes.subarray(start, end));
  }

  #escaped(): string {
    const start = this.head;
    while (this.head < this.#bytes.length) {
      const byte = this.#bytes[this.head] ?? 0;
      this.head += 1;
      if (byte === quote) return new TextDecoder().decode(this.#bytes.subarray(start, this.head - 1));
      if (byte !== code('\\')) continue;
      const escape = this.here;
      this.head += 1;
      if (!'u"\\/bfnrt'.includes(escape)) this.fail('readEscapedChar', 'invalid escape char after \\');
    }
    return this.fail('readStringSlowPath', 'unexpected end of input');
  }

  #around(bytes: number): readonly [text: string, isText: boolean] {
    const part = this.#bytes.subarray(Math.max(0, this.head - bytes), Math.min(this.#bytes.length, this.head + bytes));
    try {
      return [new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(part), true];
    } catch {
      return [new TextDecoder('utf-8', { ignoreBOM: true }).decode(part), false];
    }
  }
}
