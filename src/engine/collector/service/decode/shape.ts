import type * as z from 'zod';
import type { FieldMeta } from '../../component/fields.ts';

/** A config schema seen as upstream's decoder sees a Go type. */
export interface Shape {
  readonly meta: FieldMeta & { readonly description?: string | undefined };
  /** The whole schema, with its defaults and transforms. */
  readonly schema: z.ZodType;
  readonly kind: 'struct' | 'list' | 'map' | 'leaf';
  /** Of a struct, in declared order. */
  readonly fields?: ReadonlyMap<string, z.ZodType>;
  /** False when a struct takes unknown keys. */
  readonly strict?: boolean;
  /** Of a list, or of a map's values. */
  readonly element?: z.ZodType;
  /** A map that may also be written as a list (headers). */
  readonly alternative?: z.ZodType;
}

interface Core {
  readonly schema: z.ZodType;
  readonly meta: FieldMeta & { readonly description?: string | undefined };
}
/** The part of zod's own description of a schema that is read here. */
interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly catchall?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly getter?: () => z.ZodType;
}

const known = new WeakMap<z.ZodType, Shape>();

export function shapeOf(schema: z.ZodType): Shape {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const shape = describe(schema);
  known.set(schema, shape);
  return shape;
}

function describe(schema: z.ZodType): Shape {
  const { schema: core, meta } = unwrap({ schema, meta: {} });
  const definition = definitionOf(core);
  switch (definition.type) {
    case 'object': {
      const strict = definition.catchall === undefined || definitionOf(definition.catchall).type === 'never';
      return { meta, schema, kind: 'struct', fields: new Map(Object.entries(definition.shape ?? {})), strict };
    }
    case 'array': return definition.element === undefined ? { meta, schema, kind: 'leaf' } : { meta, schema, kind: 'list', element: definition.element };
    case 'record': return definition.valueType === undefined ? { meta, schema, kind: 'leaf' } : { meta, schema, kind: 'map', element: definition.valueType };
    case 'union': return describeUnion(definition.options ?? [], schema, meta);
    default: return { meta, schema, kind: 'leaf' };
  }
}

function describeUnion(options: readonly z.ZodType[], schema: z.ZodType, meta: Shape['meta']): Shape {
  const choices = options.map(shapeOf).filter((option) => !['null', 'undefined'].includes(definitionOf(unwrap({ schema: option.schema, meta: {} }).schema).type));
  const [first, second] = choices;
  if (first !== undefined && choices.length === 1) return { ...first, schema, meta: { ...first.meta, ...meta } };
  if (first?.kind === 'map' && second?.kind === 'list' && first.element !== undefined && second.element !== undefined) {
    return { meta, schema, kind: 'map', element: first.element, alternative: second.element };
  }
  return { meta, schema, kind: 'leaf' };
}

/** Takes off what does not change the structure; the outermost meta wins. */
function unwrap(from: Core): Core {
  const meta = { ...(from.schema.meta() ?? {}), ...from.meta };
  const definition = definitionOf(from.schema);
  const inner = innerOf(definition);
  return inner === undefined ? { schema: from.schema, meta } : unwrap({ schema: inner, meta });
}

function innerOf(definition: Definition): z.ZodType | undefined {
  switch (definition.type) {
    case 'pipe': return definition.in !== undefined && definitionOf(definition.in).type === 'transform' ? definition.out : definition.in;
    case 'lazy': return definition.getter?.();
    case 'optional': case 'nullable': case 'default': case 'prefault': case 'readonly': case 'catch': case 'nonoptional': return definition.innerType;
    default: return undefined;
  }
}

const definitionOf = (schema: z.ZodType): Definition => schema._zod.def;
