import type { Place } from '../../confmap/value.ts';

/** One thing that is wrong, for a diagnostic. */
export interface Detail {
  readonly message: string;
  readonly place: Place;
  readonly hint?: string;
}
/** One line (or nested group of lines) of an error text, with what it is made of. */
export interface Line {
  readonly text: string;
  readonly details: readonly Detail[];
}

/** `'name' message` at one place. */
export function line(name: string, message: string, place: Place, hint: { readonly hint?: string } = {}): Line {
  const text = `'${name}' ${message}`;
  return { text, details: [{ message: text, place, ...hint }] };
}

export const decodingFailed = (lines: readonly Line[]): string => `decoding failed due to the following error(s):\n\n${lines.map((found) => found.text).join('\n')}`;
export const allDetails = (lines: readonly Line[]): readonly Detail[] => lines.flatMap((found) => found.details);

/** The lines of a decoder that upstream runs inside another, as the one line they become there. */
export function nested(name: string, lines: readonly Line[], message = decodingFailed(lines)): Line {
  return { text: `'${name}' ${message}`, details: allDetails(lines) };
}
