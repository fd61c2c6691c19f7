import { annotateB3, annotateB3Multi, isB3Multi } from './b3.ts';
import { annotateBaggage, newBaggage } from './baggage.ts';
import type { Format, HeaderField, HeaderView } from './headerField.ts';
import { annotateTraceparent } from './traceparent.ts';
import { annotateTracestate, newTracestate } from './tracestate.ts';

/** What the lab adds to a request for its own ends begins so. It is no telemetry. */
const labsPrefix = 'x-clinic-';

/** Names and values by turns, as node:http has them in `rawHeaders`, in pairs. A last name without a value has an empty one. */
export function headerPairs(raw: readonly string[]): readonly (readonly [name: string, value: string])[] {
  return Array.from({ length: Math.ceil(raw.length / 2) }, (_, at) => [raw[at * 2] ?? '', raw[at * 2 + 1] ?? ''] as const);
}

/** The dialect of a header by its name in any case; null for one that carries no context. */
export function formatOf(name: string): Format | null {
  const lower = name.toLowerCase();
  if (lower === 'traceparent' || lower === 'tracestate') return 'tracecontext';
  if (lower === 'baggage' || lower === 'b3') return lower;
  return isB3Multi(lower) ? 'b3multi' : null;
}

/**
 * Cuts each propagation header into its fields, left to right; the others keep name and value only.
 * `raw` is names and values by turns: order, case and repeats are kept, and the texts of a header's fields joined are its value exactly.
 * Rules are those of the specifications, whatever an SDK accepts: `contextOf` tells that.
 */
export function annotateHeaders(raw: readonly string[]): readonly HeaderView[] {
  const pairs = headerPairs(raw);
  const times = new Map<string, number>();
  for (const [name] of pairs) times.set(name.toLowerCase(), (times.get(name.toLowerCase()) ?? 0) + 1);
  const tracestate = newTracestate();
  const baggage = newBaggage();
  const fieldsOf = (lower: string, value: string): readonly HeaderField[] => {
    const isRepeated = (times.get(lower) ?? 0) > 1;
    if (lower === 'traceparent') return annotateTraceparent(value, isRepeated);
    if (lower === 'tracestate') return annotateTracestate(value, tracestate);
    if (lower === 'baggage') return annotateBaggage(value, baggage);
    if (lower === 'b3') return annotateB3(value, isRepeated);
    return isB3Multi(lower) ? annotateB3Multi(lower, value, isRepeated) : [];
  };
  return pairs.map(([name, value]) => {
    const lower = name.toLowerCase();
    return { name, value, format: formatOf(name), fields: fieldsOf(lower, value), isLabs: lower.startsWith(labsPrefix) };
  });
}
