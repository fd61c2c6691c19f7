import type { Diagnostic } from '#common/base/diagnostic.ts';
import { parseYaml } from '#engine/collector/confmap/parseYaml.ts';
import { type ConfigValue, placeAt } from '#engine/collector/confmap/value.ts';
import { crossCheck } from './crossCheck.ts';
import { explain } from './explain.ts';
import { SdkSettings } from './schema.ts';

/** A settings file, read. `value` is null when something in it is an error. */
export interface ParsedSettings {
  readonly value: Readonly<Record<string, unknown>> | null;
  readonly diagnostics: readonly Diagnostic[];
}

const maxDiagnostics = 50;

/** Reads a settings file. Whatever the text is, mistakes come back as diagnostics. */
export function parseSettings(yaml: string): ParsedSettings {
  const parsed = parseYaml(yaml, 0);
  if (!parsed.ok) return { value: null, diagnostics: [{ severity: 'error', message: parsed.error.text, range: parsed.error.range }] };
  const root = parsed.value;
  const checked = SdkSettings.safeParse(plain(root) ?? {}, { reportInput: true });
  if (!checked.success) return { value: null, diagnostics: checked.error.issues.flatMap((issue) => explain(issue, root)).slice(0, maxDiagnostics) };
  const value = asRecord(checked.data);
  const warnings = crossCheck(value).map(({ path, message, hint }): Diagnostic => ({ severity: 'warning', message, range: placeAt(root, path).range, ...(hint === undefined ? {} : { hint }) }));
  return { value, diagnostics: warnings };
}

/** As plain data; a key without a value is as good as no key. */
function plain(value: ConfigValue): unknown {
  switch (value.kind) {
    case 'scalar': return value.value ?? undefined;
    case 'list': return value.items.map((item) => plain(item) ?? null);
    case 'map': return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]));
  }
}

export const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {});
