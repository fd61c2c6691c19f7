import { isAlias, isMap, isScalar, isSeq, parseDocument, type Alias, type Document, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { TextRange } from '#common/base/diagnostic.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import { goPrinted, goSyntax } from './goText.ts';
import { goYamlText, isBehindDocument } from './goYamlError.ts';
import { resolvePlain } from './scalar.ts';
import { type ConfigValue, type MapEntry, type Place, scalar, type ScalarType, stringValue } from './value.ts';
import { refuseHostile } from './yamlGuard.ts';

/** Why a text is not a configuration. */
export interface YamlFault {
  /** go-yaml's text, beginning `yaml: `. */
  readonly text: string;
  readonly range: TextRange;
  /** False when upstream parses it, yet refuses the value (a map with keys that are not strings): it then does not count as a string. */
  readonly syntax: boolean;
}

/** What YAML allows nowhere in a text. */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** Nodes an alias may add in all; beyond it go-yaml says "document contains excessive aliasing". */
const maxAliasedNodes = 100_000;

/** Parses the first document of a YAML text, as go-yaml v3 reads it. `source` is noted in every place; -1 puts everything at `at`. */
export function parseYaml(text: string, source: number, at?: Place): Result<ConfigValue, YamlFault> {
  const start: TextRange = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  const hostile = refuseHostile(text);
  if (hostile !== undefined) return err({ text: `yaml: ${hostile}`, range: start, syntax: true });
  const control = forbidden.exec(text);
  if (control !== null) return err({ text: 'yaml: control characters are not allowed', range: at?.range ?? start, syntax: true });
  const lines = new Lines(text);
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const reader = new Reader({ document, lines, text }, source, at);
  const broken = document.errors.find((error) => error.code !== 'MULTIPLE_DOCS');
  if (broken !== undefined && !isBehindDocument(broken, document, text)) {
    const lineAt = (offset: number): number => lines.at(offset).line - 1;
    const key = flowKey(broken.code, text.slice(broken.pos[0]));
    return err({ text: key === undefined ? `yaml: ${goYamlText(broken, document, lineAt, text)}` : `yaml: invalid map key: ${key}`, range: reader.range(broken.pos[0], broken.pos[1]), syntax: true });
  }
  const value = reader.read(document.contents);
  const fault = reader.fault();
  return fault === undefined ? ok(value) : err(fault);
}

/** The library stumbles over a list or a map as key behind an empty value; go-yaml parses it and refuses it then. */
function flowKey(code: string, text: string): string | undefined {
  const [, written] = code === 'IMPOSSIBLE' ? /^(\[[^\n]*?\]|\{[^\n]*?\}):\s/.exec(text) ?? [] : [];
  const parsed = written === undefined ? undefined : parseYaml(written, -1);
  return parsed?.ok === true ? goSyntax(parsed.value) : undefined;
}

/** Lines and columns of offsets, counted from 1. (The library's own counter misses lines behind a mistake.) */
class Lines {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  at(offset: number): { readonly line: number; readonly col: number } {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, col: offset - (this.#starts[low] ?? 0) + 1 };
  }
}

class Reader {
  readonly #document: Document;
  readonly #lines: Lines;
  readonly #text: string;
  readonly #source: number;
  readonly #at: Place | undefined;
  readonly #duplicates: { readonly text: string; readonly range: TextRange }[] = [];
  #fault: YamlFault | undefined;
  #aliased = 0;
  #inAlias = 0;

  constructor(from: { readonly document: Document; readonly lines: Lines; readonly text: string }, source: number, at: Place | undefined) {
    this.#document = from.document;
    this.#lines = from.lines;
    this.#text = from.text;
    this.#source = source;
    this.#at = at;
  }

  fault(): YamlFault | undefined {
    const [first] = this.#duplicates;
    if (first === undefined) return this.#fault;
    const text = `yaml: unmarshal errors:\n${this.#duplicates.map((found) => `  ${found.text}`).join('\n')}`;
    return { text, range: first.range, syntax: true };
  }

  range(from: number, to: number): TextRange {
    let last = Math.max(to, from);
    while (last > from && /\s/.test(this.#text[last - 1] ?? 'x')) last -= 1;
    const start = this.#lines.at(from);
    const end = this.#lines.at(last);
    return { startLine: start.line, startColumn: start.col, endLine: end.line, endColumn: end.col };
  }

  read(node: unknown): ConfigValue {
    if (this.#inAlias > 0 && (this.#aliased += 1) > maxAliasedNodes) this.#fail('yaml: document contains excessive aliasing', node);
    if (this.#fault !== undefined) return scalar('nil', null, this.#place(node));
    if (isAlias(node)) return this.#alias(node);
    if (isMap(node)) return this.#map(node);
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => this.read(item)), place: this.#place(node) };
    return isScalar(node) ? this.#scalar(node) : scalar('nil', null, this.#place(node));
  }

  #alias(node: Alias): ConfigValue {
    const target = this.#inAlias > 50 ? undefined : node.resolve(this.#document);
    if (target === undefined) {
      this.#fail(this.#inAlias > 50 ? `yaml: anchor '${node.source}' value contains itself` : `yaml: unknown anchor '${node.source}' referenced`, node);
      return scalar('nil', null, this.#place(node));
    }
    this.#inAlias += 1;
    const value = this.read(target);
    this.#inAlias -= 1;
    return value;
  }

  #map(node: YAMLMap): ConfigValue {
    const entries = new Map<string, MapEntry>();
    const merged = new Map<string, MapEntry>();
    const written = new Map<string, { readonly pair: Pair; readonly keyPlace: Place }>();
    const again = new Map<string, Place[]>();
    const before = this.#duplicates.length;
    for (const pair of node.items) {
      const key = this.#key(pair, node === this.#document.contents);
      if (key === undefined) continue;
      const keyPlace = this.#place(pair.key);
      if (key === '<<' && isScalar(pair.key) && pair.key.type === 'PLAIN') this.#merge(pair, merged);
      else if (written.has(key)) (again.get(key) ?? again.set(key, []).get(key))?.push(keyPlace);
      else written.set(key, { pair, keyPlace });
    }
    for (const [key, { keyPlace }] of written) this.#duplicate(key, [keyPlace, ...(again.get(key) ?? [])]);
    // go-yaml does not look inside a map whose keys are not unique.
    if (this.#duplicates.length === before) {
      for (const [key, { pair, keyPlace }] of written) entries.set(key, { keyPlace, value: pair.value === null ? scalar('nil', null, keyPlace) : this.read(pair.value) });
    }
    for (const [key, entry] of merged) if (!entries.has(key)) entries.set(key, entry);
    return { kind: 'map', entries, place: this.#place(node) };
  }

  /** Upstream writes keys that are not strings as Go prints them, except at the top, where it refuses the whole map. */
  #key(pair: Pair, atTop: boolean): string | undefined {
    const key = isAlias(pair.key) ? pair.key.resolve(this.#document) : pair.key;
    if (!isScalar(key)) {
      this.#fail(`yaml: invalid map key: ${goSyntax(this.read(key))}`, pair.key);
      return undefined;
    }
    const value = this.#scalar(key);
    if (key.source === '' && key.type === 'PLAIN' && this.#text[key.range?.[0] ?? -1] === ':') {
      const line = this.#lines.at(key.range?.[0] ?? 0).line - 1;
      this.#fail(`yaml: ${line === 0 ? '' : `line ${String(line)}: `}did not find expected key`, pair.key);
      return undefined;
    }
    if (!atTop || (value.kind === 'scalar' && value.type === 'string')) return goPrinted(value);
    this.#fail('unsupported type=map[interface {}]interface {} for retrieved config, ensure that values are wrapped in quotes', pair.key, false);
    return undefined;
  }

  #merge(pair: Pair, into: Map<string, MapEntry>): void {
    const value = this.read(pair.value);
    const maps = value.kind === 'list' ? value.items : [value];
    for (const map of maps) {
      if (map.kind !== 'map') this.#fail('yaml: map merge requires map or sequence of maps as the value', pair.key);
      else for (const [key, entry] of map.entries) if (!into.has(key)) into.set(key, entry);
    }
  }

  #scalar(node: Scalar): ConfigValue {
    const place = this.#place(node);
    const text = node.source ?? (typeof node.value === 'string' ? node.value : '');
    if (node.tag !== undefined) {
      if (node.tag === 'tag:yaml.org,2002:str') return stringValue(text, place);
      const resolved = resolvePlain(text);
      const wanted: Readonly<Record<string, ScalarType>> = { 'tag:yaml.org,2002:int': 'int', 'tag:yaml.org,2002:bool': 'bool', 'tag:yaml.org,2002:null': 'nil', 'tag:yaml.org,2002:float': 'float64' };
      return wanted[node.tag] === undefined || node.type === 'PLAIN' ? scalar(resolved.type, resolved.value, place) : stringValue(text, place);
    }
    if (node.type !== 'PLAIN') return stringValue(typeof node.value === 'string' ? node.value : text, place);
    const { type, value } = resolvePlain(text);
    return scalar(type, value, place);
  }

  /** Upstream: tells of every pair. Here: of the first fifty keys that are the same, because pairs grow with the square. */
  #duplicate(key: string, places: readonly Place[]): void {
    const told = places.slice(0, 50);
    for (const [index, first] of told.entries()) {
      for (const { range } of told.slice(index + 1)) {
        const text = `line ${String(range.startLine)}: mapping key ${JSON.stringify(key)} already defined at line ${String(first.range.startLine)}`;
        this.#duplicates.push({ text, range });
      }
    }
  }

  #fail(text: string, node: unknown, syntax = true): void {
    this.#fault ??= { text, range: this.#place(node).range, syntax };
  }

  #place(node: unknown): Place {
    if (this.#at !== undefined) return this.#at;
    const found = typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? node.range : [0, 0];
    return { source: this.#source, range: this.range(Number(found[0]), Number(found[1])) };
  }
}
