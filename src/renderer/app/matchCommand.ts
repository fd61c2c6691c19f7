/** How well `query` fits `text`, 0 for not at all. Words that begin with it come first; letters in order with gaps still count, so a typo of omission is forgiven. */
export function matchScore(text: string, query: string): number {
  const hay = text.toLowerCase();
  const needle = query.trim().toLowerCase();
  if (needle === '') return 1;
  const at = hay.indexOf(needle);
  if (at === 0) return 4;
  if (at > 0) return /\s/.test(hay[at - 1] ?? '') ? 3 : 2;
  let from = 0;
  for (const letter of needle) {
    const found = hay.indexOf(letter, from);
    if (found < 0) return 0;
    from = found + 1;
  }
  return needle.length >= 3 ? 1 : 0;
}
