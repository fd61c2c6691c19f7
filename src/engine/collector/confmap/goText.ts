import { generalNumber, plainDecimal } from '../component/goNumbers.ts';
import { type ConfigValue, goTypeOf, isNull, type ScalarValue } from './value.ts';

/** Go's strconv of a scalar: what it is as a string. */
export function goString({ type, value }: ScalarValue): string {
  if (value === null) return '<nil>';
  return type === 'float64' && typeof value === 'number' ? plainDecimal(value) : String(value);
}

/** Go's %v: `map[a:1 b:2]`, `[1 2]`, `<nil>`. */
export function goPrinted(value: ConfigValue): string {
  switch (value.kind) {
    case 'scalar': return value.type === 'time.Time' ? goTime(String(value.value)) : value.type === 'float64' ? generalNumber(Number(value.value), 21) : goString(value);
    case 'list': return `[${value.items.map(goPrinted).join(' ')}]`;
    case 'map': return `map[${sorted(value.entries).map(([key, entry]) => `${key}:${goPrinted(entry.value)}`).join(' ')}]`;
  }
}

/** Go's %#v: `[]interface {}{"a", 1}`. */
export function goSyntax(value: ConfigValue): string {
  switch (value.kind) {
    case 'list': return `[]interface {}{${value.items.map(goSyntax).join(', ')}}`;
    case 'map': return `map[string]interface {}{${sorted(value.entries).map(([key, entry]) => `${JSON.stringify(key)}:${goSyntax(entry.value)}`).join(', ')}}`;
    case 'scalar': return value.value === null ? 'interface {}(nil)' : typeof value.value === 'string' ? JSON.stringify(value.value) : goPrinted(value);
  }
}

/** Go's `%q(%T)`. */
export function goTyped(value: ConfigValue): string {
  return `${goQuoted(value)}(${value.kind === 'scalar' && value.value === null ? '<nil>' : goTypeOf(value)})`;
}

function goQuoted(value: ConfigValue): string {
  switch (value.kind) {
    case 'list': return `[${value.items.map((item) => (isNull(item) ? '<nil>' : goQuoted(item))).join(' ')}]`;
    case 'map': return `map[${sorted(value.entries).map(([key, entry]) => `${JSON.stringify(key)}:${goQuoted(entry.value)}`).join(' ')}]`;
    case 'scalar': break;
  }
  if (value.value === null) return '%!q(<nil>)';
  if (value.type === 'string') return JSON.stringify(value.value);
  // %q of a number is the character with that code.
  if (value.type === 'int' && typeof value.value === 'number') return goRune(value.value);
  return `%!q(${value.type}=${goPrinted(value)})`;
}

function goRune(code: number): string {
  if (code < 0 || code > 0x10ffff) return `'\ufffd'`;
  const escapes: Readonly<Record<number, string>> = { 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r', 39: "\\'", 92: '\\\\' };
  const plain = escapes[code];
  if (plain !== undefined) return `'${plain}'`;
  return code < 32 || code === 127 ? `'\\x${code.toString(16).padStart(2, '0')}'` : `'${String.fromCodePoint(code)}'`;
}

/** time.Time's String of a YAML timestamp, in UTC. */
function goTime(text: string): string {
  const parsed = new Date(/^\d{4}-\d\d?-\d\d?$/.test(text) ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(parsed.getTime())) return text;
  const [date = '', time = ''] = parsed.toISOString().split('T');
  return `${date} ${time.replace(/\.?0*Z$/, '')} +0000 UTC`;
}

const sorted = <T>(entries: ReadonlyMap<string, T>): readonly (readonly [string, T])[] => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
