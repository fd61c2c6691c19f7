/** What a field's bytes must look like; drives `validate`. */
export const wireKinds = {
  unknown: 0,
  varint: 1,
  fixed64: 2,
  fixed32: 3,
  bytes: 4,
  traceId: 5,
  spanId: 6,
  message: 7,
  repeatedFixed64: 8,
  repeatedVarint: 9,
} as const;
export type WireKind = (typeof wireKinds)[keyof typeof wireKinds];

/** One field on the wire. `name` is its OTLP/JSON name. */
export interface Wire {
  readonly number: number;
  readonly kind: WireKind;
  readonly name: string;
  readonly layout?: Layout;
}

/** The fields of one message by number, in the form the validating walk reads fastest. Filled by `addWire`, also recursively. */
export class Layout {
  readonly name: string;
  readonly kinds = new Uint8Array(32);
  readonly names: string[] = [];
  readonly children: (Layout | undefined)[] = [];
  /** The layout of field 1000, which the first OTLP releases used for the records of a scope. */
  deprecated: Layout | undefined;

  constructor(name: string) {
    this.name = name;
  }

  addWire(wire: Wire): void {
    this.kinds[wire.number] = wire.kind;
    this.names[wire.number] = wire.name;
    this.children[wire.number] = wire.layout;
  }
}
/** Field 1000 of ResourceSpans, ResourceMetrics, ResourceLogs; pdata still reads it (internal/otlp Migrate…). */
export const deprecatedField = 1000;
