import { errorMessage } from '#common/base/errors.ts';
import { err, ok, type Result } from '#common/base/result.ts';
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

/** Retrieves `scheme:rest`, or `rest` of the default scheme env. A failure carries upstream's text. */
export async function retrieve(reference: string, place: Place, providers: Providers): Promise<Result<Retrieved, string>> {
  const uri = reference.includes(':') ? reference : `env:${reference}`;
  const [, scheme, opaque = ''] = schemePattern.exec(uri) ?? [];
  if (scheme === undefined) return err(`invalid uri: ${JSON.stringify(uri)}`);
  if (opaque.includes('$')) return err(`the uri ${JSON.stringify(uri)} contains unsupported characters ('$')`);
  switch (scheme) {
    case 'env': return fromEnvironment(opaque, place, providers);
    case 'yaml': return ok(fromYaml(opaque, place));
    case 'file': return fromFile(opaque, uri, place, providers);
    // Upstream: http and https too. Here: not, because a configuration that is checked at every keystroke must not fetch.
    default: return err(`scheme ${JSON.stringify(scheme)} is not supported for uri ${JSON.stringify(uri)}`);
  }
}

function fromEnvironment(opaque: string, place: Place, providers: Providers): Result<Retrieved, string> {
  const cut = opaque.indexOf(':-');
  const name = cut < 0 ? opaque : opaque.slice(0, cut);
  if (!namePattern.test(name)) return err(`environment variable ${JSON.stringify(name)} has invalid name: must match regex ^[a-zA-Z_][a-zA-Z0-9_]*$`);
  const value = providers.environment.get(name);
  if (value === undefined && cut >= 0) return ok(fromYaml(opaque.slice(cut + 2), place));
  if (value === undefined) providers.notice({ level: 'warn', message: 'Configuration references unset environment variable', name, place });
  else if (value === '') providers.notice({ level: 'info', message: 'Configuration references empty environment variable', name, place });
  return ok(fromYaml(value ?? '', place));
}

async function fromFile(path: string, uri: string, place: Place, providers: Providers): Promise<Result<Retrieved, string>> {
  try {
    return ok(fromYaml(await providers.readFile(path), place));
  } catch (error) {
    return err(`unable to read the file ${uri}: ${errorMessage(error)}`);
  }
}

/** The text as YAML; what is not YAML, or is a string, is taken verbatim. */
function fromYaml(text: string, place: Place): Retrieved {
  const parsed = parseYaml(text, -1, place);
  if (!parsed.ok || (parsed.value.kind === 'scalar' && parsed.value.type === 'string')) return { value: stringValue(text, place), text };
  return { value: parsed.value, text };
}
