import { RE2JS } from 're2js';
import { errorMessage } from '#common/base/errors.ts';

export type MatchesText = (text: string) => boolean;

/** Upstream filterset: true when the text matches any of the filters. Throws with upstream's text. */
export function filterSet(filters: readonly string[], matchType: string): MatchesText {
  if (matchType === 'strict') {
    const words = new Set(filters);
    return (text) => words.has(text);
  }
  if (matchType !== 'regexp') throw unrecognized(matchType);
  const patterns = [...new Set(filters)].map(compile);
  return (text) => patterns.some((pattern) => pattern.matcher(text).find());
}

export const unrecognized = (matchType: string): Error => new Error(`unrecognized match_type: '${matchType}', valid types are: [regexp strict]`);

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    throw new Error(errorMessage(error), { cause: error });
  }
}
