import * as z from 'zod';

/** core/protocol's FromService, checked: a service may be code a learner edited. */
export const FromServiceMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('listening'), port: z.int().min(1).max(65_535) }),
  z.object({
    type: z.literal('served'),
    method: z.string().max(20),
    route: z.string().max(500),
    status: z.int().min(100).max(599),
    durationMillis: z.number().min(0),
    caller: z.string().max(100),
  }),
  z.object({ type: z.literal('counted'), ended: z.int().min(0), exported: z.int().min(0), failed: z.int().min(0) }),
  z.object({ type: z.literal('stopped') }),
]);
export type FromServiceMessage = z.infer<typeof FromServiceMessage>;
export type Served = Extract<FromServiceMessage, { type: 'served' }>;
