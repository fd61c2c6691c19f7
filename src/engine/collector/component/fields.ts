import * as z from 'zod';
import { type Millis, millis } from '#common/base/units.ts';
import { parseDuration } from './duration.ts';

/**
 * The building blocks of component configs. All of them read null as "not written" (upstream decodes a null over the default struct).
 * `meta.goType` names the Go type that upstream's decoder would print in `expected type '…'`.
 */
function field<T>(schema: z.ZodType<T>, byDefault: T, goType: string, written: unknown) {
  return schema.nullish().transform((value) => value ?? byDefault).meta({ goType, default: written });
}

export const string = (byDefault = '') => field(z.string(), byDefault, 'string', byDefault);
export const bool = (byDefault: boolean) => field(z.boolean(), byDefault, 'bool', byDefault);
export const int = (byDefault: number) => field(z.number().refine(Number.isSafeInteger), byDefault, 'int', byDefault);
/** Unsigned: a negative number is a decoding error, as in Go. */
export const uint = (byDefault: number, goType: 'uint32' | 'uint64' | 'uint16' = 'uint32') =>
  field(z.number().refine((value) => Number.isSafeInteger(value) && value >= 0), byDefault, goType, byDefault);
export const float = (byDefault: number) => field(z.number(), byDefault, 'float64', byDefault);

/** One of a few words; another word fails with `message(word)` (upstream's UnmarshalText texts). */
export const oneOf = <const W extends string>(words: readonly W[], byDefault: W, message: (found: string) => string) =>
  field(z.string().refine((value): value is W => (words as readonly string[]).includes(value), { error: (issue) => message(String(issue.input)) }) as unknown as z.ZodType<W>, byDefault, 'string', byDefault)
    .meta({ goType: 'string', default: byDefault, enum: [...words] });

/** Go duration text (`200ms`, `1h2m3.5s`) or a number of nanoseconds; gives milliseconds. `byDefault` is Go text. */
export function duration(byDefault: string) {
  const parsed = parseDuration(byDefault);
  if (!parsed.ok) throw new Error(parsed.error);
  const text = z.string().transform((value, context): Millis => {
    const result = parseDuration(value);
    if (result.ok) return result.value;
    context.addIssue({ code: 'custom', message: result.error });
    return z.NEVER;
  });
  const number = z.number().transform((value): Millis => millis(value / 1e6));
  return z.union([text, number]).nullish().transform((value) => value ?? parsed.value).meta({ goType: 'time.Duration', default: byDefault });
}

/** A list; one comma-separated string is accepted for a list of strings, as upstream's decoder does. */
export const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(item).nullish().transform((value) => value ?? [])).meta({ goType: 'slice', default: [] });
/** A map with free keys. */
export const map = <T extends z.ZodType>(item: T) =>
  z.record(z.string(), item).nullish().transform((value): Record<string, z.output<T>> => value ?? {}).meta({ goType: 'map' });

/** A struct that is always there: absent and null mean its defaults. Unknown keys are errors. */
export function section<S extends z.ZodRawShape>(shape: S) {
  const object = z.strictObject(shape);
  return object.nullish().transform((value) => value ?? object.parse({})).meta({ goType: 'struct' });
}
/** A struct that is off unless written (configoptional's default type): absent = undefined, null = its defaults, `enabled: false` = undefined. */
export function optionalSection<S extends z.ZodRawShape>(shape: S) {
  const object = z.strictObject({ ...shape, enabled: z.boolean().optional() });
  return z.union([z.null(), object]).optional().transform((value) => {
    if (value === undefined) return undefined;
    const parsed = value ?? object.parse({});
    return (parsed as { readonly enabled?: boolean }).enabled === false ? undefined : parsed;
  }).meta({ goType: 'struct' });
}
/** As `optionalSection`, but on unless `enabled: false` (configoptional's Some). */
export function enabledSection<S extends z.ZodRawShape>(shape: S) {
  const object = z.strictObject({ ...shape, enabled: z.boolean().optional() });
  return object.nullish().transform((value) => {
    const parsed = value ?? object.parse({});
    return (parsed as { readonly enabled?: boolean }).enabled === false ? undefined : parsed;
  }).meta({ goType: 'struct' });
}
