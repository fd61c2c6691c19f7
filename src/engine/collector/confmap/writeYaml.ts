import { resolvePlain } from './scalar.ts';

const best = 4;

/**
 * Plain data as go-yaml v3 writes it: keys in its natural order, four blanks of indentation, each string in the plainest style that reads
 * back as a string. (A library's writer indents lists otherwise and quotes with one kind of quotes.)
 */
export function writeYaml(value: unknown): string {
  return isEmptyOrScalar(value) ? `${inline(value, 0)}\n` : `${block(value, 0).join('\n')}\n`;
}

/** The lines of a list or a map that is not empty, at `indent`. */
function block(value: unknown, indent: number): readonly string[] {
  const pad = ' '.repeat(indent);
  if (Array.isArray(value)) return value.flatMap((item) => inItem(item, indent, pad));
  return Object.entries(value ?? {}).filter(([, inner]) => inner !== undefined).sort(([a], [b]) => naturally(a, b)).flatMap(([key, inner]) => {
    const written = text(key, indent);
    if (isEmptyOrScalar(inner)) return [`${pad}${written}: ${inline(inner, indent)}`];
    return [`${pad}${written}:`, ...block(inner, next(indent))];
  });
}

/** What an item holds begins beside its dash, two further in. */
function inItem(item: unknown, indent: number, pad: string): readonly string[] {
  if (isEmptyOrScalar(item)) return [`${pad}- ${inline(item, indent)}`];
  const [first = '', ...rest] = block(item, indent + 2);
  return [`${pad}- ${first.slice(indent + 2)}`, ...rest];
}

const next = (indent: number): number => best * Math.floor((indent + best) / best);

function isEmptyOrScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.values(value).every((inner) => inner === undefined);
}

function inline(value: unknown, indent: number): string {
  if (typeof value === 'string') return text(value, indent);
  if (Array.isArray(value)) return '[]';
  if (typeof value === 'object' && value !== null) return '{}';
  if (typeof value === 'number') return number(value);
  return typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : 'null';
}

function number(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
  return String(value).replace(/e([-+])(\d)$/, 'e$10$2');
}

const oldBooleans = /^([yYnN]|yes|Yes|YES|on|On|ON|no|No|NO|off|Off|OFF)$/;
const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

function text(value: string, indent: number): string {
  if (value.includes('\n') && !unprintable.test(value)) return literal(value, next(indent));
  if (resolvePlain(value).type !== 'string' || oldBooleans.test(value) || base60.test(value)) return doubleQuoted(value);
  if (unprintable.test(value)) return doubleQuoted(value);
  return isPlain(value) ? value : `'${value.replaceAll("'", "''")}'`;
}

// A tab does not count as printable for go-yaml.
const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/;

function isPlain(value: string): boolean {
  if (/^[#,[\]{}&*!|>'"%@`]/.test(value) || /^(---|\.\.\.)/.test(value)) return false;
  if (/^[?:-](\s|$)/.test(value) || /:(\s|$)/.test(value) || /\s#/.test(value)) return false;
  return !/^\s|\s$/.test(value);
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\u0007': '\\a', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\u000b': '\\v', '\f': '\\f', '\r': '\\r', '\u001b': '\\e', '\0': '\\0', '\ufeff': '\\uFEFF' };

function doubleQuoted(value: string): string {
  const escaped = [...value].map((character) => escapes[character] ?? (unprintable.test(character) ? `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : character));
  return `"${escaped.join('')}"`;
}

function literal(value: string, indent: number): string {
  const chomp = !value.endsWith('\n') ? '-' : value.endsWith('\n\n') || value === '\n' ? '+' : '';
  const hint = /^[ \n]/.test(value) ? String(best) : '';
  const lines = (chomp === '-' ? value : value.slice(0, -1)).split('\n');
  return [`|${hint}${chomp}`, ...lines.map((line) => (line === '' ? '' : `${' '.repeat(indent)}${line}`))].join('\n');
}

/** go-yaml's order of keys: numbers in them by their value, other characters before letters. */
export function naturally(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [[...a], [...b]];
  let afterDigit = false;
  for (const [index, x] of left.entries()) {
    const y = right[index];
    if (y === undefined) return 1;
    if (x === y) {
      afterDigit = isDigit(x);
      continue;
    }
    const [xLetter, yLetter] = [isLetter(x), isLetter(y)];
    if (xLetter && yLetter) return x < y ? -1 : 1;
    if (xLetter || yLetter) return (afterDigit ? xLetter : yLetter) ? -1 : 1;
    return byNumber(left, right, index);
  }
  return -1;
}

function byNumber(left: readonly string[], right: readonly string[], index: number): number {
  const digits = (all: readonly string[]): string => /^\d*/.exec(all.slice(index).join(''))?.[0] ?? '';
  const [x, y] = [digits(left), digits(right)];
  const inNumber = (x.startsWith('0') || y.startsWith('0')) && /[1-9]\d*$/.test(left.slice(0, index).join(''));
  const lead = inNumber ? '1' : '0';
  const difference = BigInt(lead + x) - BigInt(lead + y);
  if (difference !== 0n) return difference < 0n ? -1 : 1;
  if (x.length !== y.length) return x.length < y.length ? -1 : 1;
  return (left[index] ?? '') < (right[index] ?? '') ? -1 : 1;
}

const isDigit = (character: string): boolean => /\p{Nd}/u.test(character);
const isLetter = (character: string): boolean => /\p{L}/u.test(character);
