import { type FieldProblem, type HeaderField, field, peel, separator } from './headerField.ts';

/** The most list-members that a tracestate may have (W3C Trace Context section 3.3.1.1). */
export const maxTracestateMembers = 32;

/** What the headers before this one have used up: repeated `tracestate` headers are one list (section 3.3.1, RFC 9110 section 5.3). */
export interface TracestateSoFar {
  readonly keys: Set<string>;
  members: number;
}

export function newTracestate(): TracestateSoFar {
  return { keys: new Set(), members: 0 };
}

/**
 * Cuts a `tracestate` into keys and values (W3C Trace Context section 3.3.1), and notes in `sofar` what it used.
 * Empty members are allowed. The grammar would count them among the 32; here they are not, because they hold nothing and no SDK counts them.
 */
export function annotateTracestate(value: string, sofar: TracestateSoFar = newTracestate()): readonly HeaderField[] {
  return value.split(',').flatMap((text, at) => [...(at > 0 ? separator(',') : []), ...member(text, sofar)]);
}

function member(text: string, sofar: TracestateSoFar): readonly HeaderField[] {
  const { before, inner, after } = peel(text);
  if (inner === '') return separator(before);
  sofar.members += 1;
  const equals = inner.indexOf('=');
  if (equals < 0) return [...separator(before), field('invalid', inner, 'badValue'), ...separator(after)];
  const key = inner.slice(0, equals);
  const value = inner.slice(equals + 1);
  const problem = keyProblem(key) ?? (sofar.keys.has(key) ? 'duplicateKey' : sofar.members > maxTracestateMembers ? 'tooMany' : null);
  sofar.keys.add(key);
  return [...separator(before), field('key', key, problem), field('separator', '='), field('value', value, valueProblem(value)), ...separator(after)];
}

/**
 * Section 3.3.1.3.1: `simple`, a lower-case letter and at most 255 more characters, or `tenant@system` of at most 241 and 14, where only the
 * tenant may begin with a digit.
 */
function keyProblem(key: string): FieldProblem | null {
  const [tenant = '', system, ...more] = key.split('@');
  if (more.length > 0) return 'badKey';
  if (system === undefined) return !/^[a-z][a-z0-9_*/-]*$/.test(key) ? 'badKey' : key.length > 256 ? 'tooLong' : null;
  if (!/^[a-z0-9][a-z0-9_*/-]*$/.test(tenant) || !/^[a-z][a-z0-9_*/-]*$/.test(system)) return 'badKey';
  return tenant.length > 241 || system.length > 14 ? 'tooLong' : null;
}

/** Section 3.3.1.3.2: 1 to 256 printable ASCII characters without comma and equals sign, not ending in a space. */
function valueProblem(value: string): FieldProblem | null {
  if (!/^[ -~]*[!-~]$/.test(value) || value.includes('=')) return 'badValue';
  return value.length > 256 ? 'tooLong' : null;
}
