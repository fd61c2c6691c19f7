import { createHash } from 'node:crypto';
import { serviceName } from './log.ts';
import { nextOfRequest } from './request.ts';

/** Drawings outside any request, by kind. */
const outside = new Map<string, number>();

/**
 * Bytes that depend on the seed, this service, the request and how many of this kind were drawn for it before, and on nothing else: requests
 * may interleave as they like. At most 32. Outside a request it is the count alone: so it is with the id of a queue consumer's span, which begins before the message is looked into.
 */
export function drawBytes(kind: string, seed: number): Buffer {
  const drawing = nextOfRequest(kind);
  const count = drawing?.count ?? (outside.get(kind) ?? 0) + 1;
  if (drawing === null) outside.set(kind, count);
  return createHash('sha256').update([seed, serviceName(), kind, drawing?.request ?? 'none', count].join(' ')).digest();
}

/** A number in [0, 1), drawn so. */
export function draw(kind: string, seed: number): number {
  return drawBytes(kind, seed).readUInt32BE() / 2 ** 32;
}

/** Begins the drawings of a kind outside requests again. */
export function restartDraws(kind: string): void {
  outside.delete(kind);
}

/** The program's SEED; 1 when it has none. */
export const ownSeed = (): number => Number(process.env['SEED'] ?? 1);
