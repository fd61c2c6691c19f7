import type * as z from 'zod';

/** A call from the screen to the core: input and output are checked on both sides. */
export const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ kind: 'method', input, output }) as const;
/** Something the core says to every screen. */
export const event = <P extends z.ZodType>(payload: P) => ({ kind: 'event', payload }) as const;

export interface Method {
  readonly kind: 'method';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}
export interface ContractEvent {
  readonly kind: 'event';
  readonly payload: z.ZodType;
}
export type Area = Readonly<Record<string, Method | ContractEvent>>;
export type Contract = Readonly<Record<string, Area>>;

type MethodNames<A extends Area> = { [K in keyof A]: A[K] extends Method ? K : never }[keyof A];
type EventNames<A extends Area> = { [K in keyof A]: A[K] extends ContractEvent ? K : never }[keyof A];

/** What answers an area's methods. Input has been checked before a handler sees it. */
export type Handlers<A extends Area> = {
  readonly [K in MethodNames<A>]: A[K] extends { readonly input: infer I extends z.ZodType; readonly output: infer O extends z.ZodType }
    ? (input: z.output<I>) => Promise<z.output<O>>
    : never;
};
/** What the screen calls. Rejects with RpcError. */
export type Methods<A extends Area> = {
  readonly [K in MethodNames<A>]: A[K] extends { readonly input: infer I extends z.ZodType; readonly output: infer O extends z.ZodType }
    ? (input: z.input<I>) => Promise<z.output<O>>
    : never;
};
/** What the screen listens to. */
export type Events<A extends Area> = {
  readonly [K in EventNames<A>]: A[K] extends { readonly payload: infer P extends z.ZodType }
    ? (listener: (payload: z.output<P>) => void) => Disposable
    : never;
};
/** What the core publishes with. */
export type Publish<A extends Area> = {
  readonly [K in EventNames<A>]: A[K] extends { readonly payload: infer P extends z.ZodType } ? (payload: z.input<P>) => void : never;
};

export type Client<C extends Contract> = { readonly [A in keyof C]: Methods<C[A]> & { readonly on: Events<C[A]> } };
export type AllHandlers<C extends Contract> = { readonly [A in keyof C]: Handlers<C[A]> };
export type Publisher<C extends Contract> = { readonly [A in keyof C]: Publish<C[A]> };
