import * as z from 'zod';

/** A struct that is nil unless written, and nil when null (a Go pointer): absent = null = undefined, `{}` = its defaults. Not printed when nil. */
export function pointerSection<S extends z.ZodRawShape>(shape: S, goType: string) {
  const object = z.strictObject(shape);
  return z.union([z.null(), object]).optional().transform((value) => value ?? undefined).meta({ goType, optional: true, omitEmpty: true });
}

/** A string that may be nil: absent and null are undefined, "" is a value. Not printed when nil. */
export const optionalString = () => z.string().nullish().transform((value) => value ?? undefined).meta({ goType: 'string', omitEmpty: true });
