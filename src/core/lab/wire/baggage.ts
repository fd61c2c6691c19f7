import { type FieldProblem, type HeaderField, field, peel, separator } from './headerField.ts';

/** What everybody must pass on (W3C Baggage section 3.3.2): this many list-members, and this many bytes of the list. More may be dropped. */
export const maxBaggageMembers = 64;
export const maxBaggageBytes = 8192;

/** What the headers before this one have used up: repeated `baggage` headers are one list. */
export interface BaggageSoFar {
  members: number;
  bytes: number;
}

export function newBaggage(): BaggageSoFar {
  return { members: 0, bytes: 0 };
}

/**
 * Cuts a `baggage` into keys, values and properties (W3C Baggage section 3.3.1), and notes in `sofar` what it used.
 * Keys may repeat, and octets that are no UTF-8 are to be read as U+FFFD: neither is a problem. A percent sign without two hex digits is.
 */
export function annotateBaggage(value: string, sofar: BaggageSoFar = newBaggage()): readonly HeaderField[] {
  return value.split(',').flatMap((text, at) => {
    // The commas between members count, and the one that joins this header to the one before it.
    sofar.bytes += text.length + (sofar.members > 0 ? 1 : 0);
    sofar.members += 1;
    const limit = sofar.members > maxBaggageMembers ? 'tooMany' : sofar.bytes > maxBaggageBytes ? 'tooLong' : null;
    return [...(at > 0 ? separator(',') : []), ...member(text, limit)];
  });
}

function member(text: string, limit: FieldProblem | null): readonly HeaderField[] {
  const [pair = '', ...properties] = text.split(';');
  return [...keyAndValue(pair, limit), ...properties.flatMap((property) => [field('separator', ';'), ...propertyOf(property)])];
}

function keyAndValue(pair: string, limit: FieldProblem | null): readonly HeaderField[] {
  const equals = pair.indexOf('=');
  if (equals < 0) {
    // Unlike tracestate, baggage has no empty members.
    const { before, inner, after } = peel(pair);
    return [...separator(before), field('invalid', inner, inner === '' ? 'badKey' : 'badValue'), ...separator(after)];
  }
  const key = peel(pair.slice(0, equals));
  const value = peel(pair.slice(equals + 1));
  return [
    ...separator(key.before), field('key', key.inner, keyProblem(key.inner) ?? limit),
    field('separator', `${key.after}=${value.before}`), field('value', value.inner, valueProblem(value.inner)), ...separator(value.after),
  ];
}

/** Section 3.3.1.4: a key alone, or a key and a value. */
function propertyOf(text: string): readonly HeaderField[] {
  const { before, inner, after } = peel(text);
  const equals = inner.indexOf('=');
  const problem = equals < 0
    ? keyProblem(inner)
    : keyProblem(peel(inner.slice(0, equals)).inner) ?? valueProblem(peel(inner.slice(equals + 1)).inner);
  return [...separator(before), field('property', inner, problem), ...separator(after)];
}

/** A token of RFC 9110 section 5.6.2. */
function keyProblem(key: string): FieldProblem | null {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(key) ? null : 'badKey';
}

/** Section 3.3.1.3: printable ASCII but space, quote, comma, semicolon and backslash; anything else is percent-encoded. May be empty. */
function valueProblem(value: string): FieldProblem | null {
  if (!/^[!#-+\x2d-:<-[\]-~]*$/.test(value)) return 'badValue';
  return /%(?![0-9A-Fa-f]{2})/.test(value) ? 'badEncoding' : null;
}
