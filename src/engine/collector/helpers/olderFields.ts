import * as z from 'zod';

type Values<S extends z.ZodRawShape> = { readonly [K in keyof S]: z.output<S[K]> };

/**
 * A config of an older release, told by today's: `shape` has the fields that release had; `complete` adds today's defaults of the others, or
 * `rest`, so that one implementation reads both.
 */
export function olderFields<S extends z.ZodRawShape>(shape: S, had: readonly (keyof S & string)[], rest: Partial<Values<S>> = {}) {
  // The type says all fields, so that reading one that was not there gives what `complete` put.
  const older = Object.fromEntries(had.map((key) => [key, shape[key]])) as { [K in keyof S]: S[K] };
  const others = z.strictObject(shape).parse({});
  return { shape: older, complete: <V extends object>(written: V) => ({ ...others, ...rest, ...written }) };
}
