import { errorMessage } from '#common/base/errors.ts';
import { OtlpDecodeError } from './error.ts';

/**
 * How deep objects and arrays may nest.
 * Upstream: 10,000. Here: 300, which is over 70 nested maps, because the readers behind it are recursive and our stack does not grow.
 */
const maxJsonDepth = 300;

const shortestUnsafe = 16;

/**
 * Parses JSON from strangers: bounded depth, and integers of 16 digits or more become strings, digits intact, because a JavaScript
 * number would round them. (OTLP/JSON allows both spellings of a 64-bit integer, and of a double, so readers need not care.)
 */
export function parseJson(text: string): unknown {
  const hasLongNumber = scan(text);
  try {
    return JSON.parse(hasLongNumber ? quoteLongIntegers(text) : text);
  } catch (error) {
    throw new OtlpDecodeError(errorMessage(error));
  }
}

/** Measures the depth before anything recursive sees the text; tells whether some number is long. */
function scan(text: string): boolean {
  let depth = 0;
  let digits = 0;
  let hasLongNumber = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      if (++digits >= shortestUnsafe) hasLongNumber = true;
      continue;
    }
    digits = 0;
    if (code === 34) at = endOfString(text, at);
    else if (code === 123 || code === 91) {
      if (++depth > maxJsonDepth) throw new OtlpDecodeError('incrementDepth: exceeded max depth');
    } else if (code === 125 || code === 93) depth--;
  }
  return hasLongNumber;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text.charCodeAt(first - 1) === 92) first--;
  return (quote - first) % 2 === 1;
}

function quoteLongIntegers(text: string): string {
  const number = /-?[1-9]\d{15,}(?![\d.eE])/y;
  let quoted = '';
  let copied = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) at = endOfString(text, at);
    else if (code === 45 || (code >= 48 && code <= 57)) {
      number.lastIndex = at;
      const found = number.exec(text)?.[0];
      if (found !== undefined) {
        quoted += `${text.slice(copied, at)}"${found}"`;
        copied = at + found.length;
      }
      at = endOfNumber(text, at) - 1;
    }
  }
  return quoted + text.slice(copied);
}

function endOfNumber(text: string, start: number): number {
  const rest = /[-+.\deE]+/y;
  rest.lastIndex = start;
  return start + (rest.exec(text)?.[0].length ?? 1);
}
