import * as z from 'zod';

/** A call. `id` is the caller's and comes back with the answer. */
export const Request = z.object({ id: z.int(), call: z.string().max(200), input: z.unknown() });
export type Request = z.infer<typeof Request>;

const Failure = z.object({ code: z.enum(['invalid_input', 'not_found', 'internal', 'disconnected']), message: z.string() });

/** What the answering side says: an answer, an event, or that it has started anew and every call before is lost. */
export const Reply = z.union([
  z.object({ id: z.int(), error: Failure }),
  z.object({ id: z.int(), result: z.unknown() }),
  z.object({ event: z.string().max(200), payload: z.unknown() }),
  z.object({ reset: z.literal(true) }),
]);
export type Reply = z.infer<typeof Reply>;
