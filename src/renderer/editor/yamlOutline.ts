/** A component's definition: its key under `receivers:`, `processors:`, … Lines and columns are 1-based, `endColumn` is exclusive. */
export interface Definition {
  readonly section: Section;
  readonly componentId: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}
const sections = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'] as const;
export type Section = (typeof sections)[number];

interface Key {
  readonly name: string;
  readonly indent: number;
  readonly column: number;
}

/**
 * The components a configuration defines in block style. Reads lines, not YAML: it must work on text that does not parse, and must never
 * hang. A section written as `{…}` on one line is not seen.
 */
export function definitions(text: string): readonly Definition[] {
  const found: Definition[] = [];
  let section: Section | undefined;
  let childIndent: number | undefined;
  text.split('\n').forEach((line, index) => {
    const key = keyOf(line);
    if (key === null) return;
    if (key.indent === 0) {
      section = sections.find((name) => name === key.name);
      childIndent = undefined;
      return;
    }
    if (section === undefined) return;
    childIndent ??= key.indent;
    if (key.indent === childIndent) {
      found.push({ section, componentId: key.name, line: index + 1, column: key.column, endColumn: key.column + key.name.length });
    }
  });
  return found;
}

/** Where the component under the cursor is defined, when the cursor is on an entry of a pipeline or of `service.extensions`. */
export function definitionAt(text: string, place: { readonly line: number; readonly column: number }): Definition | null {
  const lines = text.split('\n');
  const line = lines[place.line - 1];
  if (line === undefined) return null;
  const word = wordAt(line, place.column);
  const list = word === null ? null : listAt(lines, place.line - 1);
  if (word === null || list === null) return null;
  const wanted: readonly Section[] = list === 'receivers' || list === 'exporters' ? [list, 'connectors'] : [list];
  return definitions(text).find(({ section, componentId }) => componentId === word && wanted.includes(section)) ?? null;
}

/** Which list of `service:` this line belongs to; null elsewhere. */
function listAt(lines: readonly string[], at: number): Section | null {
  const path: string[] = [];
  let indent = Number.POSITIVE_INFINITY;
  for (let i = at; i >= 0; i -= 1) {
    const line = lines[i] ?? '';
    const key = keyOf(line);
    // The items of a list may stand at the indentation of its key.
    const isItem = /^\s*- /.test(line);
    if (key === null || key.indent >= indent || isItem) continue;
    path.unshift(key.name);
    indent = key.indent;
    if (indent === 0) break;
  }
  if (path[0] !== 'service') return null;
  const last = sections.find((name) => name === path.at(-1));
  if (path.length === 2) return last === 'extensions' ? last : null;
  return path[1] === 'pipelines' && path.length === 4 ? last ?? null : null;
}

function keyOf(line: string): Key | null {
  const match = /^(\s*)(["']?)([\w./-]+)\2\s*:(?:\s|$)/.exec(line);
  if (match === null) return null;
  const indent = match[1]?.length ?? 0;
  return { name: match[3] ?? '', indent, column: indent + (match[2]?.length ?? 0) + 1 };
}

function wordAt(line: string, column: number): string | null {
  for (const match of line.matchAll(/[\w./-]+/g)) {
    const start = match.index + 1;
    if (column >= start && column <= start + match[0].length && match[0] !== '-') return match[0];
  }
  return null;
}
