import * as z from 'zod';
import { type Millis, millis } from '#common/base/units.ts';
import { parseDuration } from './duration.ts';
import { formatId, parseId } from './id.ts';

/**
 * What a config schema says of itself beyond types, through zod's `.meta()`.
 * `goType` is the type upstream's decoder would name in `expected type '…'` or, of a struct, in `'batchprocessor.Config' has invalid keys: …`.
 */
export interface FieldMeta {
  readonly goType?: string;
  /** As the learner would write it. */
  readonly default?: unknown;
  readonly enum?: readonly string[];
  /** A secret: printed as [REDACTED]. */
  readonly opaque?: boolean;
  /** How many decoders of its own upstream runs for this struct (1 for configoptional); each adds a "decoding failed …" line to errors. */
  readonly decoders?: number;
  /** `enabled: false` switches the section off (configoptional). */
  readonly optional?: boolean;
  /** Not printed when it is empty (upstream's `omitempty`). */
  readonly omitEmpty?: boolean;
  /** Printed as its schema reads it, not as it was written. */
  readonly printsRead?: boolean;
  /** Upstream reads this section once more, by an older format that lacks some keys, when it cannot be read: lists named so are maps there. Counts if nothing else is wrong. */
  readonly olderMaps?: { readonly named: string; readonly lacks: readonly string[] };
}

/**
 * The building blocks of component configs. All of them read null as "not written" (upstream decodes a null over the default struct).
 */
function field<T>(schema: z.ZodType<T>, byDefault: T, goType: string, written: unknown) {
  return schema.nullish().transform((value) => value ?? byDefault).meta({ goType, default: written } satisfies FieldMeta);
}

export const string = (byDefault = '') => field(z.string(), byDefault, 'string', byDefault);
export const bool = (byDefault: boolean) => field(z.boolean(), byDefault, 'bool', byDefault);
/** A fraction is cut off, as upstream's decoder does. */
export const int = (byDefault: number, goType: 'int' | 'int32' | 'int64' = 'int') => field(z.number().transform(Math.trunc), byDefault, goType, byDefault);
/** Unsigned: a negative number is a decoding error, as in Go. */
export const uint = (byDefault: number, goType: 'uint32' | 'uint64' | 'uint16' | 'uint' = 'uint32') =>
  field(z.number().check(unsigned(goType)).transform(Math.trunc), byDefault, goType, byDefault);
/** Infinities and NaN too, which zod's number refuses. */
export const float = (byDefault: number, goType: 'float32' | 'float64' = 'float64') =>
  field(anyFloat.transform((value) => (goType === 'float32' ? Math.fround(value) : value)), byDefault, goType, byDefault);

const anyFloat = z.unknown().transform((value, context): number => {
  if (typeof value === 'number') return value;
  context.addIssue({ code: 'invalid_type', expected: 'number', input: value });
  return z.NEVER;
});

const unsigned = (goType: string) => z.refine<number>((value) => value >= 0, {
  error: (issue) => `cannot parse value as '${goType}': ${String(issue.input)} overflows uint`,
});

/** The id of another component (component.ID), as text; "" when not written. Only nothing is refused here: what the release refuses besides, its decoder does. */
export const id = () => z.string().transform((text, context): string => {
  const parsed = parseId(text, false);
  if (parsed.ok) return formatId(parsed.value);
  context.addIssue({ code: 'custom', message: parsed.error });
  return z.NEVER;
}).nullish().transform((text) => text ?? '').meta({ goType: 'component.ID' } satisfies FieldMeta);

/** A string that must never be printed (configopaque.String). */
export const secret = (byDefault = '') => field(z.string(), byDefault, 'configopaque.String', byDefault).meta({ opaque: true } satisfies FieldMeta);

/** Header values (configopaque.MapList): a map, or a list of {name, value}. Gives a record, in order. */
export function headers() {
  const value = z.string().nullish().transform((text) => text ?? '').meta({ goType: 'configopaque.String', opaque: true } satisfies FieldMeta);
  const pair = z.strictObject({ name: string().describe('Name of the header.'), value: value.describe('Its value; printed as [REDACTED].') });
  return z.union([z.record(z.string(), value), z.array(pair)]).nullish().transform((given): Readonly<Record<string, string>> => {
    if (Array.isArray(given)) return Object.fromEntries(given.map((entry) => [entry.name, entry.value]));
    return given ?? {};
  }).meta({ goType: 'configopaque.MapList', default: {}, decoders: 1 } satisfies FieldMeta);
}

