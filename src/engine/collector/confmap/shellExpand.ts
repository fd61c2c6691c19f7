const special = /^[*#$@!?\-0-9]/;

/**
 * Go's os.Expand as the Collector of v0.84 calls it on every string, after `${scheme:…}`: `$NAME` and `${NAME}` become what `valueOf` says,
 * `$$` becomes `$`. A `$` that begins nothing stays; `${}` and a `${` without its end are swallowed.
 */
export function shellExpand(text: string, valueOf: (name: string) => string): string {
  if (!text.includes('$')) return text;
  let result = '';
  let from = 0;
  for (;;) {
    const dollar = text.indexOf('$', from);
    if (dollar < 0 || dollar + 1 >= text.length) return result + text.slice(from);
    const { name, length } = nameAt(text, dollar + 1);
    result += text.slice(from, dollar);
    if (length === 0) result += '$';
    else if (name !== '') result += name === '$' ? '$' : valueOf(name);
    from = dollar + 1 + length;
  }
}

/** The name that begins at `at`, and how much of the text says it. No name but a length: bad syntax. */
function nameAt(text: string, at: number): { readonly name: string; readonly length: number } {
  if (text[at] === '{') {
    const close = text.indexOf('}', at + 1);
    if (close < 0) return { name: '', length: 1 };
    return { name: text.slice(at + 1, close), length: close + 1 - at };
  }
  if (special.test(text.slice(at, at + 1))) return { name: text.slice(at, at + 1), length: 1 };
  const name = /^[_0-9a-zA-Z]*/.exec(text.slice(at))?.[0] ?? '';
  return { name, length: name.length };
}
