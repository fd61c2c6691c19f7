import type { Brand } from './brand.ts';

/** Nanoseconds since the Unix epoch. bigint, because it does not fit a number. */
export type UnixNano = Brand<bigint, 'UnixNano'>;
/** A duration in nanoseconds; exact up to 104 days. */
export type Nanos = Brand<number, 'Nanos'>;
/** A duration in milliseconds; may have a fraction. */
export type Millis = Brand<number, 'Millis'>;
/** A size in bytes. */
export type Bytes = Brand<number, 'Bytes'>;

export const unixNano = (value: bigint): UnixNano => value as UnixNano;
export const nanos = (value: number): Nanos => value as Nanos;
export const millis = (value: number): Millis => value as Millis;
export const bytes = (value: number): Bytes => value as Bytes;

export const nanosToMillis = (value: Nanos): Millis => millis(value / 1e6);
export const millisToNanos = (value: Millis): Nanos => nanos(Math.round(value * 1e6));
/** Nanoseconds from `start` to `end`; negative when `end` is earlier. */
export const nanosBetween = (start: UnixNano, end: UnixNano): Nanos => nanos(Number(end - start));
