import { expect, it } from 'vitest';
import { formatId, parseId } from './id.ts';

it.each([['otlp', 'otlp'], [' otlp / x ', 'otlp/x'], ['otlp/a/b', 'otlp/a/b'], ['otlp/中文-1.2', 'otlp/中文-1.2']])('parseId(%j)', (text, wanted) => {
  const parsed = parseId(text);
  expect(parsed.ok && formatId(parsed.value)).toBe(wanted);
});

it.each([['1 a', '1 a'], ['a-b/c d', 'a-b/c d']])('parseId(%j) of a release that is not strict', (text, wanted) => {
  const parsed = parseId(text, false);
  expect(parsed.ok && formatId(parsed.value)).toBe(wanted);
});

it.each([
  ['', 'id must not be empty'], ['/x', 'in "/x" id: the part before / should not be empty'], ['x/', 'in "x/" id: the part after / should not be empty'],
  ['1a', 'in "1a" id: invalid character(s) in type "1a"'], ['a b', 'in "a b" id: invalid character(s) in type "a b"'], ['a/b c', 'in "b c" id: invalid character(s) in name "b c"'],
  ['a/b$', 'in "b$" id: invalid character(s) in name "b$"'], [`a/${'x'.repeat(1025)}`, `in "${'x'.repeat(1025)}" id: name "${'x'.repeat(1025)}" is longer than 1024 characters (1025 characters)`],
])('parseId(%j) fails', (text, wanted) => {
  expect(parseId(text)).toEqual({ ok: false, error: wanted });
});
