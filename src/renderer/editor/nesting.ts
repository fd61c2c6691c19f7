/** Deeper than this no configuration is; the YAML parsers of the page would end the page on a thousand open brackets. */
export const maxNesting = 100;

/**
 * An upper bound of how deep `text` nests as YAML: open brackets, block sequences on one line (`- - -`), and indentation. Quotes and comments
 * are not understood, so it may count too much, never too little. One pass, no recursion.
 */
export function nestingDepth(text: string): number {
  let open = 0;
  let deepest = 0;
  const indents: number[] = [];
  for (const line of text.split('\n')) {
    const lead = /^[ \t]*((?:[-?:][ \t]+)*)/.exec(line);
    const indent = line.length - line.trimStart().length;
    const onLine = (lead?.[1] ?? '').replaceAll(/[ \t]/g, '').length;
    if (line.trim() !== '') {
      while (indents.length > 0 && (indents.at(-1) ?? 0) >= indent) indents.pop();
      indents.push(indent);
    }
    let inLine = 0;
    for (const character of line) {
      if (character === '[' || character === '{') {
        open += 1;
        inLine = Math.max(inLine, open);
      } else if ((character === ']' || character === '}') && open > 0) open -= 1;
    }
    deepest = Math.max(deepest, indents.length + onLine + Math.max(inLine, open));
  }
  return deepest;
}
