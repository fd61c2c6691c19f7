import type { Field, Fields } from './field.ts';
import { jsonObject, within } from './jsonInput.ts';
import type { JsonStyle, JsonWriter } from './jsonWriter.ts';
import { originOf, setOrigin } from './origin.ts';
import { ProtobufReader, type Slice } from './protobufReader.ts';
import type { ProtobufWriter } from './protobufWriter.ts';
import { deprecatedField, Layout, type Wire } from './wire.ts';

/** A pdata type's whole OTLP codec, made by `defineMessage`. */
export interface Message<T> {
  readonly layout: Layout;
  readonly initial: T;
  decode(slice: Slice, base?: T): T;
  encode(writer: ProtobufWriter, value: T): void;
  decodeJson(json: unknown, base?: T): T;
  encodeJson(writer: JsonWriter, value: T): void;
}

export interface MessageOptions {
  /** Remember the bytes a value was decoded from, so that an untouched one is copied. */
  readonly keepsBytes?: boolean;
  /** Write protobuf in the order of the fields, as all of protobuf but pdata does. */
  readonly ascending?: boolean;
  /** The property that field 1000 stands for when it is otherwise empty. */
  readonly deprecated?: { readonly into: string; readonly jsonName: string };
}

interface Slot {
  readonly key: string;
  readonly field: Field<unknown>;
  readonly wires: readonly Wire[];
}
interface WireSlot {
  readonly slot: Slot;
  readonly wire: Wire;
}
type Values = Record<string, unknown>;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Builds a codec from fields in upstream's marshalling order: the order of JSON, and the reverse order of protobuf. */
export function defineMessage<T extends object>(name: string, fields: Fields<T>, options: MessageOptions = {}): Message<T> {
  const slots = Object.entries(fields as unknown as Readonly<Record<string, Field<unknown>>>).map(([key, field]): Slot => ({ key, field, wires: field.wires(key) }));
  return new FieldMessage(name, slots, options) as unknown as Message<T>;
}

class FieldMessage implements Message<Values> {
  readonly layout: Layout;
  readonly initial: Values = {};
  private readonly slots: readonly Slot[];
  private readonly writeOrder: readonly Slot[];
  private readonly byNumber: (Slot | undefined)[] = [];
  private readonly byJsonName = new Map<string, WireSlot>();
  private readonly options: MessageOptions;
  private readonly deprecatedSlot: WireSlot | undefined;

  constructor(name: string, slots: readonly Slot[], options: MessageOptions) {
    this.layout = new Layout(name);
    this.slots = slots;
    // Upstream fills its buffer from the end while it goes through the fields in order, so the last field comes first on its wire.
    this.writeOrder = options.ascending ? slots.toReversed() : slots;
    this.options = options;
    for (const slot of slots) {
      this.initial[slot.key] = slot.field.initial;
      for (const wire of slot.wires) {
        this.layout.addWire(wire);
        this.byNumber[wire.number] = slot;
        // Upstream reads both spellings, and writes lowerCamelCase.
        this.byJsonName.set(snakeCase(wire.name), { slot, wire });
        this.byJsonName.set(wire.name, { slot, wire });
      }
    }
    const slot = slots.find(({ key }) => key === options.deprecated?.into);
    const wire = slot?.wires[0];
    this.deprecatedSlot = slot !== undefined && wire !== undefined ? { slot, wire } : undefined;
    this.layout.deprecated = wire?.layout;
  }

  decode(slice: Slice, base?: Values): Values {
    const values: Values = { ...(base ?? this.initial) };
    const reader = new ProtobufReader(slice);
    const { end } = slice;
    let old: unknown;
    while (reader.pos < end) {
      const tag = reader.varint32();
      const slot = this.byNumber[tag >>> 3];
      if (slot !== undefined) values[slot.key] = slot.field.read(reader, tag, values[slot.key]);
      else if (tag >>> 3 === deprecatedField && this.deprecatedSlot !== undefined) {
        const { field } = this.deprecatedSlot.slot;
        old = field.read(reader, tag, old ?? field.initial);
      } else reader.skip(tag & 7);
    }
    if (old !== undefined) this.migrate(values, old);
    else if (this.options.keepsBytes && base === undefined) setOrigin(values, slice);
    return values;
  }

  private migrate(values: Values, old: unknown): void {
    const slot = this.deprecatedSlot?.slot;
    if (slot === undefined) return;
    const current = values[slot.key];
    if (Array.isArray(current) && current.length === 0) values[slot.key] = old;
  }

  encode(writer: ProtobufWriter, value: Values): void {
    const origin = originOf(value);
    if (origin !== undefined) return writer.copy(origin.source.bytes, origin.start, origin.end);
    for (const { key, field, wires } of this.writeOrder) field.write(writer, wires, value[key]);
  }

  decodeJson(json: unknown, base?: Values): Values {
    const values: Values = { ...(base ?? this.initial) };
    let old: unknown;
    for (const [name, value] of jsonObject(json)) {
      const found = this.byJsonName.get(name);
      if (found !== undefined) {
        const { slot, wire } = found;
        values[slot.key] = within(name, () => slot.field.readJson(value, wire, values[slot.key]));
      } else if (this.deprecatedSlot !== undefined && (name === this.options.deprecated?.jsonName || name === snakeCase(this.options.deprecated?.jsonName ?? ''))) {
        const { slot, wire } = this.deprecatedSlot;
        old = within(name, () => slot.field.readJson(value, wire, old ?? slot.field.initial));
      }
    }
    if (old !== undefined) this.migrate(values, old);
    return values;
  }

  encodeJson(writer: JsonWriter, value: Values): void {
    writer.objectStart();
    for (const { key, field, wires } of this.jsonOrder(writer.style)) field.writeJson(writer, wires, value[key]);
    writer.objectEnd();
  }

  private jsonOrder(style: JsonStyle): readonly Slot[] {
    if (style.unknown.size + style.last.size === 0) return this.slots;
    const isLast = ({ key }: Slot): boolean => style.last.has(`${this.layout.name}.${key}`);
    const known = this.slots.filter(({ key }) => !style.unknown.has(`${this.layout.name}.${key}`));
    return [...known.filter((slot) => !isLast(slot)), ...known.filter(isLast)];
  }
}
