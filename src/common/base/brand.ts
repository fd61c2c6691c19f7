declare const brand: unique symbol;

/** A value of type T that only its makers can produce: units and ids that must not be mixed up. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
