import { quoteForHtml } from '../format/quote.ts';

/** How releases of the Collector print OTLP/JSON differently. */
export interface JsonStyle {
  /** True: a trace or span id that is absent is written as "". */
  readonly writesEmptyIds: boolean;
  /** True: numbers have two digits in the exponent at least (1e-07). */
  readonly padsExponents: boolean;
  /** True: <, > and & are escaped, for text that ends up in HTML. */
  readonly escapesHtml: boolean;
  /** Fields (`Message.field`) that the release does not know. */
  readonly unknown: ReadonlySet<string>;
  /** Fields that come after all others of their message. */
  readonly last: ReadonlySet<string>;
}
/** v0.159. */
export const jsonStyle: JsonStyle = { writesEmptyIds: false, padsExponents: true, escapesHtml: false, unknown: new Set(), last: new Set() };
/** v0.84 (gogo's jsonpb over encoding/json). */
export const jsonStyle2023: JsonStyle = {
  writesEmptyIds: true, padsExponents: false, escapesHtml: true,
  unknown: new Set(['Span.flags', 'SpanLink.flags', 'LogRecord.eventName', 'Metric.metadata', 'ExponentialHistogramDataPoint.zeroThreshold']),
  last: new Set(['Exemplar.traceId']),
};

/** Builds JSON text the way the real Collector's encoder prints it: no spaces, fields in the order they are written. */
export class JsonWriter {
  text = '';
  readonly style: JsonStyle;
  private needsComma = false;

  constructor(style: JsonStyle = jsonStyle) {
    this.style = style;
  }

  objectStart(): void {
    this.text += '{';
    this.needsComma = false;
  }

  objectEnd(): void {
    this.text += '}';
    this.needsComma = true;
  }

  private arrayStart(): void {
    this.text += '[';
    this.needsComma = false;
  }

  private arrayEnd(): void {
    this.text += ']';
    this.needsComma = true;
  }

  private element(): void {
    if (this.needsComma) this.text += ',';
    this.needsComma = true;
  }

  field(name: string): void {
    this.element();
    this.text += `"${name}":`;
  }

  /** A field that holds an array, each element written by `write`; nothing at all when there is none. */
  list<V>(name: string, values: readonly V[], write: (writer: this, value: V) => void): void {
    if (values.length === 0) return;
    this.field(name);
    this.arrayStart();
    for (const value of values) {
      this.element();
      write(this, value);
    }
    this.arrayEnd();
  }

  raw(text: string): void {
    this.text += text;
    this.needsComma = true;
  }

  string(text: string): void {
    this.raw(this.style.escapesHtml ? quoteForHtml(text) : quote(text));
  }

  double(value: number): void {
    if (!Number.isFinite(value)) this.raw(`"${String(value)}"`);
    else this.raw(this.style.padsExponents || value === 0 ? formatJsonNumber(value) : String(value));
  }
}

/** Go escapes \b and \f as \u0008 and \u000c. */
function quote(text: string): string {
  const quoted = JSON.stringify(text);
  if (!quoted.includes('\\')) return quoted;
  return quoted.replace(/\\(.)/g, (escape, char: string) => (char === 'b' ? '\\u0008' : char === 'f' ? '\\u000c' : escape));
}

/** A finite double as Go prints it: as JavaScript does, but with the sign of -0 and at least two digits in the exponent. */
function formatJsonNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}
