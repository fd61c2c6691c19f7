import { errorMessage } from '#common/base/errors.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import type { ExpansionRules } from '../component/era.ts';
import { parseYaml } from './parseYaml.ts';
import { type ConfigValue, type Place, stringValue } from './value.ts';

/** What `${…}` may read. */
export interface Providers {
  readonly environment: ReadonlyMap<string, string>;
  /** Rejects with Go's text. */
  readonly readFile: (path: string) => Promise<string>;
  /** Told of variables that are unset or empty, in upstream's words. */
  readonly notice: (notice: Notice) => void;
}
export interface Notice {
  readonly level: 'warn' | 'info';
  readonly message: string;
  readonly name: string;
  readonly place: Place;
}

/** A retrieved value with the text it came from. */
export interface Retrieved {
  readonly value: ConfigValue;
  readonly text: string;
}

const schemePattern = /^([A-Za-z][A-Za-z0-9+.-]+):([^]*)$/;
const namePattern = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

type Ruled = Providers & { readonly rules: ExpansionRules };

/** Retrieves `scheme:rest`, or `rest` of the default scheme. A failure carries upstream's text. */
export async function retrieve(reference: string, place: Place, providers: Ruled): Promise<Result<Retrieved, string>> {
  const uri = reference.includes(':') ? reference : `${providers.rules.defaultScheme ?? ''}:${reference}`;
  const [, scheme, opaque = ''] = schemePattern.exec(uri) ?? [];
  if (scheme === undefined) return err(`invalid uri: ${JSON.stringify(uri)}`);
  if (opaque.includes('$')) return err(`the uri ${JSON.stringify(uri)} contains unsupported characters ('$')`);
  switch (scheme) {
    case 'env': return fromEnvironment(opaque, place, providers);
    case 'yaml': return fromYaml(opaque, place, providers.rules);
    case 'file': return fromFile(opaque, uri, place, providers);
    // Upstream: http and https too. Here: not, because a configuration that is checked at every keystroke must not fetch.
    default: return err(`scheme ${JSON.stringify(scheme)} is not supported for uri ${JSON.stringify(uri)}`);
  }
}

function fromEnvironment(opaque: string, place: Place, { environment, notice, rules }: Ruled): Result<Retrieved, string> {
  if (!rules.strictNames) return fromYaml(environment.get(opaque) ?? '', place, rules);
  const cut = opaque.indexOf(':-');
  const name = cut < 0 ? opaque : opaque.slice(0, cut);
  if (!namePattern.test(name)) return err(`environment variable ${JSON.stringify(name)} has invalid name: must match regex ^[a-zA-Z_][a-zA-Z0-9_]*$`);
  const value = environment.get(name);
  // Upstream: an empty default is an empty string, where an unset variable is null.
  if (value === undefined && opaque.slice(cut) === ':-') return ok({ value: stringValue('', place), text: '' });
  if (value === undefined && cut >= 0) return fromYaml(opaque.slice(cut + 2), place, rules);
  if (value === undefined) notice({ level: 'warn', message: 'Configuration references unset environment variable', name, place });
  else if (value === '') notice({ level: 'info', message: 'Configuration references empty environment variable', name, place });
  return fromYaml(value ?? '', place, rules);
}

async function fromFile(path: string, uri: string, place: Place, { readFile, rules }: Ruled): Promise<Result<Retrieved, string>> {
  try {
    return fromYaml(await readFile(path), place, rules);
  } catch (error) {
    return err(`unable to read the file ${uri}: ${errorMessage(error)}`);
  }
}

/** The text as YAML. Where texts are kept, what is not YAML, or is a string, is taken verbatim. */
function fromYaml(text: string, place: Place, { keepsText, refusedTypes }: ExpansionRules): Result<Retrieved, string> {
  const parsed = parseYaml(text, -1, place);
  if (!parsed.ok && (!keepsText || !parsed.error.syntax)) return err(parsed.error.text);
  if (!parsed.ok || (keepsText && parsed.value.kind === 'scalar' && parsed.value.type === 'string')) return ok({ value: stringValue(text, place), text });
  if (parsed.value.kind === 'scalar' && refusedTypes.includes(parsed.value.type)) return err(unsupportedType(parsed.value.type));
  return ok({ value: parsed.value, text });
}

export const unsupportedType = (type: string): string => `unsupported type=${type} for retrieved config, ensure that values are wrapped in quotes`;