/** One of a few words; another word fails with `message(word)` (upstream's UnmarshalText texts). */
export const oneOf = <const W extends string>(words: readonly W[], byDefault: W, message: (found: string) => string) =>
  field(z.string().refine((value): value is W => (words as readonly string[]).includes(value), { error: (issue) => message(String(issue.input)) }) as unknown as z.ZodType<W>, byDefault, 'string', byDefault)
    .meta({ goType: 'string', default: byDefault, enum: [...words] } satisfies FieldMeta);

/** Go duration text (`200ms`, `1h2m3.5s`) or a number of nanoseconds; gives milliseconds. `byDefault` is Go text. */
export function duration(byDefault: string) {
  const parsed = parseDuration(byDefault);
  if (!parsed.ok) throw new Error(parsed.error);
  const written = z.union([z.string(), z.number()]).transform((value, context): Millis => {
    if (typeof value === 'number') return millis(Math.trunc(value) / 1e6);
    const result = parseDuration(value);
    if (result.ok) return result.value;
    context.addIssue({ code: 'custom', message: withoutText(result.error) });
    return z.NEVER;
  });
  return written.nullish().transform((value) => value ?? parsed.value).meta({ goType: 'time.Duration', default: byDefault } satisfies FieldMeta);
}

/** mapstructure v2.5 cuts the offending text off Go's message: an unknown unit's wholly, another's last word. */
const withoutText = (message: string): string => (message.startsWith('time: unknown unit ') ? 'time: unknown unit' : message.slice(0, message.lastIndexOf(' ')));

/** A list; one comma-separated string is accepted for a list of strings, as upstream's decoder does. */
export const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? splitList(value) : value), z.array(item).nullish().transform((value) => value ?? []))
    .meta({ goType: 'slice', default: [] } satisfies FieldMeta);
const splitList = (text: string): string[] => (text === '' ? [] : text.split(','));

/** A map with free keys. */
export const map = <T extends z.ZodType>(item: T) =>
  z.record(z.string(), item).nullish().transform((value): Record<string, z.output<T>> => value ?? {}).meta({ goType: 'map', default: {} } satisfies FieldMeta);

/** A struct that is always there: absent and null mean its defaults. Unknown keys are errors. */
export function section<S extends z.ZodRawShape>(shape: S, meta: FieldMeta = {}) {
  const object = z.strictObject(shape);
  return object.nullish().transform((value) => value ?? object.parse({})).meta({ goType: 'struct', ...meta });
}
/** A struct that is off unless written (configoptional's default type): absent = undefined, null = its defaults, `enabled: false` = undefined. */
export function optionalSection<S extends z.ZodRawShape>(shape: S, meta: FieldMeta = {}) {
  const object = withSwitch(shape);
  return z.union([z.null(), object]).optional().transform((value) => {
    if (value === undefined) return undefined;
    const parsed = value ?? object.parse({});
    return (parsed as { readonly enabled?: boolean }).enabled === false ? undefined : parsed;
  }).meta({ goType: 'struct', decoders: 1, optional: true, ...meta });
}
/** As `optionalSection`, but null is as good as absent (configoptional's None; a nil pointer in older releases). */
export function noneSection<S extends z.ZodRawShape>(shape: S, meta: FieldMeta = {}) {
  const object = withSwitch(shape);
  return object.nullish().transform((value) => {
    const parsed = value ?? undefined;
    return (parsed as { readonly enabled?: boolean } | undefined)?.enabled === false ? undefined : parsed;
  }).meta({ goType: 'struct', decoders: 1, optional: true, ...meta });
}
/** As `optionalSection`, but on unless `enabled: false` (configoptional's Some). */
export function enabledSection<S extends z.ZodRawShape>(shape: S, meta: FieldMeta = {}) {
  const object = withSwitch(shape);
  return object.nullish().transform((value) => {
    const parsed = value ?? object.parse({});
    return (parsed as { readonly enabled?: boolean }).enabled === false ? undefined : parsed;
  }).meta({ goType: 'struct', decoders: 1, optional: true, default: {}, ...meta });
}

function withSwitch<S extends z.ZodRawShape>(shape: S) {
  const enabled = z.boolean().optional().meta({ goType: 'bool' } satisfies FieldMeta).describe('`false` switches this section off, whatever else it says.');
  return z.strictObject({ ...shape, enabled });
}
