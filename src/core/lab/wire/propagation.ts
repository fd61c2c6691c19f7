import { headerPairs } from './annotate.ts';

/** A span context as a receiver's propagator reads it. */
export interface ReadSpan {
  /** Name of OTEL_PROPAGATORS: `tracecontext`, `b3`, `b3multi`. */
  readonly propagator: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly isSampled: boolean;
}

export interface ReadBaggage {
  readonly propagator: string;
  /** Decoded. Empty when all that was read is of a name the SDK loses (`__proto__`). */
  readonly entries: Readonly<Record<string, { readonly value: string; readonly metadata: string | null }>>;
}

export interface ReadContext {
  /** What the receiver goes on with: the last of `reads`, for a later propagator overwrites what an earlier one read. Null for none. */
  readonly span: ReadSpan | null;
  /** Every propagator that read a span context, in the receiver's order. */
  readonly reads: readonly ReadSpan[];
  readonly baggage: ReadBaggage | null;
}

type Carrier = ReadonlyMap<string, string>;
type Found = Omit<ReadSpan, 'propagator'>;

/** As node:http hands headers to the instrumentation: lower case, the values of a repeated one joined by comma and space. */
function carrierOf(raw: readonly string[]): Carrier {
  const carrier = new Map<string, string>();
  for (const [name, value] of headerPairs(raw)) {
    const lower = name.toLowerCase();
    const earlier = carrier.get(lower);
    carrier.set(lower, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return carrier;
}

/**
 * What a receiver reads from these headers with these propagators (names of OTEL_PROPAGATORS, in order; repeats and unknown names are passed
 * over, and `none` anywhere turns all off), as those of the OpenTelemetry JS SDK 3.1 do. That is laxer than the specifications in places
 * (B3 anywhere in the value, upper-case ids in X-B3-…) and stricter in others (no empty baggage value, no member whose octets are not UTF-8).
 */
export function contextOf(raw: readonly string[], propagators: readonly string[]): ReadContext {
  const carrier = carrierOf(raw);
  const names = propagators.includes('none') ? [] : [...new Set(propagators)];
  const reads = names.flatMap((propagator) => {
    const found = propagator === 'tracecontext' ? tracecontext(carrier) : propagator === 'b3' || propagator === 'b3multi' ? b3(carrier) : null;
    return found === null ? [] : [{ propagator, ...found }];
  });
  return { span: reads.at(-1) ?? null, reads, baggage: names.includes('baggage') ? baggage(carrier) : null };
}

/** W3CTraceContextPropagator: one whitespace character is let pass at either end. */
function tracecontext(carrier: Carrier): Found | null {
  const parts = /^\s?([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?\s?$/.exec(carrier.get('traceparent') ?? '');
  const [, version = '', traceId = '', spanId = '', flags = '', extra] = parts ?? [];
  if (parts === null || version === 'ff' || isZero(traceId) || isZero(spanId)) return null;
  if (version === '00' && extra !== undefined) return null;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** B3Propagator, which reads both forms whichever it writes: the single header when it holds anything, good or bad, else the others. */
function b3(carrier: Carrier): Found | null {
  const single = carrier.get('b3') ?? '';
  return single === '' ? b3Multi(carrier) : b3Single(single);
}

function b3Single(value: string): Found | null {
  // Not anchored, as there: the first thing that looks like two ids is taken, wherever it stands.
  const [, traceId, spanId, state] = /((?:[0-9a-f]{16}){1,2})-([0-9a-f]{16})(?:-([01d])(?![0-9a-f]))?/.exec(value) ?? [];
  if (traceId === undefined || spanId === undefined || isZero(traceId) || isZero(spanId)) return null;
  return { traceId: traceId.padStart(32, '0'), spanId, isSampled: state === '1' || state === 'd' };
}

function b3Multi(carrier: Carrier): Found | null {
  const sent = carrier.get('x-b3-traceid') ?? '';
  const traceId = sent.length === 16 ? sent.padStart(32, '0') : sent;
  const spanId = carrier.get('x-b3-spanid') ?? '';
  const isSampled = sampledOf(carrier.get('x-b3-sampled'), carrier.get('x-b3-flags'));
  if (!/^[\da-f]{32}$/i.test(traceId) || !/^[\da-f]{16}$/i.test(spanId) || isZero(traceId) || isZero(spanId)) return null;
  return isSampled === null ? null : { traceId, spanId, isSampled };
}

/** Null for a state that the SDK does not know, with which it reads no context at all. No state is taken for "not sampled". */
function sampledOf(sampled: string | undefined, flags: string | undefined): boolean | null {
  if (flags === '1' || sampled === '1' || sampled === 'true' || sampled === 'True') return true;
  return sampled === undefined || sampled === '0' || sampled === 'false' || sampled === 'False' ? false : null;
}

function isZero(id: string): boolean {
  return /^0+$/.test(id);
}

/** Limits of W3CBaggagePropagator, in members and characters; those of the specification are lower in number and equal in length. */
const sdkBaggage = { members: 180, memberLength: 4096, length: 8192 };

/** W3CBaggagePropagator: members it cannot read are passed over; the first that would make it too long ends it; a later value of a key wins. */
function baggage(carrier: Carrier): ReadBaggage | null {
  const entries = new Map<string, { value: string; metadata: string | null }>();
  let count = 0;
  let length = 0;
  for (const text of (carrier.get('baggage') ?? '').split(',')) {
    if (count >= sdkBaggage.members) break;
    const member = text.length > sdkBaggage.memberLength ? null : memberOf(text);
    if (member === null) continue;
    const longer = length + text.length + (count === 0 ? 0 : 1);
    if (longer > sdkBaggage.length) break;
    // The SDK keeps them in a plain object, where this name sets the prototype and is no entry.
    if (member.key !== '__proto__') entries.set(member.key, { value: member.value, metadata: member.metadata });
    count += 1;
    length = longer;
  }
  return count === 0 ? null : { propagator: 'baggage', entries: Object.fromEntries(entries) };
}

function memberOf(text: string): { readonly key: string; readonly value: string; readonly metadata: string | null } | null {
  const semicolon = text.indexOf(';');
  const pair = semicolon < 0 ? text : text.slice(0, semicolon);
  const metadata = semicolon < 0 || semicolon === text.length - 1 ? null : text.slice(semicolon + 1);
  const equals = pair.indexOf('=');
  const key = decoded(pair.slice(0, Math.max(0, equals)).trim());
  const value = decoded(pair.slice(equals + 1).trim());
  return key === null || value === null ? null : { key, value, metadata };
}

/** Null for what is empty, or is not percent-encoded UTF-8. */
function decoded(text: string): string | null {
  try {
    return text === '' ? null : decodeURIComponent(text);
  } catch {
    // A URIError: the only thing decodeURIComponent throws.
    return null;
  }
}
