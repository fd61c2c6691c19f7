const parameter = /^\s*;\s*([!#$%&'*+\-.^_`|~\w]+)\s*=\s*([!#$%&'*+\-.^_`|~\w]+|"(?:[^"\\]|\\.)*")/;

/** Go's mime.ParseMediaType without the parameters: lower case; undefined when a parameter is malformed or there twice. */
export function mediaTypeOf(contentType: string): string | undefined {
  const [type = ''] = contentType.split(';');
  const seen = new Set<string>();
  for (let rest = contentType.slice(type.length).trim(); rest !== '' && rest !== ';';) {
    const [whole = '', written = ''] = parameter.exec(rest) ?? [];
    const name = written.toLowerCase();
    if (whole === '' || seen.has(name)) return undefined;
    seen.add(name);
    rest = rest.slice(whole.length).trim();
  }
  return type.trim().toLowerCase();
}
