import type { Resource, Scope } from '#engine/pdata/common.ts';
import type { Attributes } from '#engine/pdata/value.ts';
import { typedValue } from './goFormat.ts';
import type { TextStyle } from './textStyle.ts';

/** Collects the lines of the detailed output (upstream otlptext/databuffer.go). */
export class TextBuffer {
  readonly style: TextStyle;
  readonly #lines: string[] = [];

  constructor(style: TextStyle) {
    this.style = style;
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  /** A labelled field of a span: the label is padded to 15 characters. */
  field(label: string, value: string | number): void {
    this.line(`    ${label.padEnd(15)}: ${String(value)}`);
  }

  /** Nothing for no attributes. A header that is an arrow itself indents its attributes further. */
  attributes(header: string, attributes: Attributes): void {
    if (attributes.size === 0) return;
    this.line(`${header}:`);
    const arrow = header.indexOf('->');
    const indent = arrow < 0 ? '' : header.slice(0, arrow);
    for (const { key, value } of attributes) this.line(`${indent}     -> ${key}: ${typedValue(value, this.style.value)}`);
  }

  resource(schemaUrl: string, resource: Resource): void {
    this.line(`Resource SchemaURL: ${schemaUrl}`);
    this.attributes('Resource attributes', resource.attributes);
  }

  scope(scope: Scope): void {
    this.line(`InstrumentationScope ${scope.name} ${scope.version}`);
    this.attributes('InstrumentationScope attributes', scope.attributes);
  }

  /** Every line ends with a line end. */
  toString(): string {
    return this.#lines.map((each) => `${each}\n`).join('');
  }
}
