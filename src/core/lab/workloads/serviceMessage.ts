import * as z from 'zod';

const TraceId = z.string().regex(/^[0-9a-f]{32}$/);

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
    request: z.int().min(1).nullable().default(null),
    context: z.object({ traceId: TraceId, spanId: z.string().regex(/^[0-9a-f]{16}$/), isSampled: z.boolean() }).nullable().default(null),
    remotePort: z.int().min(0).max(65_535).nullable().default(null),
  }),
  z.object({ type: z.literal('counted'), ended: z.int().min(0), exported: z.int().min(0), failed: z.int().min(0) }),
  z.object({
    type: z.literal('effective'),
    settings: z.record(z.string().max(200), z.string().max(4_000)).refine((settings) => Object.keys(settings).length <= 200),
  }),
  z.object({ type: z.literal('traced'), spans: z.record(TraceId, z.int().min(1)) }),
  z.object({ type: z.literal('stopped') }),
]);
export type FromServiceMessage = z.infer<typeof FromServiceMessage>;
export type Served = Extract<FromServiceMessage, { type: 'served' }>;
