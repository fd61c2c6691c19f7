import { drawBytes, ownSeed } from './draw.ts';

/**
 * Ids for the SDK that are the same in every run with the same SEED, request by request, and with them a ratio sampler's verdicts. A trace id
 * depends on SEED, the service that begins the trace, the request and how many traces it began for it: a request whose context got lost on
 * the way has several traces, as it would with random ids. Never all zeros, as W3C Trace Context asks: 64 zero bits of SHA-256 do not happen.
 */
export const seededIds = {
  generateTraceId: (): string => drawBytes('trace', ownSeed()).toString('hex', 0, 16),
  generateSpanId: (): string => drawBytes('span', ownSeed()).toString('hex', 0, 8),
};
