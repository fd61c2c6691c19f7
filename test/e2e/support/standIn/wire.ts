/** A message between the two worlds as JSON: a byte array becomes base64, as Electron's structured clone would have kept it. */
export type Wire = { readonly text: string } | { readonly base64: string } | null;

export function toWire(value: unknown): Wire {
  if (typeof value === 'string') return { text: value };
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : null;
}

export function fromWire(wire: Wire): unknown {
  if (wire === null) return undefined;
  return 'text' in wire ? wire.text : new Uint8Array(Buffer.from(wire.base64, 'base64'));
}
