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

/** One line that is one mistake. */
export const fault = (text: string, place: Place, hint: { readonly hint?: string } = {}): Line => ({ text, details: [{ message: text, place, ...hint }] });
/** `'name' message` at one place. */
export const line = (name: string, message: string, place: Place, hint: { readonly hint?: string } = {}): Line => fault(`'${name}' ${message}`, place, hint);

export const allDetails = (lines: readonly Line[]): readonly Detail[] => lines.flatMap((found) => found.details);
